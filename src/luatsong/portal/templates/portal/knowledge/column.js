// Chuyên mục phổ biến, giáo dục pháp luật: danh sách bài đặt ngay sau thẻ này. Không cookie, không theo dõi.
(() => {
  const here = document.currentScript;
  if (!here) return;
  const asked = new URLSearchParams();
  for (const name of ["co-quan", "linh-vuc", "doi-tuong", "loai", "phong-trao", "so"]) {
    const value = here.getAttribute(`data-${name}`);
    if (value) asked.set(name, value);
  }
  const make = (tag, words, props = {}) => Object.assign(document.createElement(tag), { textContent: words, ...props });
  const safe = (address) => (/^https?:\/\//.test(address) ? address : "#");
  fetch(`{{ data|escapejs }}?${asked}`, { credentials: "omit", referrerPolicy: "no-referrer" })
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.status))))
    .then((found) => {
      const box = make("section", "", { className: "luatsong-cot", lang: "vi" });
      const list = make("ul", "");
      for (const one of found.bai) {
        const item = make("li", "");
        item.append(make("a", one.tieu_de, { href: safe(one.dia_chi), lang: one.ngon_ngu }), make("p", `${one.loai}. ${one.tom_tat}`));
        list.append(item);
      }
      box.append(make("h2", found.tieu_de), found.bai.length ? list : make("p", "Chưa có bài nào."), make("a", "Xem tất cả", { href: safe(found.tat_ca) }));
      here.after(box);
    })
    .catch(() => here.after(make("a", "Phổ biến, giáo dục pháp luật", { href: new URL("/", here.src).href })));
})();
