// Adds to search boxes that work without it: choices while typing (the combobox of the ARIA
// Authoring Practices), and long questions by POST.
const LONG = 1000, WAIT = 180;

const make = (tag, props, ...inside) => {
  const made = Object.assign(document.createElement(tag), props);
  made.append(...inside);
  return made;
};

const combobox = (form, input, number) => {
  const list = make("ul", { id: `goi-y-${number}`, className: "goi-y", role: "listbox", ariaLabel: "Gợi ý", hidden: true });
  const said = make("span", { className: "hidden", role: "status" });
  form.append(list, said);
  const set = (name, value) => value == null ? input.removeAttribute(name) : input.setAttribute(name, value);
  for (const [name, value] of Object.entries({ role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": false })) set(name, value);
  let asking, later, at = -1;
  const close = () => {
    list.hidden = true;
    at = -1;
    set("aria-expanded", false);
    set("aria-activedescendant");
  };
  const move = (to) => {
    const count = list.children.length;
    if (list.hidden || !count) return;
    at = to < -1 ? count - 1 : to >= count ? -1 : to;
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", i === at));
    set("aria-activedescendant", at < 0 ? null : list.children[at].id);
    list.children[at]?.scrollIntoView({ block: "nearest" });
  };
  const show = (options) => {
    list.replaceChildren(...options.map((option, i) => {
      const item = make("li", { id: `${list.id}-${i}`, role: "option", ariaSelected: "false" }, make("span", {}, option.text), make("small", {}, option.note));
      item.dataset.href = option.href;
      return item;
    }));
    at = -1;
    set("aria-activedescendant");
    list.hidden = !options.length;
    set("aria-expanded", !list.hidden);
    said.textContent = options.length ? `${options.length} gợi ý, dùng phím mũi tên để chọn.` : "";
  };
  const ask = async () => {
    asking?.abort();
    const q = input.value.trim();
    if (q.length < 2 || q.length > 200) return close();
    asking = new AbortController();
    try {
      const answer = await fetch(`/tim-kiem/goi-y?q=${encodeURIComponent(q)}`, { signal: asking.signal });
      if (answer.ok && document.activeElement === input) show((await answer.json()).options);
    } catch { /* a newer question, or no network: the form works as before */ }
  };
  input.addEventListener("input", (event) => {
    clearTimeout(later);
    asking?.abort();
    if (!event.isComposing) later = setTimeout(ask, WAIT);
  });
  input.addEventListener("compositionend", () => { later = setTimeout(ask, WAIT); });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && !list.hidden) move(at + step);
    else if (event.key === "ArrowDown") ask();
    else if (event.key === "Enter" && at >= 0) location.assign(list.children[at].dataset.href);
    else if (event.key === "Escape" && !list.hidden) close();
    else return;
    event.preventDefault();
  });
  input.addEventListener("blur", () => { clearTimeout(later); asking?.abort(); close(); });
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const item = event.target.closest("li");
    if (item) location.assign(item.dataset.href);
  });
  form.addEventListener("submit", () => {
    clearTimeout(later);
    asking?.abort();
    // An address has an end; the words of a long question go in the body.
    const long = input.value.length > LONG;
    form.method = long ? "post" : "get";
    form.action = long ? "/tim-kiem/cau-dai" : "/tim-kiem";
  });
};

document.querySelectorAll("form.search[role=search]").forEach((form, number) => {
  const input = form.querySelector("input[type=search]");
  if (input && !form.dataset.inside) combobox(form, input, number);
});
