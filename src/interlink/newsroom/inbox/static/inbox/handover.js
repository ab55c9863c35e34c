// Whoever saves or publishes hands the whole page over, once and with every word. Two things could be in the way:
//
// - The rich text editor hands its words to the form a quarter of a second after the last key, and has no way to ask
//   for them at once. So a click on such a button waits for as long as that takes.
// - Wagtail saves by itself half a second after a change, also while the page is being handed over. What comes second is
//   refused as outdated, or stands as a newer draft beside what was just published. So what has not set out yet is called
//   off, and a click waits for what has.
//
// And whoever was told that somebody else had saved meanwhile decides herself what becomes of it: nothing is saved over
// the other's version until she presses the button.
"use strict";
(() => {
  const PAUSE = 400;
  const PATIENCE = 5000;
  let lastKey = -Infinity;
  let saving = null;

  for (const kind of ["keydown", "input", "paste", "drop", "click"]) {
    addEventListener(kind, (event) => {
      if (event.target.closest?.("[data-draftail-editor-wrapper], [class*=Draftail]")) lastKey = performance.now();
    }, { capture: true });
  }

  addEventListener("w-autosave:save", (event) => {
    const interval = Number(event.target.dataset.wAutosaveIntervalValue) || 0;
    let end;
    const ended = new Promise((resolve) => { end = resolve; });
    saving = { event, setsOut: performance.now() + interval, ended, end };
  });
  for (const kind of ["success", "error"]) {
    addEventListener(`w-autosave:${kind}`, () => {
      saving?.end();
      saving = null;
    });
  }

  const callOff = (autosave) => autosave.preventDefault();
  if (document.querySelector("[data-desk-overtaken]")) {
    addEventListener("w-autosave:save", (autosave) => { callOff(autosave); autosave.stopPropagation(); }, { capture: true });
  }

  function wait() {
    const now = performance.now();
    if (now < lastKey + PAUSE) return new Promise((resolve) => { setTimeout(resolve, lastKey + PAUSE - now); });
    if (saving && now >= saving.setsOut && now < saving.setsOut + PATIENCE) {
      const late = new Promise((resolve) => { setTimeout(resolve, saving.setsOut + PATIENCE - now); });
      return Promise.race([saving.ended, late]);
    }
    return null;
  }

  addEventListener("click", (event) => {
    const button = event.target.closest?.("button[type=submit], input[type=submit]");
    const waiting = button?.form && wait();
    if (!waiting) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    waiting.then(() => button.click());
  }, { capture: true });

  addEventListener("submit", (event) => {
    if (event.defaultPrevented || !event.target.matches("[data-edit-form]")) return;
    if (saving) callOff(saving.event);
    addEventListener("w-autosave:save", callOff);
    addEventListener("pageshow", () => removeEventListener("w-autosave:save", callOff), { once: true });
  });
})();
