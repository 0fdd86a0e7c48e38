// Reading without a network: starts the service worker, and keeps pages when somebody asks.
if (navigator.serviceWorker && !location.pathname.startsWith("/quan-tri/")) {
  const ready = navigator.serviceWorker.register("/sw.js").then(() => navigator.serviceWorker.ready);
  const keep = async (button, said, paths) => {
    button.disabled = true;
    said.textContent = "Đang lưu…";
    try {
      const worker = (await ready).active, { port1, port2 } = new MessageChannel();
      const luu = await paths();
      port1.onmessage = ({ data }) => {
        const all = data.xong + data.hong === data.tong, day = new Date().toLocaleDateString("vi-VN");
        said.textContent = !all ? `Đang lưu ${data.xong}/${data.tong}` : data.hong ? `Lưu được ${data.xong}/${data.tong} bài; hãy thử lại khi mạng tốt hơn.` : `Đã lưu ${data.xong} bài trên máy này, ngày ${day}.`;
        button.disabled = !all;
      };
      worker.postMessage({ luu }, [port2]);
    } catch {
      said.textContent = "Chưa lưu được. Hãy thử lại khi có mạng.";
      button.disabled = false;
    }
  };
  for (const box of document.querySelectorAll("[data-keep-page], [data-keep]")) {
    const [button, said] = box.querySelectorAll("button, [role=status]");
    button.addEventListener("click", () => keep(button, said, async () => box.dataset.keep ? (await (await fetch(box.dataset.keep)).json()).pages : [location.pathname]));
    box.hidden = false;
  }
}
