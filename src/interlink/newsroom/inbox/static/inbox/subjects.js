// A subject's page: shows how far the look at the items of late has come, until it ends.
// Without this script the page says it as of when it was loaded.
"use strict";
(() => {
  const line = document.querySelector("[data-desk-looking]");
  if (!line) return;
  const bar = line.querySelector("progress");
  const number = line.querySelector("b");
  const ask = async () => {
    const answer = await fetch(line.dataset.deskLooking, { headers: { Accept: "application/json" } }).catch(() => null);
    if (!answer?.ok) return;
    const { ended, done, total } = await answer.json();
    bar.max = Math.max(total, 1);
    bar.value = ended ? bar.max : done;
    number.textContent = done.toLocaleString(document.documentElement.lang);
    if (!ended) setTimeout(ask, 2000);
  };
  setTimeout(ask, 1000);
})();
