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
let printed = false;
addEventListener("beforeprint", () => {
  if (!printed) navigator.sendBeacon?.("/dem/", new URLSearchParams({ trang: location.pathname, kieu: "printed" }));
  printed = true;
});
