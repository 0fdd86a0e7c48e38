// Keys and buttons of the slides; without it they are turned by scrolling. Runs from a folder, too.
(() => {
  const slides = [...document.querySelectorAll(".trang")], bar = document.querySelector(".nut"), told = bar.querySelector("output");
  let at = 0;
  const here = () => {
    const middle = window.innerHeight / 2;
    const found = slides.findIndex((slide) => slide.getBoundingClientRect().bottom > middle);
    return found < 0 ? slides.length - 1 : found;
  };
  const tell = () => { at = here(); told.textContent = `${at + 1}/${slides.length}`; };
  const go = (to) => {
    at = Math.max(0, Math.min(slides.length - 1, to));
    slides[at].scrollIntoView({ block: "start", behavior: "auto" });
    told.textContent = `${at + 1}/${slides.length}`;
  };
  const wide = () => { if (document.fullscreenElement) document.exitFullscreen(); else document.documentElement.requestFullscreen?.(); };
  const keys = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, " ": 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1 };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest("button, a, input")) {
      if (event.key === " " || event.key === "Enter") return;
    }
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key in keys) go(at + (event.shiftKey && event.key === " " ? -1 : keys[event.key]));
    else if (event.key === "Home") go(0);
    else if (event.key === "End") go(slides.length - 1);
    else if (event.key === "f" || event.key === "F") wide();
    else if (event.key === "p" || event.key === "P") window.print();
    else return;
    event.preventDefault();
  });
  bar.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.di) go(at + Number(button.dataset.di));
    else if (button.dataset.lam === "rong") wide();
    else window.print();
  });
  let waits = 0;
  window.addEventListener("scroll", () => { cancelAnimationFrame(waits); waits = requestAnimationFrame(tell); }, { passive: true });
  bar.hidden = false;
  tell();
})();
