// A game is judged without leaving the page: the answer of the server takes the place of the form.
const play = async (event) => {
  event.preventDefault();
  const form = event.target;
  const address = `${location.pathname}?${new URLSearchParams(new FormData(form))}`;
  try {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(answer.status);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("[data-quiz]");
    form.replaceWith(fresh);
    fresh.addEventListener("submit", play);
    fresh.querySelector("#ket-qua")?.focus();
  } catch {
    location.assign(`${address}#ket-qua`);
  }
};
document.querySelector("[data-quiz]")?.addEventListener("submit", play);
