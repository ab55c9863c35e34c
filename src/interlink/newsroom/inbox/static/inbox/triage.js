// The inbox by keys: each key moves among the stories or presses a button that the page has anyway.
"use strict";
(() => {
  const stories = [...document.querySelectorAll("[data-desk-story]")];
  const help = document.getElementById("desk-keys");
  const wanted = document.querySelector("[data-desk-keys]");
  const ON = "desk-keys-off", GOAL = "desk-next-story";
  if (wanted) {
    wanted.checked = !localStorage.getItem(ON);
    wanted.addEventListener("change", () => (wanted.checked ? localStorage.removeItem(ON) : localStorage.setItem(ON, "1")));
  }
  let at = -1;
  let renewing;
  const go = (to) => {
    if (!stories.length) return;
    at = Math.max(0, Math.min(stories.length - 1, to));
    stories[at].focus();
    stories[at].scrollIntoView({ block: "nearest" });
  };
  // Others see which story somebody is at; whoever only passes by is not shown.
  const tell = async (story) => {
    const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value;
    if (!token || document.hidden) return;
    const answer = await fetch(story.dataset.deskStory, { method: "POST", headers: { "X-CSRFToken": token } }).catch(() => null);
    if (!answer?.ok) return;
    const { others } = await answer.json();
    story.querySelector("[data-desk-others]").hidden = !others.length;
    story.querySelector("[data-desk-names]").textContent = others.join(", ");
  };
  stories.forEach((story, place) => story.addEventListener("focusin", () => {
    if (at === place && renewing) return;
    at = place;
    clearInterval(renewing);
    renewing = setInterval(() => tell(story), 45000);
    setTimeout(() => { if (at === place) tell(story); }, 1500);
  }));
  const press = (key) => {
    const where = key === "u" || key === "m" ? document : stories[at];
    const button = where?.querySelector(`[data-key="${key}"]`);
    if (!button) return;
    if (key === "i") sessionStorage.setItem(GOAL, (stories[at + 1] ?? stories[at - 1])?.id ?? "");
    button.click();
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || (wanted && !wanted.checked)) return;
    if (event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable=true]")) return;
    const key = event.key;
    if (key === "j") go(at + 1);
    else if (key === "k") go(at - 1);
    else if (key === "?" && help) { help.open = !help.open; help.querySelector("summary").focus(); }
    else if (key === "n") {
      const names = stories[at]?.querySelector("[data-desk-found]");
      if (names) { names.open = true; names.querySelector("button[name=mention]")?.focus(); }
    } else if ("ocixmu".includes(key) && key.length === 1) press(key);
    else return;
    event.preventDefault();
  });
  document.documentElement.dataset.deskListens = "";
  const goal = document.getElementById(sessionStorage.getItem(GOAL) ?? "");
  sessionStorage.removeItem(GOAL);
  if (goal) go(stories.indexOf(goal));
})();
