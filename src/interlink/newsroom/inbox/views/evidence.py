"""The captures at the desk: which there are, and what has become of each page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from interlink.newsroom.evidence.models import Capture, CaptureMark, CaptureState
from interlink.newsroom.inbox.access import refuse_calmly, require
from interlink.newsroom.inbox.views.desk import DeskView
from interlink.newsroom.watch import capturing

PAGE_SIZE = 50
LONGEST_WORDS = 200
STATES = {
    "public": (_("copy public"), Q(public_since__isnull=False)),
    "private": (_("copy private"), Q(public_since__isnull=True, state=CaptureState.WHOLE)),
    "none": (_("no copy"), ~Q(state=CaptureState.WHOLE)),
}
WAYS = {
    "itself": (_("by itself, when a name was spotted"), Q(by_itself=True)),
    "asked": (_("since somebody asked"), Q(by_itself=False)),
    "browser": (_("with a browser"), Q(by_browser=True, state=CaptureState.WHOLE)),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """Which captures are shown."""

    q: str = ""
    mark: str = ""
    copy: str = ""
    how: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> Choice:
        """Return what an address asks for; what makes no sense is left out."""
        mark, copy, how = query.get("mark", ""), query.get("copy", ""), query.get("how", "")
        return cls(
            q=query.get("q", "").replace("\x00", "").strip()[:LONGEST_WORDS],
            mark=mark if mark in CaptureMark.values else "",
            copy=copy if copy in STATES else "",
            how=how if how in WAYS else "",
        )

    @property
    def query(self) -> str:
        """The choice as the part of an address after the question mark."""
        return urlencode({name: value for name, value in asdict(self).items() if value})

    def captures(self) -> QuerySet[Capture]:
        """Return the captures that fit, the newest first."""
        found = Capture.objects.defer("text")
        for word in self.q.split():
            found = found.filter(Q(title__icontains=word) | Q(address__icontains=word))
        if self.mark:
            found = found.filter(mark=self.mark, state=CaptureState.WHOLE)
        if self.copy:
            found = found.filter(STATES[self.copy][1])
        if self.how:
            found = found.filter(WAYS[self.how][1])
        return found


class CapturesView(DeskView):
    """A page about captures, for those who may see them."""

    header_icon = "history"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse calmly whoever may not."""

        @refuse_calmly
        def answer(request: HttpRequest) -> HttpResponseBase:
            require(request.user, "view", "capture", "evidence")
            return super(CapturesView, self).dispatch(request, *args, **kwargs)

        return answer(request)


class EvidenceView(CapturesView):
    """The list of captures."""

    template_name = "inbox/evidence.html"
    page_title = _("Evidence")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the chosen captures and what the page can be narrowed to."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        choice = Choice.read(self.request.GET)
        return context | {
            "choice": choice,
            "marks": CaptureMark.choices,
            "copies": [(name, label) for name, (label, _fits) in STATES.items()],
            "ways": [(name, label) for name, (label, _fits) in WAYS.items()],
            "spotted_today": capturing.today(timezone.now()) if capturing.spotting().on else None,
            "page": Paginator(choice.captures(), PAGE_SIZE).get_page(self.request.GET.get("page")),
        }
