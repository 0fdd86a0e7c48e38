// "Did this help?" without a page load; what was printed is counted. Pages work without this.
document.addEventListener("submit", async (event) => {
  const form = event.target.closest("form[data-giup]");
  if (!form) return;
  event.preventDefault();
  const sent = new FormData(form, event.submitter);
  const place = form.closest(".giup") ?? form;
  try {
    const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(sent), headers: { "X-Part": "1" } });
    if (!answer.ok && answer.status !== 410) throw new Error();
    const box = Object.assign(document.createElement("div"), { className: "giup", tabIndex: -1, innerHTML: await answer.text() });
    box.setAttribute("role", "status");
    place.replaceWith(box);
    box.focus();
  } catch {
    form.removeAttribute("data-giup");
    form.requestSubmit(event.submitter ?? undefined);
  }
});
// What only the browser knows is told once a page: heard (a part of a book counts for its item), printed.
const told = new Set();
const tell = (kieu, trang) => {
  if (told.has(kieu + trang)) return;
  told.add(kieu + trang);
  navigator.sendBeacon?.("/dem/", new URLSearchParams({ trang, kieu }));
};
document.addEventListener("play", ({ target }) => tell("listened", target.dataset.track ?? location.pathname), true);
addEventListener("beforeprint", () => tell("printed", location.pathname));
