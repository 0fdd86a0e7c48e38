// The button that keeps this page, or a whole topic, in this browser.
const told = ({ xong, tong, hong }) => {
  if (xong + hong < tong) return `Đang lưu ${xong}/${tong}`;
  if (hong) return `Lưu được ${xong}/${tong} trang; hãy thử lại khi mạng tốt hơn.`;
  return `Đã lưu ${xong} trang trên máy này, ngày ${new Date().toLocaleDateString("vi-VN")}.`;
};
const wanted = async (list) => list ? (await (await fetch(list)).json()).pages : [location.pathname];

export function offer(box, ready) {
  const button = box.querySelector("button"), said = box.querySelector("[role=status]");
  button.addEventListener("click", async () => {
    button.disabled = true;
    said.textContent = "Đang lưu…";
    try {
      const { port1, port2 } = new MessageChannel(), luu = await wanted(box.dataset.keep);
      port1.onmessage = ({ data }) => {
        said.textContent = told(data);
        button.disabled = data.xong + data.hong < data.tong;
      };
      (await ready).active.postMessage({ luu }, [port2]);
    } catch {
      said.textContent = "Chưa lưu được. Hãy thử lại khi có mạng.";
      button.disabled = false;
    }
  });
  box.hidden = false;
}
