// The style sheet hides the fields of other kinds of post. This keeps the list of the form's parts beside it in step, and
// takes the kind from the address where the desk's own links name one.
"use strict";
(() => {
  const choice = document.querySelector("[data-edit-form] select[name=kind]");
  if (!choice) return;

  function follow() {
    for (const panel of document.querySelectorAll("[data-panel].of-kinds")) {
      const anchor = panel.querySelector("[data-panel-anchor], [data-panel-anchor-hidden]");
      if (!anchor) continue;
      const shown = panel.classList.contains(`of-${choice.value}`);
      anchor.toggleAttribute("data-panel-anchor", shown);
      anchor.toggleAttribute("data-panel-anchor-hidden", !shown);
    }
    document.dispatchEvent(new CustomEvent("w-tabs:changed"));
  }

  const wanted = new URLSearchParams(location.search).get("kind");
  if (wanted && [...choice.options].some((option) => option.value === wanted)) choice.value = wanted;
  choice.addEventListener("change", follow);
  follow();
})();
