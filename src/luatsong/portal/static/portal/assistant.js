// Adds to the assistant's forms, which work without it: says that it is working, goes to the answer.
for (const form of document.querySelectorAll("form[data-hoi]")) {
  const said = form.querySelector("[data-dang-tim]");
  form.addEventListener("submit", () => {
    if (said) said.textContent = "Đang tìm quy định và kiểm tra từng câu trích…";
  });
}
document.getElementById("tra-loi")?.focus();
