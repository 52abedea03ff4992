import "./theme.css";
import { render } from "solid-js/web";
import { App } from "./app.tsx";
import { serviceWorkerAddress } from "./ui/own-markup.ts";
import { startTheme } from "./ui/theme.ts";

startTheme();
render(() => <App />, document.getElementById("app")!);

if (import.meta.env.PROD && "serviceWorker" in navigator) {
  // Without it everything works but opening the app offline; a browser that refuses it loses only that.
  navigator.serviceWorker.register(serviceWorkerAddress()).catch(() => {});
}
