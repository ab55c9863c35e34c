// The post editor beside a clipped page: counts the words of the excerpt, and fills what the page says of itself into
// fields that are still empty. Without this script the same is filled in when the draft is opened the next time.
"use strict";
(() => {
  const EVERY = 1200, MOST = 500, LATER = [4000, 30000, 60000];
  const facts = document.querySelector("[data-desk-clip]");
  if (!facts) return;
  const field = (name) => document.querySelector(`form [name="${name}"]`);

  const excerpt = field("excerpt");
  if (excerpt) {
    const told = document.createElement("p");
    told.className = "desk-count";
    told.setAttribute("aria-live", "polite");
    excerpt.after(told);
    const count = () => {
      const number = (excerpt.value.match(/\S*[\p{L}\p{N}_]\S*/gu) ?? []).length, most = Number(facts.dataset.deskWords);
      const write = (figure) => figure.toLocaleString(document.documentElement.lang || undefined, { useGrouping: false });
      const words = number > most ? facts.dataset.deskOver : facts.dataset.deskCounted;
      told.textContent = words.replace("%n", write(number)).replace("%m", write(most)).replace("%k", write(number - most));
      told.classList.toggle("desk-count-over", number > most);
    };
    excerpt.addEventListener("input", count);
    count();
  }

  // Words that were selected for a post that there was already. They stay at hand until the post is saved with them.
  const brought = facts.querySelector("[data-desk-brought]");
  brought?.querySelector("[data-desk-take]")?.addEventListener("click", ({ target }) => {
    excerpt.value = [excerpt.value.trimEnd(), brought.querySelector("blockquote").textContent].filter(Boolean).join("\n\n");
    for (const kind of ["input", "change"]) excerpt.dispatchEvent(new Event(kind, { bubbles: true }));
    target.disabled = true;
    excerpt.focus();
  });
  brought?.querySelector("[data-desk-put-away]").addEventListener("click", async () => {
    const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
    const answer = await fetch(brought.dataset.deskBrought, { method: "POST", headers: { "X-CSRFToken": token } }).catch(() => null);
    if (answer?.ok) brought.remove();
  });

  // Who else has begun a post about this is known a little later than what the page says.
  const tell = ({ others, placed }, turn = 0) => {
    const box = facts.querySelector("[data-desk-others]"), list = box.querySelector("ul");
    if (others.length) {
      list.replaceChildren(...others.map(({ title, address, who }) => {
        const line = document.createElement("li"), link = document.createElement("a");
        link.href = address;
        link.textContent = title;
        link.dir = "auto";
        line.append(link, ...(who ? [` · ${who}`] : []));
        return line;
      }));
      box.hidden = false;
    }
    if (!placed && turn < LATER.length) setTimeout(async () => {
      const answer = await fetch(facts.dataset.deskFound).catch(() => null);
      if (answer?.status === 200 && !answer.redirected) tell(await answer.json(), turn + 1);
    }, LATER[turn]);
  };

  if (!("deskPending" in facts.dataset)) return;
  const filling = facts.querySelector("[data-desk-filling]"), filled = facts.querySelector("[data-desk-filled]");
  const label = (input) => (input.labels?.[0]?.firstChild?.textContent ?? input.name).trim();
  const fill = ({ fields, placeholder, names }) => {
    const done = [];
    for (const [name, value] of Object.entries(fields)) {
      const input = field(name);
      if (!input || document.activeElement === input) continue;
      if (input.value.trim() && !(name === "title" && placeholder && input.value === placeholder)) continue;
      input.value = value;
      for (const kind of ["input", "change"]) input.dispatchEvent(new Event(kind, { bubbles: true }));
      done.push(label(input));
    }
    filling.hidden = true;
    if (done.length) {
      filled.append(` ${done.join(" · ")}`);
      filled.hidden = false;
    }
    if (names.length) {
      const subjects = facts.querySelector("[data-desk-subjects]");
      subjects.hidden = false;
      if (!subjects.querySelector("bdi")) subjects.querySelector("span").textContent = names.map(({ name }) => name).join(" · ");
      names.forEach(offer);
    }
  };
  // A subject to file the post under; see templates/press/desk/subjects.html.
  const offer = ({ name, before, why }) => {
    const box = document.querySelector("[data-desk-filings]");
    const [number, ticked] = (before ?? "").split(".");
    if (!box || !before || box.querySelector(`input[name=filed][value="${number}"]`)) return;
    const line = document.createElement("li"), was = document.createElement("input"), tick = document.createElement("input");
    Object.assign(was, { type: "hidden", name: "filed_before", value: before });
    Object.assign(tick, { type: "checkbox", name: "filed", value: number, checked: ticked === "1" });
    const label = document.createElement("label"), called = document.createElement("bdi"), told = document.createElement("span");
    called.textContent = name;
    label.append(tick, " ", called);
    told.className = "desk-why";
    told.textContent = why;
    line.append(was, label, " ", told);
    box.querySelector("ul").append(line);
  };
  async function look(turn = 0) {
    if (turn > MOST) return;
    const answer = document.hidden ? null : await fetch(facts.dataset.deskFound).catch(() => null);
    if (answer?.status === 200 && !answer.redirected) {
      const said = await answer.json();
      fill(said);
      return tell(said);
    }
    if (answer && answer.status !== 202) { filling.hidden = true; return; }
    filling.hidden = false;
    setTimeout(look, EVERY, turn + 1);
  }
  look();
})();
