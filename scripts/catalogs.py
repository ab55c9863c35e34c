"""Keep the translations of what readers see: `python scripts/catalogs.py update | compile | check`.

`update` adds new strings to each .po file, takes out those no longer used, and compiles; `compile` only compiles;
`check` says what is untranslated or out of date and exits 1. An app's strings belong here once it has a `locale`
folder. It needs polib alone, and neither xgettext nor msgfmt.

What editors alone see, in whichever app, is in the catalogue of the inbox. There `check` asks only that what is
translated is right: the desk speaks English wherever a string is missing, and `update` adds it, empty.

Wagtail speaks Persian and Arabic only in part and Albanian not at all; allauth and the smaller libraries lack some
too. What an editor meets of theirs is listed in borrowed.pot, and for Wagtail's scripts in borrowed-scripts.pot.
`update` puts such a string only into the catalogues of the languages that lack it, and takes it out again once a new
release has it.
"""

from __future__ import annotations

import ast
import importlib.util
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polib
from django.utils.translation.template import templatize

SOURCE = Path(__file__).resolve().parent.parent / "src" / "interlink"
LANGUAGES = ("fr", "de", "sq", "ar", "fa")
PLURALS = {
    "fr": "nplurals=2; plural=(n > 1);",
    "de": "nplurals=2; plural=(n != 1);",
    "sq": "nplurals=2; plural=(n != 1);",
    "ar": "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 "
    ": n%100>=11 && n%100<=99 ? 4 : 5;",
    "fa": "nplurals=2; plural=(n > 1);",
}
DESK = SOURCE / "newsroom" / "inbox"
# Other programs' strings on the desk's pages, of Python and templates and of scripts.
DOMAINS = {"django": "borrowed.pot", "djangojs": "borrowed-scripts.pot"}
# Theirs too, but said in the desk's own word in every language.
OWN_WORDS = frozenset({"Password"})
# Where those programs keep their words: the apps that the desk runs. Of the scripts', Wagtail reads only its own.
LENDERS = {
    "django": (
        "django.conf",
        "django.contrib.auth",
        "wagtail",
        "wagtail.admin",
        "wagtail.contrib.redirects",
        "wagtail.contrib.settings",
        "wagtail.documents",
        "wagtail.images",
        "wagtail.search",
        "wagtail.sites",
        "wagtail.snippets",
        "wagtail.users",
        "allauth",
        "django_filters",
        "taggit",
    ),
    "djangojs": ("wagtail.admin",),
}
# What editors alone see is the desk's.
NOT_FOR_READERS = "desk"
PYTHON_FOR_READERS = frozenset(
    {
        "announcing.py",
        "entries.py",
        "digests.py",
        "editions.py",
        "fates.py",
        "feeds.py",
        "kind_names.py",
        "languages.py",
        "letters.py",
        "mail/kinds.py",
        "messages.py",
        "rhythm.py",
        "timeline.py",
        "views.py",
    }
)
_CALLS = {"gettext": 1, "_": 1, "gettext_lazy": 1, "ngettext": 2, "ngettext_lazy": 2, "Sentence": 1}
_VALUE = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
_LITERAL = r"""(u(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"))"""
_IN_TEMPLATE = re.compile(rf" n?gettext\({_LITERAL}(?:, {_LITERAL})?")


@dataclass(frozen=True, order=True)
class Message:
    """A string to translate, with its plural if it counts something."""

    text: str
    plural: str = ""


def apps() -> list[Path]:
    """Return the folders of the apps that are translated."""
    return sorted(folder.parent for folder in SOURCE.rglob("locale") if folder.is_dir())


def messages(app: Path) -> set[Message]:
    """Return every string of an app that a reader can meet."""
    found: set[Message] = set()
    for path in sorted(app.rglob("*")):
        if NOT_FOR_READERS in path.relative_to(app).parts:
            continue
        if path.suffix in {".html", ".txt"} and "templates" in path.parts:
            found.update(_in_template(path.read_text(encoding="utf-8")))
        elif path.suffix == ".py" and path.relative_to(app).as_posix() in PYTHON_FOR_READERS:
            found.update(_in_python(path.read_text(encoding="utf-8")))
    return found


def borrowed(domain: str) -> set[Message]:
    """Return the strings of other programs that editors meet."""
    listed = polib.pofile(str(Path(__file__).with_name(DOMAINS[domain])))
    return {Message(entry.msgid, entry.msgid_plural) for entry in listed}


def lent(language: str, domain: str) -> set[Message]:
    """Return what those programs say in a language themselves."""
    found: set[Message] = set()
    for name in LENDERS[domain]:
        root, *inner = name.split(".")
        spec = importlib.util.find_spec(root)
        assert spec is not None
        assert spec.origin is not None
        path = Path(spec.origin).parent.joinpath(*inner, "locale", language, "LC_MESSAGES", f"{domain}.mo")
        if path.exists():
            found.update(Message(e.msgid, e.msgid_plural) for e in polib.mofile(str(path)) if not e.msgctxt)
    return found


def desk_messages() -> set[Message]:
    """Return every string of any app that editors alone can meet."""
    found = {Message(text) for text in OWN_WORDS}
    for path in sorted(SOURCE.rglob("*")):
        if path.suffix in {".html", ".txt"} and "templates" in path.parts:
            found.update(_in_template(path.read_text(encoding="utf-8")))
        elif path.suffix == ".py":
            found.update(_in_python(path.read_text(encoding="utf-8"), raised_too=True))
    return found.difference(*(messages(app) for app in apps() if app != DESK))


def _in_template(text: str) -> Iterator[Message]:
    plain = templatize(text)
    if "pgettext(" in plain:
        raise ValueError("A string in a template has a context, which no catalogue here holds.")
    for match in _IN_TEMPLATE.finditer(plain):
        first, second = (ast.literal_eval(part) if part else "" for part in match.groups())
        yield Message(first.replace("%%", "%") if "%(" not in first else first, second)


def _in_python(text: str, *, raised_too: bool = False) -> Iterator[Message]:
    tree = ast.parse(text)
    # What is raised is told to an editor.
    told = () if raised_too else (node for node in ast.walk(tree) if isinstance(node, ast.Raise))
    raised = {inner for node in told for inner in ast.walk(node)}
    for node in ast.walk(tree):
        if node in raised:
            continue
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _CALLS:
            parts = [a.value for a in node.args[: _CALLS[node.func.id]] if isinstance(a, ast.Constant)]
            if len(parts) == _CALLS[node.func.id]:
                yield Message(*parts)


def catalog(app: Path, language: str, domain: str = "django") -> Path:
    """Return where an app keeps its strings in a language."""
    return app / "locale" / language / "LC_MESSAGES" / f"{domain}.po"


def wanted(app: Path, language: str, domain: str) -> set[Message]:
    """Return the strings that belong into an app's catalogue of a language."""
    if app != DESK:
        return messages(app)
    own = desk_messages() if domain == "django" else set()
    return own | (borrowed(domain) - lent(language, domain))


def update(app: Path, language: str, domain: str = "django") -> None:
    """Bring a .po file in line with the source; translations that are still used stay."""
    path = catalog(app, language, domain)
    texts = wanted(app, language, domain)
    if not texts:  # an empty catalogue would still impose its plural forms on the others
        path.unlink(missing_ok=True)
        path.with_suffix(".mo").unlink(missing_ok=True)
        return
    old = polib.pofile(str(path)) if path.exists() else polib.POFile()
    known = {Message(entry.msgid, entry.msgid_plural): entry for entry in old}
    new = polib.POFile(wrapwidth=110)
    new.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "MIME-Version": "1.0",
        "Language": language,
        "Plural-Forms": PLURALS[language],
    }
    for message in sorted(texts):
        new.append(known.get(message) or _empty(message))
    path.parent.mkdir(parents=True, exist_ok=True)
    new.save(str(path))


def _empty(message: Message) -> polib.POEntry:
    entry = polib.POEntry(msgid=message.text, msgid_plural=message.plural, msgstr="")
    if "%(" in message.text:
        entry.flags.append("python-format")
    if message.plural:
        entry.msgstr_plural = {0: "", 1: ""}
    return entry


def compile_one(app: Path, language: str, domain: str = "django") -> None:
    """Write the .mo beside a .po file."""
    path = catalog(app, language, domain)
    if not path.exists():
        return
    path.with_suffix(".mo").write_bytes(polib.pofile(str(path)).to_binary())


def problems(app: Path, language: str, domain: str = "django") -> Iterator[str]:
    """Say what is missing from an app's translation, and whether its .mo is older than its .po."""
    path = catalog(app, language, domain)
    if not path.exists():
        if domain == "django":
            yield f"{path.relative_to(SOURCE)} is missing"
        return
    found = polib.pofile(str(path))
    translated = {Message(entry.msgid, entry.msgid_plural) for entry in found.translated_entries()}
    for message in sorted(set() if app == DESK else messages(app) - translated):
        yield f"{language}: not translated: {message.text!r}"
    for entry in found:
        there = set(_VALUE.findall(entry.msgid + entry.msgid_plural))
        for text in [entry.msgstr, *entry.msgstr_plural.values()]:
            if text and set(_VALUE.findall(text)) - there:
                yield f"{language}: names a value that the text does not have: {text!r}"
    compiled = path.with_suffix(".mo")
    if not compiled.exists() or compiled.read_bytes() != found.to_binary():
        yield f"{language}: {domain}.mo is out of date; run python scripts/catalogs.py compile"


def main(command: str) -> int:
    """Run a command on every app and language; return the exit code."""
    found = []
    for app, domain in [*((app, "django") for app in apps()), (DESK, "djangojs")]:
        for language in LANGUAGES:
            if command == "update":
                update(app, language, domain)
            if command in {"update", "compile"}:
                compile_one(app, language, domain)
            found += [f"{app.name}: {problem}" for problem in problems(app, language, domain)]
    print("\n".join(found) or "Every string is translated.")
    return 1 if found and command == "check" else 0


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in {"update", "compile", "check"}:  # noqa: PLR2004
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
