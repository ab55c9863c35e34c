// Keeps the numbers of a mailing that is on its way up to date; without script the page says them as of its loading.
"use strict";
{
  const SECONDS = 4;
  const renew = async () => {
    const shown = document.getElementById("desk-progress");
    if (!shown || !("going" in shown.dataset)) return;
    try {
      const answer = await fetch(location.href, { headers: { "X-Requested-With": "XMLHttpRequest" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const renewed = page.getElementById("desk-progress");
      if (renewed && !("going" in renewed.dataset)) return location.reload(); // other buttons fit now
      if (renewed) shown.replaceWith(renewed);
    } catch {
      // The next turn asks again.
    }
    setTimeout(renew, SECONDS * 1000);
  };
  setTimeout(renew, SECONDS * 1000);
}
