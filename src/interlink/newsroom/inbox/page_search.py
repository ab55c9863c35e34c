"""The desk's search for pages: Wagtail's own over SQLite, which a quotation mark must not break."""

from __future__ import annotations

from typing import Any

from modelsearch.backends.database.sqlite.sqlite import SQLiteSearchBackend


class SearchBackend(SQLiteSearchBackend):
    """Looks for words as they are typed, quotation marks or not.

    The library puts each word between quotation marks without looking for some in it; SQLite then refuses the question.
    """

    def _search(self, query_compiler_class: Any, query: Any, *args: Any, **options: Any) -> Any:
        plain = " ".join(query.replace('"', " ").split()) if isinstance(query, str) else query
        return super()._search(query_compiler_class, plain, *args, **options)
