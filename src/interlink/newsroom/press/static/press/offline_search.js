// The search of a copy of the site. Pagefind looks through files that lie beside it; nothing is sent to anybody.
const PAGE = 10;
const told = document.getElementById("told");
const hits = document.getElementById("hits");
const more = document.getElementById("more");
const field = document.querySelector("input[name=q]");
const number = new Intl.NumberFormat(document.documentElement.lang);

// What Pagefind cuts out of a text is escaped HTML with <mark> in it; it is read here as text and marks, nothing else.
function piece(html) {
  const quote = document.createElement("p");
  for (const [place, part] of html.split(/<\/?mark>/).entries()) {
    const target = place % 2 ? quote.appendChild(document.createElement("mark")) : quote;
    // Without the tag, a space at its beginning would count for nothing.
    target.append(new DOMParser().parseFromString(`<body>${part}`, "text/html").documentElement.textContent);
  }
  return quote;
}

function entry(found) {
  const article = document.createElement("article");
  article.className = "entry";
  const margin = article.appendChild(document.createElement("p"));
  margin.className = "margin";
  margin.textContent = found.meta.posted ?? "";
  const matter = article.appendChild(document.createElement("div"));
  matter.className = "matter";
  const headline = matter.appendChild(document.createElement("h2"));
  headline.className = "headline";
  const link = headline.appendChild(document.createElement("a"));
  link.href = new URL(found.url, location.origin).pathname;
  link.textContent = found.meta.title;
  const quotation = matter.appendChild(document.createElement("blockquote"));
  quotation.className = "excerpt";
  quotation.dir = "auto";
  quotation.append(piece(found.excerpt));
  return article;
}

async function show(results, from) {
  const found = await Promise.all(results.slice(from, from + PAGE).map((result) => result.data()));
  hits.append(...found.map(entry));
  more.hidden = from + PAGE >= results.length;
  more.onclick = async () => {
    await show(results, from + PAGE);
    hits.children[from + PAGE]?.querySelector("a")?.focus();
  };
}

async function search(words) {
  try {
    const pagefind = await import("./pagefind.js");
    const { results } = await pagefind.search(words);
    told.textContent = results.length ? `${told.dataset.some} ${number.format(results.length)}` : told.dataset.none;
    await show(results, 0);
  } catch {
    told.textContent = told.dataset.broken;
  }
}

const asked = new URLSearchParams(location.search).get("q")?.trim() ?? "";
field.value = asked;
if (asked) {
  search(asked);
} else {
  field.focus();
}
