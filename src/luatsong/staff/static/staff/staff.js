/* The staff side works without this file; with it, uploads show progress and pages refresh. */
(function () {
  "use strict";

  const size = new Intl.NumberFormat("vi-VN", { maximumFractionDigits: 1 });

  function row(list, name) {
    const item = document.createElement("li");
    const label = document.createElement("span");
    const state = document.createElement("span");
    label.textContent = name;
    label.className = "staff-name";
    state.textContent = "chờ gửi";
    item.append(label, state);
    list.append(item);
    return {
      say(text, wrong) {
        state.textContent = text;
        item.classList.toggle("is-wrong", Boolean(wrong));
      },
    };
  }

  /* Sends one file; resolves to what the server answered, or to {error}. */
  function send(form, file, upload, onProgress) {
    const body = new FormData();
    body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    if (upload) body.append("upload", upload);
    body.append("files", file, file.name);
    return new Promise((resolve) => {
      const request = new XMLHttpRequest();
      request.open("POST", form.action);
      request.setRequestHeader("Accept", "application/json");
      request.responseType = "json";
      request.upload.addEventListener("progress", (event) => {
        if (event.lengthComputable) onProgress(Math.round((100 * event.loaded) / event.total));
      });
      request.addEventListener("load", () => {
        const answer = request.response;
        if (request.status === 200 && answer && answer.address) resolve(answer);
        else if (request.responseURL.includes("/login/")) resolve({ error: "phiên đăng nhập đã hết; hãy đăng nhập lại ở thẻ khác rồi gửi lại" });
        else resolve({ error: (answer && answer.error) || "máy chủ từ chối (mã " + request.status + ")" });
      });
      request.addEventListener("error", () => resolve({ error: "mất kết nối, hãy gửi lại tệp này" }));
      request.send(body);
    });
  }

  /* One file after the other, into one upload; a file that fails does not stop the others. */
  async function sendAll(form, files) {
    const status = form.querySelector("[data-staff-status]");
    const list = form.querySelector("[data-staff-list]");
    const button = form.querySelector("button[type=submit]");
    const limit = Number(form.dataset.maxBytes);
    list.replaceChildren();
    list.hidden = false;
    button.disabled = true;
    const rows = files.map((file) => row(list, file.name));
    let upload = "";
    let address = "";
    let wrong = 0;
    for (const [index, file] of files.entries()) {
      status.textContent = "Đang gửi tệp " + (index + 1) + "/" + files.length + "…";
      if (limit && file.size > limit) {
        wrong += 1;
        rows[index].say("không gửi: lớn hơn " + size.format(limit / 1048576) + " MB", true);
        continue;
      }
      const answer = await send(form, file, upload, (percent) => rows[index].say(percent + "%"));
      if (answer.error) {
        wrong += 1;
        rows[index].say(answer.error, true);
      } else {
        upload = answer.upload;
        address = answer.address;
        rows[index].say("đã nhận");
      }
    }
    button.disabled = false;
    if (address && !wrong) {
      window.location.assign(address);
      return;
    }
    status.textContent = wrong + " tệp chưa gửi được; xem lý do ở từng tệp. ";
    if (address) {
      const link = document.createElement("a");
      link.href = address;
      link.textContent = "Xem các tệp đã nhận";
      status.append(link);
    }
  }

  function fitUpload(form) {
    const input = form.querySelector("input[type=file]");
    form.querySelectorAll("[data-needs-script]").forEach((part) => { part.hidden = false; });
    form.classList.add("has-script");
    const chosen = form.querySelector("[data-staff-chosen]");
    input.addEventListener("change", () => {
      const count = input.files.length;
      chosen.textContent = count > 1 ? "đã chọn " + count + " tệp" : count ? input.files[0].name : "chưa chọn tệp nào";
    });
    form.addEventListener("submit", (event) => {
      if (!input.files.length) return;
      event.preventDefault();
      sendAll(form, Array.from(input.files));
    });
    form.addEventListener("dragover", (event) => {
      event.preventDefault();
      form.classList.add("is-over");
    });
    form.addEventListener("dragleave", () => form.classList.remove("is-over"));
    form.addEventListener("drop", (event) => {
      event.preventDefault();
      form.classList.remove("is-over");
      const files = Array.from(event.dataTransfer.files);
      if (files.length) sendAll(form, files);
    });
  }

  function follow(part) {
    const inWork = () => part.querySelector("[data-staff-in-work='1']");
    async function refresh() {
      try {
        const answer = await fetch(part.dataset.staffProgress, { credentials: "same-origin" });
        if (answer.ok && !answer.redirected) part.innerHTML = await answer.text();
      } catch (error) {
        /* the connection may come back: ask again */
      }
      if (inWork()) window.setTimeout(refresh, 2000);
    }
    if (inWork()) window.setTimeout(refresh, 1500);
  }

  /* Waits until nothing has been typed for a moment. */
  function afterTyping(input, act) {
    let timer = 0;
    input.addEventListener("input", () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(act, 400);
    });
  }

  /* Reads the pasted sentence while it is typed; the button does the same without scripts. */
  function fitTrial(form) {
    const answer = document.querySelector("[data-staff-tried]");
    const sentence = form.elements.cau;
    let asked = 0;
    async function read() {
      if (!sentence.value.trim()) {
        answer.replaceChildren();
        return;
      }
      asked += 1;
      const mine = asked;
      try {
        const reply = await fetch(window.location.pathname, {
          method: "POST",
          body: new FormData(form),
          headers: { "X-Staff-Part": "1" },
          credentials: "same-origin",
        });
        if (mine === asked && !reply.redirected && (reply.ok || reply.status === 422)) answer.innerHTML = await reply.text();
      } catch (error) {
        /* the button still works */
      }
    }
    afterTyping(sentence, read);
    afterTyping(form.elements.so, read);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      read();
    });
  }

  /* Offers documents of the store for a typed number. */
  function fitDocuments(input) {
    const list = document.getElementById(input.getAttribute("list"));
    afterTyping(input, async () => {
      if (input.value.trim().length < 2) return;
      try {
        const reply = await fetch(list.dataset.staffDocumentsUrl + "?q=" + encodeURIComponent(input.value), { credentials: "same-origin" });
        if (!reply.ok || reply.redirected) return;
        const found = (await reply.json()).documents.filter((row) => row.number);
        list.replaceChildren(...found.map((row) => new Option(row.title, row.number)));
      } catch (error) {
        /* the button beside the field still finds documents */
      }
    });
  }

  function fitTicks(form) {
    const button = form.querySelector("[data-staff-tick-all]");
    button.hidden = false;
    button.addEventListener("click", () => {
      form.querySelectorAll("input[name=effect]").forEach((box) => { box.checked = true; });
    });
  }

  /* The CMS's editor of rich text hands its words to the form a quarter of a second after the last
     key, later on a busy machine: what is sent right after typing would lose them. */
  function handOver(event) {
    Array.from(event.target.elements).forEach((input) => {
      if (input.draftailEditor && input.draftailEditor.saveState) input.draftailEditor.saveState();
    });
  }

  function start() {
    document.addEventListener("submit", handOver, true);
    document.querySelectorAll("[data-staff-try]").forEach(fitTrial);
    document.querySelectorAll("[data-staff-documents]").forEach(fitDocuments);
    document.querySelectorAll("[data-staff-ticks]").forEach(fitTicks);
    document.querySelectorAll("[data-staff-upload]").forEach(fitUpload);
    document.querySelectorAll("[data-staff-progress]").forEach(follow);
  }
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
