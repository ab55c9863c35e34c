// The inbox by keys: each key moves among the stories or presses a button that the page has anyway.
"use strict";
(() => {
  const stories = [...document.querySelectorAll("[data-desk-story]")];
  const help = document.getElementById("desk-keys");
  const wanted = document.querySelector("[data-desk-keys]");
  // Where the next page begins: the story to be at, where it stood, and the story that an undo brings back.
  const ON = "desk-keys-off", GOAL = "desk-next-story", PLACE = "desk-place", BACK = "desk-story-before";
  if (wanted) {
    wanted.checked = !localStorage.getItem(ON);
    wanted.addEventListener("change", () => (wanted.checked ? localStorage.removeItem(ON) : localStorage.setItem(ON, "1")));
  }
  let at = stories.findIndex((story) => `#${story.id}` === location.hash);
  let renewing;
  const go = (to, block = "nearest") => {
    if (!stories.length) return;
    at = Math.max(0, Math.min(stories.length - 1, to));
    stories[at].focus({ preventScroll: true });
    stories[at].scrollIntoView({ block });
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
    button.click();
  };
  // The page that answers begins where the editor was, whether she pressed a key or the button.
  const leave = (goal, place, before = "") => {
    for (const [name, value] of [[GOAL, goal ?? ""], [PLACE, place], [BACK, before]]) sessionStorage.setItem(name, value);
  };
  document.addEventListener("submit", ({ target: form, submitter }) => {
    const story = form.closest("[data-desk-story]"), place = story ? stories.indexOf(story) : at;
    const ticked = document.querySelector("[data-key=x]:checked")?.closest("[data-desk-story]").id;
    if (form.querySelector("[data-key=u]")) leave(sessionStorage.getItem(BACK) || stories[at]?.id, at);
    else if (story && form.querySelector("[data-key=i]")) leave((stories[place + 1] ?? stories[place - 1])?.id, place, story.id);
    else if (submitter?.dataset.key === "m") leave(ticked, at, ticked);
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || (wanted && !wanted.checked)) return;
    if (event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable=true]")) return;
    // On a keyboard of another script the key counts that would have the letter on a Latin one.
    const latin = event.key.length > 1 || /[ -~]/.test(event.key);
    const key = latin ? event.key : event.key === "؟" ? "?" : event.code.replace(/^Key/, "").toLowerCase();
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
  const [goal, place] = [GOAL, PLACE].map((name) => sessionStorage.getItem(name));
  for (const name of [GOAL, PLACE]) sessionStorage.removeItem(name);
  const found = stories.findIndex((story) => story.id === goal);
  if (goal !== null && (found >= 0 || place >= 0)) go(found >= 0 ? found : Number(place), "center");
})();
