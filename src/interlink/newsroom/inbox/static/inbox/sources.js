// The sources pages: ticks all rows of a page at once, and says that a slow look is under way.
// Without this script each row is ticked by hand, and the browser shows that it waits.
"use strict";
(() => {
  const form = document.querySelector("[data-desk-many]");
  const all = form?.querySelector("[data-desk-all]");
  if (all) {
    const switchAll = all.querySelector("input");
    const ticks = [...form.querySelectorAll("input[name=chosen]")];
    all.hidden = false;
    switchAll.addEventListener("change", () => ticks.forEach((tick) => { tick.checked = switchAll.checked; }));
    form.addEventListener("change", (event) => {
      if (event.target.name !== "chosen") return;
      const ticked = ticks.filter((tick) => tick.checked).length;
      switchAll.checked = ticked === ticks.length;
      switchAll.indeterminate = ticked > 0 && ticked < ticks.length;
    });
  }

  // A button that was pressed is not sent when it is disabled at once, so that waits for the next turn.
  for (const slow of document.querySelectorAll("form[data-desk-slow]")) {
    slow.addEventListener("submit", () => {
      slow.querySelector("[data-desk-waiting]").hidden = false;
      slow.setAttribute("aria-busy", "true");
      setTimeout(() => slow.querySelectorAll("button").forEach((button) => { button.disabled = true; }));
    });
  }
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) document.querySelectorAll("form[data-desk-slow] button").forEach((button) => { button.disabled = false; });
  });
})();
