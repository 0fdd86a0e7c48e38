// Adds to the browser's own player: speed, a sleep timer, the remembered place, chapters, captions.
const get = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
const keep = (key, value) => { try { localStorage.setItem(key, value); } catch { /* private */ } };
const SPEED = "nghe-toc-do";
const all = [...document.querySelectorAll("[data-player] audio")];
let until = 0, atEnd = false;

all.forEach((audio) => {
  const place = `nghe:${audio.getAttribute("src")}`;
  const marks = [...audio.closest("[data-voice]").querySelectorAll("[data-at]")];
  let last = Number(get(place)) || 0, begun = false, chapter = -1;
  audio.addEventListener("play", () => {
    all.forEach((other) => other !== audio && other.pause());
    audio.playbackRate = Number(get(SPEED)) || 1;
    if (!begun && last > 5 && audio.currentTime < 1) audio.currentTime = last;
    begun = true;
  });
  audio.addEventListener("timeupdate", () => {
    const now = audio.currentTime;
    if (Math.abs(now - last) > 5) keep(place, last = Math.floor(now));
    const current = marks.filter((mark) => mark.dataset.at <= now + 0.2).length - 1;
    if (current !== chapter) {
      if (atEnd && chapter >= 0 && current === chapter + 1) { audio.pause(); atEnd = false; }
      chapter = current;
      marks.forEach((mark, index) => index === current ? mark.setAttribute("aria-current", true) : mark.removeAttribute("aria-current"));
    }
    if (until && Date.now() > until) { until = 0; audio.pause(); }
  });
  audio.addEventListener("ended", () => keep(place, 0));
  // Browsers show captions over pictures only: of sound they stand below the player.
  const track = audio.textTracks[0];
  if (track) {
    const line = document.createElement("p");
    line.className = "caption";
    line.setAttribute("aria-hidden", true);
    audio.after(line);
    audio.addEventListener("play", () => { track.mode = "hidden"; }, { once: true });
    track.addEventListener("cuechange", () => { line.textContent = [...track.activeCues].map((cue) => cue.getCueAsHTML().textContent).join(" "); });
  }
  marks.forEach((mark) => mark.addEventListener("click", (event) => {
    event.preventDefault();
    begun = true;
    audio.currentTime = mark.dataset.at;
    audio.play();
  }));
});

const choice = (label, pairs, chosen, changed) => {
  const box = document.createElement("label"), select = document.createElement("select");
  pairs.forEach(([value, text]) => select.add(new Option(text, value, false, value === chosen)));
  select.addEventListener("change", () => changed(select));
  box.append(label, select);
  return box;
};
document.querySelectorAll("[data-player]").forEach((player) => {
  const turns = document.createElement("div"), said = document.createElement("p");
  turns.className = "turns";
  said.className = "where small";
  said.setAttribute("role", "status");
  turns.append(choice("Tốc độ", ["0.75", "1", "1.25", "1.5", "1.75", "2"].map((one) => [one, `${one.replace(".", ",")}×`]), get(SPEED) || "1", ({ value }) => {
    keep(SPEED, value);
    all.forEach((audio) => { audio.playbackRate = Number(value); });
  }), choice("Hẹn giờ tắt", [["", "Không"], ...[10, 20, 30, 60].map((one) => [one, `${one} phút`]), ["part", "Hết phần này"]], "", (select) => {
    atEnd = select.value === "part";
    until = Number(select.value) ? Date.now() + select.value * 60000 : 0;
    said.textContent = select.value ? `Sẽ tắt: ${select.selectedOptions[0].text.toLowerCase()}.` : "";
  }));
  player.insertBefore(turns, player.querySelector(".others"));
  turns.after(said);
});
