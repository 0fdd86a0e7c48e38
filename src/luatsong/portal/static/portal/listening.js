// The screen of voice search, fetched when a microphone is pressed.
const LIMIT = 10, AGREED = "luatsong:dong-y-giong-noi";
const DENIED = "Trình duyệt không cho dùng micro. Hãy cho phép micro ở thanh địa chỉ rồi thử lại, hoặc gõ câu cần tìm.";
const SILENT = "Chưa nghe thấy gì. Hãy bấm micro và nói lại, hoặc gõ câu cần tìm.";
const DEAF = "Trình duyệt này không nhận được giọng nói. Bạn hãy gõ câu cần tìm.";
const BROKEN = "Chưa nhận được giọng nói. Hãy thử lại, hoặc gõ câu cần tìm.";

// Each way to listen tells what it hears and gives { stop, drop }.
const byBrowser = ({ Recogniser }, started, said, done, failed) => {
  const ear = new Recogniser();
  Object.assign(ear, { lang: "vi-VN", interimResults: true, continuous: false, maxAlternatives: 1 });
  let text = "", fault = "";
  ear.onstart = started;
  ear.onresult = (event) => {
    text = [...event.results].map((one) => one[0].transcript).join(" ").trim();
    said(text);
  };
  ear.onerror = (event) => {
    fault = event.error === "no-speech" ? SILENT : ["not-allowed", "audio-capture"].includes(event.error) ? DENIED : ["network", "service-not-allowed", "language-not-supported"].includes(event.error) ? DEAF : BROKEN;
  };
  ear.onend = () => text ? done(text) : failed(fault || SILENT);
  ear.start();
  // A recogniser that does not end by itself is ended with what it has heard.
  return { stop: () => { ear.stop(); setTimeout(() => ear.onend?.(), 1500); }, drop: () => { ear.onend = null; ear.abort(); } };
};
const byServer = ({ server, type }, started, said, done, failed) => {
  let dropped = false, recorder, stream, asking = new AbortController();
  const close = () => stream?.getTracks().forEach((track) => track.stop());
  (async () => {
    try { stream = await navigator.mediaDevices.getUserMedia({ audio: true }); } catch { return failed(DENIED); }
    if (dropped) return close();
    const pieces = [];
    recorder = new MediaRecorder(stream, { mimeType: type, audioBitsPerSecond: 32000 });
    recorder.ondataavailable = (event) => pieces.push(event.data);
    recorder.onstop = async () => {
      close();
      if (dropped) return;
      said("Đang nhận ra lời nói…");
      try {
        const answer = await fetch(server, { method: "POST", body: new Blob(pieces, { type: recorder.mimeType }), signal: AbortSignal.any?.([asking.signal, AbortSignal.timeout(20000)]) ?? asking.signal });
        const told = await answer.json();
        told.text ? done(told.text) : failed(told.error || BROKEN);
      } catch { failed(BROKEN); }
    };
    recorder.start();
    started();
  })();
  return { stop: () => recorder?.state === "recording" && recorder.stop(), drop: () => { dropped = true; asking.abort(); recorder?.state === "recording" && recorder.stop(); close(); } };
};
let box;
const screen = (MIC) => {
  if (box) return box;
  box = document.createElement("dialog");
  box.className = "noi";
  box.setAttribute("aria-labelledby", "noi-ten");
  box.innerHTML = `<h2 id="noi-ten"></h2><p data-said role="status"></p><button type="button" class="mic" data-mic>${MIC}</button><p data-left></p><p class="muted" data-advice></p><p class="noi-nut"><button type="button" class="button" data-yes>Đồng ý và nói</button><button type="button" class="button quiet" data-no>Thôi</button></p>`;
  document.body.append(box);
  return box;
};

export const listenFor = (form, field, way, MIC) => {
  let listen = way.Recogniser ? byBrowser : byServer;
  const part = (name) => screen(MIC).querySelector(`[data-${name}]`);
  const title = screen(MIC).querySelector("h2"), mic = part("mic"), yes = part("yes"), left = part("left"), said = part("said");
  let ear, clock, closed = false;
  const end = () => { closed = true; clearInterval(clock); ear?.drop(); ear = null; box.classList.remove("dang-nghe"); };
  const quiet = (words) => { end(); title.textContent = "Tìm bằng giọng nói"; said.textContent = words; left.textContent = ""; mic.hidden = true; };
  const done = (text) => {
    if (closed) return;
    end();
    box.close();
    field.value = text;
    field.dispatchEvent(new Event("change", { bubbles: true }));
    form.requestSubmit();
  };
  const lost = (words) => {
    if (closed) return;
    if (words !== DEAF || listen === byServer) return quiet(words);
    try { sessionStorage.setItem("luatsong:khong-nghe", "1"); } catch { /* tried again next time */ }
    way.Recogniser = null;
    if (way.server) { clearInterval(clock); clock = 0; listen = byServer; return begin(); }
    document.querySelectorAll("form button.mic").forEach((one) => one.remove());
    quiet(words);
  };
  const stop = () => { clearInterval(clock); left.textContent = "Đang tìm…"; box.classList.remove("dang-nghe"); ear?.stop(); };
  const started = () => {
    if (closed || clock) return;
    const until = performance.now() + LIMIT * 1000;
    title.textContent = "Mời bạn nói";
    box.classList.add("dang-nghe");
    const tick = () => {
      const rest = Math.ceil((until - performance.now()) / 1000);
      rest > 0 ? left.textContent = `Còn ${rest} giây. Bấm vào micro để dừng và tìm ngay.` : stop();
    };
    tick();
    clock = setInterval(tick, 100);
  };
  const begin = () => {
    yes.hidden = true;
    mic.hidden = false;
    title.textContent = "Đang mở micro…";
    said.textContent = "";
    part("advice").textContent = "Hãy nói rõ ràng, không quá nhanh, tối đa 10 giây.";
    mic.focus();
    // The screen stands before anything is recorded.
    requestAnimationFrame(() => requestAnimationFrame(() => {
      if (!closed) ear = listen(way, started, (text) => { if (!closed) said.textContent = text; }, done, lost);
    }));
  };
  mic.setAttribute("aria-label", "Dừng và tìm ngay");
  mic.onclick = stop;
  yes.onclick = () => { try { localStorage.setItem(AGREED, "1"); } catch { /* asked again next time */ } begin(); };
  part("no").onclick = () => box.close();
  box.onclose = () => { if (!closed) end(); };
  left.textContent = "";
  let agreed = listen === byServer;
  try { agreed ||= !!localStorage.getItem(AGREED); } catch { /* not allowed */ }
  box.showModal();
  if (agreed) return begin();
  mic.hidden = true;
  yes.hidden = false;
  title.textContent = "Tìm bằng giọng nói";
  said.textContent = "";
  part("advice").textContent = "Trình duyệt của bạn gửi tiếng nói tới máy chủ của hãng làm trình duyệt để nhận ra lời; trang này không nhận và không giữ tiếng nói. Bạn chỉ được hỏi một lần.";
};
