// Reading without a network: starts the service worker, once the page itself is there.
if (navigator.serviceWorker && !location.pathname.startsWith("/quan-tri/")) {
  const loaded = new Promise((done) => document.readyState === "complete" ? done() : addEventListener("load", done));
  const ready = loaded.then(() => navigator.serviceWorker.register("/sw.js")).then(() => navigator.serviceWorker.ready);
  ready.catch(() => 0); // a browser that will not, will not: every page works without it
  const offers = () => {
    const boxes = document.querySelectorAll("[data-keep-page], [data-keep]");
    if (boxes.length) import("./keeping.js").then(({ offer }) => boxes.forEach((box) => offer(box, ready)));
  };
  // On a slow network this script is here before the end of the page is.
  document.readyState === "loading" ? addEventListener("DOMContentLoaded", offers) : offers();
}
