"""The languages of posts at the desk: what is missing, what was left behind, and beginning a translation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.models import Locale

from interlink.accounts.models import User
from interlink.newsroom.inbox.access import refuse_calmly, require_writer
from interlink.newsroom.inbox.views.desk import DeskView
from interlink.newsroom.press import translating
from interlink.newsroom.press.errors import PressError
from interlink.newsroom.press.models import PostPage
from interlink.newsroom.press.site import live_fronts

PAGE_SIZE = 25
LARGEST_KEY = 2**63 - 1
SHOWN = {"all": gettext_lazy("all"), "missing": gettext_lazy("missing"), "stale": gettext_lazy("left behind")}


@dataclass(frozen=True, slots=True)
class Choice:
    """Which posts are shown: written in one language, and how they stand in another."""

    source: str
    show: str
    into: str

    @classmethod
    def read(cls, query: Mapping[str, str], languages: list[str]) -> Choice:
        """Return what an address asks for; what makes no sense is left out."""
        source, show, into = query.get("from", ""), query.get("show", ""), query.get("into", "")
        return cls(
            source=source if source in languages else languages[0] if languages else "",
            show=show if show in SHOWN else "all",
            into=into if into in languages else "",
        )

    @property
    def query(self) -> str:
        """The choice as the part of an address after the question mark."""
        return urlencode({"from": self.source, "show": self.show, "into": self.into})

    def posts(self) -> QuerySet[PostPage]:
        """Return the live posts that fit, the newest first."""
        posts = PostPage.objects.live().filter(locale__language_code=self.source)
        others = PostPage.objects.exclude(locale__language_code=self.source)
        if self.into:
            others = others.filter(locale__language_code=self.into)
        if self.show == "missing":
            posts = posts.exclude(translation_key__in=others.values("translation_key"))
        if self.show == "stale":
            behind = translating.stale().filter(post__in=others).values("source")
            posts = posts.filter(Q(pk__in=behind))
        return posts.select_related("locale").order_by("-first_published_at", "-pk")


@method_decorator(refuse_calmly, name="dispatch")
class TranslationsView(DeskView):
    """The posts with their languages."""

    template_name = "inbox/translations.html"
    page_title = gettext_lazy("Translations")
    header_icon = "site"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the chosen posts and how each stands in each language."""
        require_writer(cast("User", self.request.user))
        context: dict[str, Any] = super().get_context_data(**kwargs)
        languages = [front.locale.language_code for front in live_fronts()]
        choice = Choice.read(self.request.GET, languages)
        page = Paginator(choice.posts(), PAGE_SIZE).get_page(self.request.GET.get("page"))
        tongues = translating.tongues_of(list(page.object_list))
        return context | {
            "choice": choice,
            "languages": languages,
            "shown": SHOWN.items(),
            "page": page,
            "rows": [(post, [one for one in tongues[post.pk] if one.post != post]) for post in page.object_list],
        }


@require_POST
@refuse_calmly
def begin(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    """Begin a translation and lead to it; one that is there is led to."""
    source, user = _post(pk), cast("User", request.user)
    try:
        made = translating.begin(source, get_object_or_404(Locale, language_code=language), user, timezone.now())
    except PressError as refused:
        messages.error(request, str(refused))
        return redirect("translations")
    return redirect("wagtailadmin_pages:edit", made.pk)


@require_POST
@refuse_calmly
def compared(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that a translation says what its source says now."""
    post = _post(pk)
    translating.compared(post, cast("User", request.user), timezone.now())
    messages.success(request, _("Noted: this translation says what its source says now."))
    return redirect("wagtailadmin_pages:edit", post.pk)


def _post(pk: int) -> PostPage:
    return get_object_or_404(PostPage, pk=min(pk, LARGEST_KEY))
