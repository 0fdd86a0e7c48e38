// A microphone at every search box and at the question box of the assistant: by the browser's
// recogniser where there is one, else by the site's own (/giong-noi/), else no button at all.
const Recogniser = window.SpeechRecognition ?? window.webkitSpeechRecognition;
const server = document.querySelector("meta[name=giong-noi]")?.content;
const type = ["audio/webm;codecs=opus", "audio/ogg;codecs=opus", "audio/mp4", "audio/webm"].find((one) => window.MediaRecorder?.isTypeSupported(one));
const hears = server && navigator.mediaDevices && type;
let deaf = false; // a recogniser that was tried and has no service behind it
try { deaf = !!sessionStorage.getItem("luatsong:khong-nghe"); } catch { /* not allowed */ }
const way = (Recogniser && !deaf) || hears ? { Recogniser: deaf ? null : Recogniser, server: hears ? server : null, type } : null;
const MIC = '<svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true"><path fill="currentColor" d="M12 15a3.5 3.5 0 0 0 3.5-3.5v-6a3.5 3.5 0 0 0-7 0v6A3.5 3.5 0 0 0 12 15Zm6-3.5a6 6 0 0 1-5 5.9V21h-2v-3.6a6 6 0 0 1-5-5.9h2a4 4 0 0 0 8 0h2Z"/></svg>';

for (const form of way ? document.querySelectorAll("form.search, form[data-noi]") : []) {
  const field = form.querySelector("input[type=search], textarea, input[type=text]");
  if (!field) continue;
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "mic", innerHTML: MIC, title: "Tìm bằng giọng nói" });
  button.setAttribute("aria-label", "Tìm bằng giọng nói");
  button.addEventListener("click", async () => (await import("./listening.js")).listenFor(form, field, way, MIC));
  field.after(button);
}
