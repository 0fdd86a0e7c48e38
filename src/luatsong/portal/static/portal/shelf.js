// Bookshelf: the place in a book is kept in this browser only; audio books play on. Works without.
const KEPT = "luatsong:dang-doc";
let kept = {};
try { kept = JSON.parse(localStorage.getItem(KEPT)) ?? {}; } catch { /* none, or not allowed */ }
const keep = () => { try { localStorage.setItem(KEPT, JSON.stringify(kept)); } catch { /* not allowed */ } };

const page = document.querySelector("[data-reading]");
if (page) {
  const book = page.dataset.reading;
  const known = kept[book];
  if (location.hash === "#doc-tiep" && known?.h === location.pathname) {
    addEventListener("load", () => scrollTo(0, known.y * document.documentElement.scrollHeight));
  }
  let later = 0;
  const note = () => {
    kept[book] = { h: location.pathname, t: page.querySelector("h1").textContent, y: scrollY / document.documentElement.scrollHeight, at: Date.now() };
    const books = Object.entries(kept).sort((a, b) => b[1].at - a[1].at).slice(0, 20);
    kept = Object.fromEntries(books);
    keep();
  };
  note();
  addEventListener("scroll", () => { clearTimeout(later); later = setTimeout(note, 400); }, { passive: true });
}
for (const box of document.querySelectorAll("[data-continue]")) {
  const place = box.dataset.continue ? kept[box.dataset.continue] : Object.values(kept).sort((a, b) => b.at - a.at)[0];
  if (!place?.h?.startsWith("/tu-sach/")) continue;
  const link = box.querySelector("a");
  link.href = `${place.h}#doc-tiep`;
  link.textContent = place.t;
  box.hidden = false;
}

for (const audio of document.querySelectorAll("audio[data-track]")) {
  audio.addEventListener("play", () => {
    for (const other of document.querySelectorAll("audio")) if (other !== audio) other.pause();
    for (const one of document.querySelectorAll(".dang-nghe")) one.classList.remove("dang-nghe");
    audio.closest("li")?.classList.add("dang-nghe");
  });
}
const controls = document.querySelector("[data-controls]");
if (controls) {
  controls.hidden = false;
  const tracks = [...document.querySelectorAll("[data-album] audio")];
  const speed = document.getElementById("toc-do");
  const sleep = document.getElementById("hen-gio");
  const said = controls.querySelector("[role=status]");
  let timer = 0;
  const quicken = () => { for (const one of tracks) one.playbackRate = Number(speed.value); };
  speed.addEventListener("change", quicken);
  sleep.addEventListener("change", () => {
    clearTimeout(timer);
    said.textContent = sleep.value === "0" ? "" : `Sẽ tự tắt sau ${sleep.value} phút.`;
    if (sleep.value !== "0") timer = setTimeout(() => { for (const one of tracks) one.pause(); sleep.value = "0"; said.textContent = "Đã tự tắt."; }, sleep.value * 60000);
  });
  tracks.forEach((audio, at) => {
    audio.addEventListener("play", quicken);
    audio.addEventListener("ended", () => { if (document.getElementById("lien-tuc").checked) tracks[at + 1]?.play(); });
  });
}
