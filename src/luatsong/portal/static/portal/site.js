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
