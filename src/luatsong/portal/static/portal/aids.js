// Aids for reading, remembered on this device. Before the page is drawn, so that nothing jumps.
(() => {
  const root = document.documentElement, KEY = "luatsong-doc";
  const links = () => document.querySelectorAll("[data-aid]");
  const mark = () => {
    for (const link of links()) link.setAttribute("aria-pressed", root.classList.contains(link.dataset.aid));
  };
  let kept = "";
  try { kept = localStorage.getItem(KEY) ?? ""; } catch { /* not allowed here: the address still works */ }
  if (/^[a-z.-]{1,200}$/.test(kept)) root.classList.add(...kept.split(".").filter(Boolean));
  addEventListener("DOMContentLoaded", () => {
    mark();
    for (const button of document.querySelectorAll("[data-print-page]")) {
      button.hidden = false;
      button.addEventListener("click", () => print());
    }
  });
  const toggle = (link) => {
    const on = !root.classList.contains(link.dataset.aid);
    for (const other of links()) if (other.dataset.group === link.dataset.group) root.classList.remove(other.dataset.aid);
    root.classList.toggle(link.dataset.aid, on);
    try { localStorage.setItem(KEY, [...links()].map((one) => one.dataset.aid).filter((one) => root.classList.contains(one)).join(".")); } catch { /* as above */ }
    mark();
  };
  for (const kind of ["click", "keydown"]) {
    addEventListener(kind, (event) => {
      const link = event.target.closest?.("[data-aid]");
      if (link && kind === "click") {
        event.preventDefault();
        toggle(link);
      } else if (event.key === "Escape") {
        const open = event.target.closest?.("details.aids[open]");
        if (open) { open.open = false; open.firstElementChild.focus(); }
      }
    });
  }
})();
