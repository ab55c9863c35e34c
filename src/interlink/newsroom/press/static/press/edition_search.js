// The search of an edition, which lies on the reader's own disk. It asks nobody: the posts are in a list beside it.
const PAGE = 20;
const { pairs, names, posts } = window.edition;
const told = document.getElementById("told");
const hits = document.getElementById("hits");
const more = document.getElementById("more");
const field = document.querySelector("input[name=q]");
const root = document.body.dataset.root;
const number = new Intl.NumberFormat(document.documentElement.lang);

// As the list was folded.
function fold(text) {
  const letters = text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
  return Array.from(letters, (letter) => pairs[letter] ?? letter).join("");
}

function words(text) {
  return fold(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
}

// A question, and beside it each with a name in it written otherwise.
function ways(asked) {
  const line = ` ${asked.join(" ")} `;
  const found = [asked];
  for (const group of names) {
    for (const name of group.filter((known) => line.includes(` ${known} `))) {
      found.push(...group.map((other) => line.replace(` ${name} `, ` ${other} `).trim().split(" ")));
    }
  }
  return found;
}

function search(question) {
  const wanted = ways(words(question));
  return posts.filter((post) => {
    const line = ` ${post[4]}`;
    return wanted.some((way) => way.length && way.every((word) => line.includes(` ${word}`)));
  });
}

function entry([place, title, day, shown]) {
  const article = document.createElement("article");
  article.className = "entry";
  const margin = article.appendChild(document.createElement("p"));
  margin.className = "margin";
  margin.textContent = day;
  const matter = article.appendChild(document.createElement("div"));
  matter.className = "matter";
  const headline = matter.appendChild(document.createElement("h2"));
  headline.className = "headline";
  const link = headline.appendChild(document.createElement("a"));
  link.href = root + place.split("/").map(encodeURIComponent).join("/");
  link.appendChild(document.createElement("bdi")).textContent = title;
  const quotation = matter.appendChild(document.createElement("blockquote"));
  quotation.className = "excerpt";
  quotation.dir = "auto";
  quotation.appendChild(document.createElement("p")).textContent = shown;
  return article;
}

function show(found, from) {
  hits.append(...found.slice(from, from + PAGE).map(entry));
  more.hidden = from + PAGE >= found.length;
  more.onclick = () => {
    show(found, from + PAGE);
    hits.children[from + PAGE]?.querySelector("a")?.focus();
  };
}

const asked = new URLSearchParams(location.search).get("q")?.trim() ?? "";
field.value = asked;
if (asked) {
  const found = search(asked);
  told.textContent = found.length ? `${told.dataset.some} ${number.format(found.length)}` : told.dataset.none;
  show(found, 0);
} else {
  field.focus();
}
