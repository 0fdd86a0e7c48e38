// What was read lately: kept in this browser only, shown where a page has room for it.
const KEPT = "luatsong:da-doc", MOST = 8;
const line = ({ h, t }) => {
  const item = document.createElement("li");
  item.append(Object.assign(document.createElement("a"), { href: h, textContent: t }));
  return item;
};
let read = [];
try { read = JSON.parse(localStorage.getItem(KEPT)) ?? []; } catch { /* none, or not allowed */ }
const slug = location.pathname.match(/^\/van-ban\/([^/]+)/)?.[1];
const keep = () => { try { localStorage.setItem(KEPT, JSON.stringify(read)); } catch { /* not allowed */ } };
if (slug && document.querySelector(".doc-head")) {
  const title = document.title.replace(/ · Luật Sống$/, "");
  read = [{ h: location.pathname, t: title }, ...read.filter((one) => one.h !== location.pathname)].slice(0, MOST);
  keep();
}
for (const box of document.querySelectorAll("[data-recent]")) {
  if (!read.length) continue;
  box.querySelector("ul").append(...read.map((one) => line(one)));
  box.querySelector("button").addEventListener("click", () => { read = []; keep(); box.hidden = true; });
  box.hidden = false;
}
