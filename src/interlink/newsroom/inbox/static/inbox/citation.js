// The post editor's citation panel: asks again while a page is being captured, and orders a capture
// without leaving the editor. Without this script the button still works, by leading back here.
"use strict";
(() => {
  const EVERY = 1500;
  const MOST = 400;
  const MARK = "[data-desk-citation]";

  const told = ({ dataset }) => `${dataset.deskCitation} ${dataset.deskDone}`;

  async function show(address, options = {}) {
    const answer = await fetch(address, {
      ...options,
      headers: { "X-Requested-With": "XMLHttpRequest", ...options.headers },
    });
    if (!answer.ok || answer.redirected) throw new Error(`The desk answered ${answer.status}.`);
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(MARK);
    const old = document.querySelector(MARK);
    if (fresh && old && told(fresh) !== told(old)) old.replaceWith(fresh);
  }

  async function look(turn = 0) {
    const panel = document.querySelector(MARK);
    if (!panel || panel.dataset.deskCitation !== "waiting" || turn > MOST) return;
    if (!document.hidden) await show(panel.dataset.deskState).catch(() => {});
    setTimeout(look, EVERY, turn + 1);
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-desk-again]");
    if (!button) return;
    const token = button.form.querySelector("[name=csrfmiddlewaretoken]").value;
    event.preventDefault();
    button.disabled = true;
    show(button.dataset.deskAgain, { method: "POST", headers: { "X-CSRFToken": token } })
      .then(() => look())
      .catch(() => { button.disabled = false; });
  });

  look();
})();
