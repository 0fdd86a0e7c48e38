// Adds to pages that work without it: copying a citation, and showing where one is in the contents.
for (const box of document.querySelectorAll("[data-cite]")) {
  const button = box.querySelector("button");
  const words = box.querySelector("[data-words]");
  const said = box.querySelector("[role=status]");
  if (!navigator.clipboard || !button || !words) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(words.textContent.trim());
      said.textContent = "Đã chép câu viện dẫn.";
    } catch {
      getSelection().selectAllChildren(words);
      said.textContent = "Trình duyệt không cho chép; câu viện dẫn đã được chọn sẵn.";
    }
  });
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

const toc = document.querySelector("nav.toc");
const fold = document.querySelector("details.toc-fold");
if (toc && fold) {
  toc.addEventListener("click", (event) => {
    if (event.target.closest("a")) fold.open = false;
  });
}
if (toc && "IntersectionObserver" in window) {
  const links = new Map();
  for (const link of toc.querySelectorAll("a")) links.set(decodeURIComponent(link.hash.slice(1)), link);
  const inView = new Set();
  let current = null;
  const show = () => {
    const first = [...inView].sort((a, b) => (a.compareDocumentPosition(b) & 4 ? -1 : 1)).pop();
    const link = first && links.get(first.id);
    if (!link || link === current) return;
    current?.removeAttribute("aria-current");
    link.setAttribute("aria-current", "location");
    current = link;
    for (let up = link.closest("details"); up && toc.contains(up); up = up.parentElement.closest("details")) up.open = true;
    if (fold?.offsetParent == null) link.scrollIntoView({ block: "nearest" });
  };
  const observer = new IntersectionObserver((entries) => {
    for (const entry of entries) entry.isIntersecting ? inView.add(entry.target) : inView.delete(entry.target);
    show();
  }, { rootMargin: "0px 0px -75% 0px" });
  for (const id of links.keys()) {
    const target = document.getElementById(id);
    if (target) observer.observe(target);
  }
}

// The source of amended words, shown beside them on hover, focus or tap.
const sourceOf = (from) => {
  const place = from.closest?.(".moi, .bot, .nguon");
  const link = place?.classList.contains("nguon") ? place.firstElementChild : null;
  const number = link ? link.hash.slice(5) : place?.dataset.goc;
  const item = number && document.getElementById(`goc-${number}`);
  return item ? { place, item, number } : null;
};
if (document.querySelector(".goc")) {
  const box = document.createElement("div");
  box.className = "nhan";
  box.id = "nhan";
  box.setAttribute("role", "tooltip");
  box.hidden = true;
  document.body.append(box);
  let shown = null;
  let later = 0;
  const hide = () => {
    box.hidden = true;
    for (const part of document.querySelectorAll(".moi.chon")) part.classList.remove("chon");
    shown?.removeAttribute("aria-describedby");
    shown = null;
  };
  const show = (found, target) => {
    clearTimeout(later);
    if (shown === target) return;
    hide();
    shown = target;
    box.replaceChildren(...[...found.item.cloneNode(true).childNodes].slice(1, -1));
    for (const part of document.querySelectorAll(`.moi[data-goc="${found.number}"]`)) part.classList.add("chon");
    target.setAttribute("aria-describedby", "nhan");
    box.hidden = false;
    const at = (target.getClientRects()[0] ?? target.getBoundingClientRect());
    box.style.left = `${Math.max(8, Math.min(at.left, innerWidth - box.offsetWidth - 16)) + scrollX}px`;
    const end = [...target.getClientRects()].pop() ?? at;
    const below = end.bottom + 6;
    const top = below + box.offsetHeight > innerHeight && at.top > box.offsetHeight + 12 ? at.top - box.offsetHeight - 6 : below;
    box.style.top = `${top + scrollY}px`;
  };
  for (const kind of ["pointerover", "focusin", "click"]) {
    document.addEventListener(kind, (event) => {
      const found = sourceOf(event.target);
      if (found) show(found, event.target);
      else if (box.contains(event.target)) clearTimeout(later);
      else if (kind === "click") hide();
      else if (shown) later = setTimeout(hide, 300);
    });
  }
  document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
}

// A place that a long text does not open here is shown on all of it.
const entire = document.querySelector(".note.dong a");
const place = decodeURIComponent(location.hash.slice(1));
if (entire && place && !document.getElementById(place)) location.replace(entire.href.split("#")[0] + location.hash);
