// Reading without a network. Served at /sw.js; made anew with every release.
const RELEASE = "{{ release }}", WITHOUT = "{{ without }}", COUNT_TO = "{{ count_to }}";
const SHELL = {{ shell|safe }};
// The shell and pages read by the way go with their release; what somebody saved stays.
const shellName = `vo-${RELEASE}`, readName = `doc-${RELEASE}`, keptName = "giu", countName = "dem";
const READ_MOST = 60, OLD_DAYS = 30;
// Only pages anyone may read; never staff pages, forms, searches, or anything with a question.
const READABLE = [{% for one in readable %}"{{ one }}"{% if not forloop.last %}, {% endif %}{% endfor %}];
const COUNTED = [{% for one in counted %}"{{ one }}"{% if not forloop.last %}, {% endif %}{% endfor %}];

addEventListener("install", (event) => event.waitUntil((async () => {
  await (await caches.open(shellName)).addAll(SHELL);
  await skipWaiting();
})()));

addEventListener("activate", (event) => event.waitUntil((async () => {
  const stay = [shellName, readName, keptName, countName];
  await Promise.all((await caches.keys()).filter((name) => !stay.includes(name)).map((name) => caches.delete(name)));
  await clients.claim();
})()));

addEventListener("fetch", (event) => {
  const { request } = event, url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate") {
    if (isReadable(url)) event.respondWith(page(event, url));
    else if (isPublic(url)) event.respondWith(fetch(request).catch(() => withoutNetwork()));
  } else if (url.pathname.startsWith("{{ static }}")) {
    event.respondWith(asset(request));
  } else if (url.pathname.startsWith("{{ pictures }}")) {
    event.respondWith(fetch(request).catch(async () => (await caches.match(request)) || Response.error()));
  }
});

const isReadable = (url) => (!url.search || url.search === "?ban=de-doc") &&
  (url.pathname === "/" || READABLE.some((start) => url.pathname.startsWith(start)));
const isPublic = (url) => !url.pathname.startsWith("{{ staff }}");

async function asset(request) {
  const kept = await caches.match(request);
  if (kept) return kept;
  try {
    return await fetch(request);
  } catch {
    // A page kept from an older release gets the style of this one.
    return (await caches.match(request, { ignoreSearch: true })) || Response.error();
  }
}

async function page(event, url) {
  try {
    // Asked of the server each time: a copy, however young, must say that it is one.
    const answer = await fetch(event.request, { cache: "no-cache" });
    if (answer.ok && answer.type === "basic") event.waitUntil(keep(readName, url, answer.clone()).then(sendCounts));
    return answer;
  } catch {
    const kept = await newest(url);
    if (!kept) return withoutNetwork();
    event.waitUntil(count(url.pathname));
    return told(kept);
  }
}

async function newest(url) {
  const found = await Promise.all([readName, keptName].map(async (name) => (await caches.open(name)).match(url.href)));
  return found.filter(Boolean).sort((a, b) => b.headers.get("x-luu-luc").localeCompare(a.headers.get("x-luu-luc")))[0];
}

async function keep(name, url, answer) {
  if (!(answer.headers.get("content-type") || "").startsWith("text/html")) return null;
  if (!(answer.headers.get("cache-control") || "").includes("public")) return null;
  const text = await answer.text(), headers = new Headers(answer.headers), title = text.match(/<title>([^<]*)/);
  headers.set("x-luu-luc", new Date().toISOString());
  headers.set("x-ten", encodeURIComponent(title ? title[1].split(" · ")[0].trim() : url.pathname));
  headers.delete("content-encoding");
  headers.delete("content-length");
  const cache = await caches.open(name);
  await cache.put(url.href, new Response(text, { headers }));
  if (name === readName) {
    const old = (await cache.keys()).slice(0, -READ_MOST);
    await Promise.all(old.map((request) => cache.delete(request)));
  }
  return text;
}

// The page says itself that it is a copy, from when, and that the law may have moved on.
async function told(kept) {
  const at = new Date(kept.headers.get("x-luu-luc")), old = Date.now() - at > OLD_DAYS * 864e5;
  const day = at.toLocaleString("vi-VN", { dateStyle: "short", timeStyle: "short" });
  const said = `<p class="note offline-copy" role="status">Không có mạng. Bạn đang đọc bản lưu lúc ${day}. ${old
    ? `<b>Bản lưu đã hơn ${OLD_DAYS} ngày; pháp luật có thể đã thay đổi. Hãy xem bản mới khi có mạng.</b>`
    : "Pháp luật có thể đã thay đổi sau lúc đó."}</p>`;
  const text = (await kept.text()).replace(/(<main[^>]*>(?:\s*<div class="wrap">)?)/, (found) => found + said);
  return new Response(text, { headers: kept.headers });
}

async function withoutNetwork() {
  const answer = await (await caches.open(shellName)).match(WITHOUT);
  if (!answer) return Response.error();
  const rows = new Map();
  for (const name of [readName, keptName]) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const kept = await cache.match(request), path = new URL(request.url).pathname;
      if (COUNTED.some((start) => path.startsWith(start))) rows.set(path, [decodeURIComponent(kept.headers.get("x-ten")), kept.headers.get("x-luu-luc")]);
    }
  }
  const line = ([path, [title, at]]) => `<li><a href="${path}">${title}</a> <small>lưu ngày ${new Date(at).toLocaleDateString("vi-VN")}</small></li>`;
  const list = rows.size ? `<ul>${[...rows].sort((a, b) => a[1][0].localeCompare(b[1][0], "vi")).map(line).join("")}</ul>` : "<p>Chưa có bài nào được lưu trên máy này.</p>";
  return new Response((await answer.text()).replace("<!-- bai-da-luu -->", list), { headers: answer.headers });
}

// One after the other, or two pages at once would lose a count.
let turn = Promise.resolve();
const inTurn = (work) => turn = turn.then(work, work);
const readCounts = async () => {
  const kept = await (await caches.open(countName)).match("/dem");
  return kept ? kept.json() : { luot: {} };
};
const writeCounts = async (counts) => (await caches.open(countName)).put("/dem", new Response(JSON.stringify(counts)));

const count = (path) => COUNTED.some((start) => path.startsWith(start)) ? inTurn(async () => {
  const counts = await readCounts();
  counts.luot[path] = (counts.luot[path] || 0) + 1;
  await writeCounts(counts);
}) : null;

// A sending keeps its code until the server has answered, so that it is counted once.
const sendCounts = () => inTurn(async () => {
  const counts = await readCounts();
  if (!counts.gui && Object.keys(counts.luot).length) {
    const code = [...crypto.getRandomValues(new Uint8Array(12))].map((n) => n.toString(16).padStart(2, "0")).join("");
    counts.gui = { goi: code, luot: counts.luot };
    counts.luot = {};
    await writeCounts(counts);
  }
  if (!counts.gui) return;
  try {
    const answer = await fetch(COUNT_TO, { method: "POST", body: JSON.stringify(counts.gui) });
    if (![200, 400, 409].includes(answer.status)) return;
    delete counts.gui;
    await writeCounts(counts);
  } catch { /* still no network: the next time */ }
});

// A page asks to keep pages: {luu: ["/kien-thuc/…"]}; it hears {xong, tong, hong}.
addEventListener("message", (event) => {
  const paths = event.data && event.data.luu;
  if (!Array.isArray(paths)) return;
  event.waitUntil((async () => {
    let done = 0, failed = 0;
    for (const path of paths) {
      const url = new URL(path, location.origin);
      try {
        const text = url.origin === location.origin && isReadable(url) && await keep(keptName, url, await fetch(url, { cache: "no-cache" }));
        if (!text) throw new Error(path);
        await keepPictures(text);
        done += 1;
      } catch {
        failed += 1;
      }
      event.ports[0].postMessage({ xong: done, tong: paths.length, hong: failed });
    }
  })());
});

async function keepPictures(text) {
  const cache = await caches.open(keptName);
  const found = [...text.matchAll(new RegExp('(?:src|href)="((?:{{ pictures }}|{{ static }})[^"#]+)', "g"))].map((one) => one[1].replaceAll("&amp;", "&"));
  await Promise.all(found.map(async (address) => (await caches.match(address)) || cache.add(address).catch(() => null)));
}
