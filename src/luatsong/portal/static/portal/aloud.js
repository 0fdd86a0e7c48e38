// Reads a provision or an answer aloud with a Vietnamese voice of this device; no voice, no button.
const synth = window.speechSynthesis;
const voice = () => synth?.getVoices().find((one) => /^vi\b/i.test(one.lang.replace("_", "-")));
const LEFT_OUT = ".above, .turn, .nguon, .ghi, .luc, .lien, .hidden, button, nav, svg, .notes, .goc, [hidden]";

// Short pieces: some browsers fall silent in the middle of long ones.
const pieces = (element) => {
  const copy = element.cloneNode(true);
  copy.querySelectorAll(LEFT_OUT).forEach((part) => part.remove());
  const lines = [...copy.querySelectorAll("h1, h2, h3, h4, h5, h6, p, li, td")].filter((one) => !one.querySelector("p, li"));
  const title = element.matches(".single") ? [document.querySelector("h1")] : [];
  return [...title, ...(lines.length ? lines : [copy])].flatMap((line) => line.textContent.replace(/\s+/g, " ").trim().match(/.{1,220}(?:[.;:,!?]\s|\s|$)/gu) ?? []);
};

const fit = (button) => {
  const what = document.getElementById(button.dataset.aloud);
  if (!what || !voice() || button.ready) return;
  button.ready = true;
  button.hidden = false;
  const stop = document.createElement("button");
  Object.assign(stop, { type: "button", className: button.className, textContent: "Dừng đọc", hidden: true });
  button.after(stop);
  let state = "off", turn = 0;
  const label = (now) => {
    state = now;
    button.textContent = { off: "Nghe đọc", on: "Tạm dừng", paused: "Đọc tiếp" }[now];
    stop.hidden = now === "off";
  };
  const end = () => { turn += 1; synth.cancel(); label("off"); };
  button.addEventListener("click", () => {
    if (state === "on") { synth.pause(); return label("paused"); }
    if (state === "paused") { synth.resume(); return label("on"); }
    synth.cancel();
    const mine = ++turn, rest = pieces(what);
    const next = () => {
      if (mine !== turn) return;
      const text = rest.shift();
      if (!text) return label("off");
      const said = Object.assign(new SpeechSynthesisUtterance(text), { lang: "vi-VN", voice: voice(), onend: next, onerror: () => mine === turn && label("off") });
      synth.speak(said);
    };
    label("on");
    next();
  });
  stop.addEventListener("click", () => { end(); button.focus(); });
  addEventListener("pagehide", end);
};
const all = () => document.querySelectorAll("button[data-aloud]").forEach(fit);
if (synth) {
  all();
  synth.addEventListener?.("voiceschanged", all);
  document.addEventListener("luatsong:moi", all);
}
