// Adds to the assistant's forms, which work without it: says that it is working, goes to the answer,
// and where a model writes shows each sentence as soon as it is proved.
const goTo = () => document.getElementById("tra-loi")?.focus();

const stream = async (form, said) => {
  const answer = await fetch(form.dataset.dong, { method: "POST", body: new URLSearchParams(new FormData(form)) });
  if (!answer.ok || !answer.body) throw new Error(answer.status);
  const old = document.getElementById("cau-tra-loi");
  const place = old ?? document.getElementById("dang-soan");
  const list = Object.assign(document.createElement("ol"), { className: "cau" });
  const take = (line) => {
    const { buoc, cau, het, loi } = JSON.parse(line);
    if (buoc && said) said.textContent = buoc;
    if (cau) {
      place.hidden = false;
      if (!list.isConnected) place.replaceChildren(list);
      list.insertAdjacentHTML("beforeend", cau);
    }
    if (loi && said) said.textContent = loi;
    if (het) {
      if (said) said.textContent = "";
      document.querySelector(".vi-du")?.closest("section")?.remove();
      place.hidden = false;
      if (old) old.outerHTML = het;
      else place.innerHTML = het;
      fit();
      goTo();
    }
    return !!(het || loi);
  };
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "", done = false;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const lines = (rest + part.value).split("\n");
    rest = lines.pop();
    for (const line of lines) done = take(line) || done;
  }
  if (!done) throw new Error("broken off");
};

const fit = () => {
  for (const form of document.querySelectorAll("form[data-hoi]:not([data-san])")) {
    form.dataset.san = "";
    const said = form.querySelector("[data-dang-tim]");
    form.addEventListener("submit", (event) => {
      if (said) said.textContent = "Đang tìm quy định và kiểm tra từng câu trích…";
      if (!form.dataset.dong || !window.TextDecoderStream) return;
      event.preventDefault();
      const button = form.querySelector("button:not([type=button])");
      button.disabled = true;
      // What cannot be streamed is asked for as a whole page.
      stream(form, said).catch(() => form.submit()).finally(() => { button.disabled = false; });
    });
  }
  document.dispatchEvent(new Event("luatsong:moi"));
};
fit();
goTo();
