import "./theme.css";
import { render } from "solid-js/web";
import { App } from "./app.tsx";
import { startTheme } from "./ui/theme.ts";

startTheme();
render(() => <App />, document.getElementById("app")!);

if (import.meta.env.PROD && "serviceWorker" in navigator) {
  // Without it everything works but opening the app offline; a browser that refuses it loses only that.
  navigator.serviceWorker.register("/sw.js").catch(() => {});
}
