// Runs from a folder (file://): finds within the pack, counts what is read, says when it is old.
(() => {
  const body = document.body, key = "luatsong-luot";
  const kept = () => { try { return JSON.parse(localStorage.getItem(key)) || {}; } catch { return {}; } };
  const keep = (counts) => { try { localStorage.setItem(key, JSON.stringify(counts)); } catch { /* a browser that keeps nothing counts nothing */ } };

  const page = body.dataset.trang;
  if (page) {
    const counts = kept();
    counts[page] = (counts[page] || 0) + 1;
    keep(counts);
    return;
  }

  const OLD_DAYS = 90;
  document.getElementById("cu").hidden = Date.now() - Date.parse(body.dataset.ngay) < OLD_DAYS * 864e5;

  // The words of each item lie in a file of their own, fetched when somebody first searches.
  const words = new Map(), rows = [...document.querySelectorAll("[data-bai]")];
  window.tim = (slug, text) => words.set(slug, ` ${text}`);
  const form = document.getElementById("tim"), input = document.getElementById("q"), found = document.getElementById("thay");
  const fold = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d").match(/[a-z0-9]+/g) || [];
  let loading = null;
  const load = () => loading ||= Promise.all(rows.map((row) => new Promise((done) => {
    const script = document.createElement("script");
    script.src = `tim/${row.dataset.bai}.js`;
    script.onload = script.onerror = done;
    document.head.append(script);
  })));
  const search = async () => {
    await load();
    const asked = fold(input.value);
    let count = 0;
    for (const row of rows) {
      const text = words.get(row.dataset.bai) || "";
      row.hidden = !asked.every((word) => text.includes(` ${word}`));
      count += !row.hidden;
    }
    for (const group of document.querySelectorAll(".group")) group.hidden = !group.querySelector("li:not([hidden])");
    found.textContent = asked.length ? (count ? `${count} bài` : "Không có bài nào. Thử ít chữ hơn.") : "";
  };
  form.hidden = false;
  form.addEventListener("submit", (event) => { event.preventDefault(); search(); });
  input.addEventListener("input", search);

  // Counts go home when somebody with a network says so; the code makes sure they count once.
  const counts = kept(), times = Object.values(counts).reduce((sum, n) => sum + n, 0), report = document.getElementById("dem");
  if (!times) return;
  const said = report.querySelector("span"), button = report.querySelector("button");
  const code = [...crypto.getRandomValues(new Uint8Array(12))].map((n) => n.toString(16).padStart(2, "0")).join("");
  said.textContent = `Đã đọc ${times} lượt trên máy này.`;
  report.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await fetch(`${body.dataset.nha}/dem/ngoai-tuyen`, { method: "POST", mode: "no-cors", body: JSON.stringify({ goi: code, luot: counts }) });
      keep({});
      said.textContent = "Đã báo. Cảm ơn bạn.";
      button.hidden = true;
    } catch {
      said.textContent = "Chưa có mạng. Số lượt vẫn được giữ trên máy này.";
    }
  });
})();
