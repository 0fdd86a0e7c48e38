/* Nothing that was typed at the editor's desk may be lost.

   The CMS saves the form by itself. This file keeps a second copy in the browser until the server
   has the words: while the network is away, the session has ended, or somebody else has saved. It
   asks whether the session still stands before a form leaves the page, and says what a paste lost. */
(function () {
  "use strict";

  const START = "luatsong:desk:";
  const DAYS = 14;
  const SKIPPED = new Set(["csrfmiddlewaretoken", "loaded_revision_id", "loaded_revision_created_at", "next", "overwrite_revision_id"]);
  const said = JSON.parse((document.getElementById("staff-desk-words") || { textContent: "null" }).textContent);

  /* ---- the copies in this browser ---- */
  const store = {
    all(user) {
      const found = [];
      for (let at = 0; at < localStorage.length; at += 1) {
        const key = localStorage.key(at);
        if (!key.startsWith(START + user + ":")) continue;
        const copy = store.read(key);
        if (copy) found.push(copy);
      }
      return found.sort((one, other) => other.at - one.at);
    },
    read(key) {
      try {
        const copy = JSON.parse(localStorage.getItem(key));
        return { ...copy, key };
      } catch (error) {
        return null;
      }
    },
    write(key, copy) {
      try {
        localStorage.setItem(key, JSON.stringify(copy));
        return true;
      } catch (error) {
        return false; /* full or forbidden: the server still has what it has */
      }
    },
    forget(key) {
      try {
        localStorage.removeItem(key);
      } catch (error) {
        /* forbidden: then there was nothing */
      }
    },
    tidy() {
      const old = Date.now() - DAYS * 86400000;
      const keys = Array.from({ length: localStorage.length }, (_, at) => localStorage.key(at));
      for (const key of keys.filter((name) => name.startsWith(START))) {
        const copy = store.read(key);
        if (!copy || !(copy.at > old)) store.forget(key);
      }
    },
  };

  /* The server names what it has just saved; that copy is not needed any more. */
  function forgetSaved(user) {
    const found = /(?:^|; )staff_saved=([0-9a-f-]{36})/.exec(document.cookie);
    if (!found) return;
    store.forget(START + user + ":" + found[1]);
    document.cookie = "staff_saved=; path=/; max-age=0; samesite=lax";
  }

  function entriesOf(data) {
    return Array.from(data).filter(([name, value]) => typeof value === "string" && !SKIPPED.has(name));
  }

  /* Whether two states of a form say the same; the mark of the form itself says nothing. */
  function same(one, other) {
    const words = (entries) => JSON.stringify(entries.filter(([name]) => name !== "uid"));
    return words(one) === words(other);
  }

  function note(words, buttons, kind) {
    const box = document.createElement("div");
    box.className = "staff-note" + (kind ? " staff-note--" + kind : "");
    box.setAttribute("role", kind === "alert" ? "alert" : "status");
    const text = document.createElement("p");
    text.textContent = words;
    box.append(text);
    if (buttons.length) {
      const row = document.createElement("p");
      row.className = "staff-buttons";
      row.append(...buttons);
      box.append(row);
    }
    return box;
  }

  function button(label, act, kind) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "button" + (kind ? " button-secondary" : "");
    made.textContent = label;
    made.addEventListener("click", act);
    return made;
  }

  function link(label, href) {
    const made = document.createElement("a");
    made.href = href;
    made.target = "_blank";
    made.rel = "noopener";
    made.className = "button button-secondary";
    made.textContent = label;
    return made;
  }

  /* "ok" with a fresh token, "ended", "other" (somebody else is signed in) or "away". */
  async function session(address, user) {
    try {
      const answer = await fetch(address, { credentials: "same-origin", redirect: "manual", cache: "no-store" });
      if (!answer.ok) return { state: answer.status >= 500 ? "away" : "ended" };
      const told = await answer.json();
      return { state: String(told.user) === user ? "ok" : "other", token: told.token };
    } catch (error) {
      return { state: "away" };
    }
  }

  /* ---- copies that were never saved: give them back ---- */
  function offer(holder, copies) {
    for (const copy of copies) {
      const when = new Date(copy.at).toLocaleString("vi-VN", { dateStyle: "short", timeStyle: "short" });
      const box = note(said.kept.replace("{title}", copy.title || said.untitled).replace("{when}", when), [
        button(said.restore, () => restore(holder, copy, box)),
        button(said.drop, () => { store.forget(copy.key); box.remove(); }, "secondary"),
      ], "alert");
      holder.append(box);
    }
  }

  async function restore(holder, copy, box) {
    const found = await session(holder.dataset.session, holder.dataset.user);
    if (found.state !== "ok") {
      box.append(note(said[found.state], found.state === "away" ? [] : [link(said.login, holder.dataset.login)], "alert"));
      return;
    }
    const form = document.createElement("form");
    form.method = "post";
    form.action = copy.action;
    for (const [name, value] of [...copy.entries, ["csrfmiddlewaretoken", found.token]]) {
      const field = document.createElement("textarea");
      field.name = name;
      field.value = value;
      form.append(field);
    }
    form.hidden = true;
    document.body.append(form);
    form.submit();
  }

  /* ---- the form ---- */
  function watch(form, holder) {
    const { user, login, session: address, uid } = holder.dataset;
    const key = START + user + ":" + uid;
    const notes = document.createElement("div");
    form.before(notes);
    let sent = null;
    let onItsWay = false;
    let leaving = false;
    let timer = 0;

    function keep() {
      const title = form.elements.title ? form.elements.title.value : "";
      store.write(key, { at: Date.now(), title, action: form.getAttribute("action"), entries: entriesOf(new FormData(form)) });
    }

    function tell(state, buttons) {
      if ((notes.dataset.state || "") === state) return;
      notes.dataset.state = state;
      notes.replaceChildren(...(state ? [note(said[state], buttons || [], "alert")] : []));
      if (state) notes.scrollIntoView({ block: "center" });
    }

    /* Asks the CMS to save by itself; it looks for changes twice a second and not in the first two. */
    function saveSoon() {
      form.dispatchEvent(new CustomEvent("w-unsaved:add", { bubbles: true, cancelable: true }));
    }

    /* While it saves itself nobody asks who else is here: the answer would name this very page. */
    function saving(now) {
      onItsWay = now;
      document.querySelectorAll("[data-controller~='w-session']").forEach((one) => {
        one.dataset.wSessionActiveValue = String(!now);
      });
    }

    /* What saves itself holds older words, and may set out half a second late: it arrives first. */
    async function arrived() {
      form.dataset.wAutosaveActiveValue = "false";
      for (let waited = 0; onItsWay && waited < 10000; waited += 50) {
        await new Promise((go) => { window.setTimeout(go, 50); });
      }
    }

    function stays() {
      leaving = false;
      form.dataset.wAutosaveActiveValue = "true";
    }

    async function check() {
      const found = await session(address, user);
      if (found.state === "ok") {
        form.elements.csrfmiddlewaretoken.value = found.token;
        if (notes.dataset.state !== "overtaken") tell("");
      } else {
        tell(found.state, found.state === "away" ? [] : [link(said.login, login)]);
      }
      return found.state === "ok";
    }

    function changed() {
      window.clearTimeout(timer);
      timer = window.setTimeout(() => { timer = 0; keep(); saveSoon(); }, 300);
    }
    ["input", "change"].forEach((name) => form.addEventListener(name, changed));
    form.addEventListener("w-unsaved:add", (event) => { if (event.detail) keep(); });
    form.addEventListener("w-autosave:save", (event) => {
      sent = event.detail.formData;
      saving(true);
    });
    form.addEventListener("w-autosave:success", () => {
      saving(false);
      tell("");
      if (sent && same(entriesOf(sent), entriesOf(new FormData(form)))) store.forget(key);
      else saveSoon(); /* typed while it was on its way */
    });
    form.addEventListener("w-autosave:error", async (event) => {
      saving(false);
      keep();
      if (event.detail.type === "invalid_revision") tell("overtaken");
      else if (event.detail.type === "locked") tell("locked");
      else if (event.detail.type !== "validation_error" && (await check())) window.setTimeout(saveSoon, 3000);
    });
    const back = async () => {
      if (!["ended", "other", "away"].includes(notes.dataset.state)) return;
      if (await check()) {
        form.dataset.wAutosaveActiveValue = "true";
        saveSoon();
      }
    };
    window.addEventListener("focus", back);
    window.addEventListener("online", back);
    document.addEventListener("visibilitychange", () => { if (!document.hidden) back(); });
    window.addEventListener("pagehide", () => { if (timer && !leaving) keep(); });

    form.addEventListener("submit", async (event) => {
      if (leaving) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const by = event.submitter;
      keep();
      await arrived();
      if (!(await check())) {
        stays();
        return;
      }
      leaving = true;
      form.requestSubmit(by);
      window.setTimeout(stays, 4000);
    }, true);
  }

  /* ---- what a paste loses ---- */
  function lost(markup, rich) {
    const page = new DOMParser().parseFromString(markup, "text/html");
    const found = new Set();
    for (const part of page.querySelectorAll("*")) {
      const name = part.localName;
      const words = name.includes(":") ? said.removed.office : said.removed[name];
      if (words && (rich || ["img", "table", "video", "audio"].includes(name))) found.add(words);
      if (rich && Array.from(part.attributes).some((one) => one.name.startsWith("on"))) found.add(said.removed.event);
    }
    if (rich && /class="?Mso|mso-/.test(markup)) found.add(said.removed.office);
    return Array.from(found);
  }

  function watchPastes(form) {
    form.addEventListener("paste", (event) => {
      const field = event.target.closest && (event.target.closest(".Draftail-Editor__wrapper, .Draftail-Editor") || event.target.closest("textarea, input"));
      const markup = event.clipboardData && event.clipboardData.getData("text/html");
      if (!field || !markup) return;
      const words = lost(markup, !field.matches("textarea, input"));
      const holder = field.closest("[data-field], .w-field") || field.parentElement;
      holder.querySelectorAll(":scope > .staff-pasted").forEach((old) => old.remove());
      if (!words.length) return;
      const told = document.createElement("p");
      told.className = "staff-pasted";
      told.setAttribute("role", "status");
      holder.append(told);
      window.setTimeout(() => { told.textContent = said.pasted.replace("{what}", words.join("; ")); }, 50);
    }, true);
  }

  function start() {
    const holder = document.querySelector("[data-staff-kept]");
    if (!holder || !said) return;
    const { user, uid } = holder.dataset;
    const form = document.querySelector("form[data-edit-form]");
    try {
      store.tidy();
      forgetSaved(user);
      if (!holder.dataset.bound) offer(holder, store.all(user).filter((copy) => !uid || copy.key.endsWith(uid)));
    } catch (error) {
      /* no store in this browser: the CMS still saves by itself */
    }
    if (form && uid && holder.dataset.writing) {
      watch(form, holder);
      watchPastes(form);
    }
  }
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
