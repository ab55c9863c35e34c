// The rich text editor hands its words to the form a quarter of a second after the last key. Whoever saves or
// publishes sooner would lose them, so a click on such a button waits for as long as that takes. The editor has
// no way to ask for the words at once.
"use strict";
(() => {
  const PAUSE = 400;
  let last = -Infinity;

  for (const kind of ["keydown", "input", "paste", "drop", "click"]) {
    addEventListener(kind, (event) => {
      if (event.target.closest?.("[data-draftail-editor-wrapper], [class*=Draftail]")) last = performance.now();
    }, { capture: true });
  }

  addEventListener("click", (event) => {
    const button = event.target.closest?.("button[type=submit], input[type=submit]");
    const left = last + PAUSE - performance.now();
    if (!button?.form || left <= 0) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    setTimeout(() => button.click(), left);
  }, { capture: true });
})();
