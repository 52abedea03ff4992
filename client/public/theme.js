// Runs before the first paint, so that a dark room never flashes white. `client/ui/theme.ts` keeps what it reads.
(() => {
  let kept = null;
  try {
    kept = localStorage.getItem("ct-theme");
  } catch {}
  const dark = kept === "dark" || (kept !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
})();
