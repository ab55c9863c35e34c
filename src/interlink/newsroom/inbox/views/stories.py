"""The inbox: stories, each with its reports, and what can be done with them."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy

from interlink.accounts.models import User
from interlink.newsroom.inbox import highlights, sameness, story_filters, story_undo, subject_undo
from interlink.newsroom.inbox.access import may_write
from interlink.newsroom.inbox.views.desk import DeskView
from interlink.newsroom.press import posts
from interlink.newsroom.stories import browsing, deciding, presence, queries
from interlink.newsroom.stories.models import SavedView
from interlink.newsroom.watch import reports
from interlink.newsroom.watch.models import Item, Source, Subject
from interlink.newsroom.watch.search.errors import TookTooLong

MOST_OFFERED = 200


class InboxView(DeskView):
    """A page of stories."""

    template_name = "inbox/stories.html"
    page_title = gettext_lazy("Inbox")
    header_icon = "mail"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the stories of the chosen view, and the ways to others."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        filters, now, user = story_filters.read(self.request.GET), timezone.now(), self.request.user
        assert isinstance(user, User)
        choice = story_filters.choice(filters, now)
        try:
            page = browsing.page(choice, self.request.GET.get("after", ""))
        except TookTooLong:
            page, context["gave_up"] = browsing.Page([]), True
        decided, others = deciding.latest(page.keys), presence.others(page.keys, user, now)
        facets, drafted = queries.facets(page.keys), posts.of_stories(page.keys)
        cards = [
            highlights.card(story, facets[story.pk], drafted.get(story.pk)) for story in queries.with_reports(page.keys)
        ]
        return context | {
            "filters": filters,
            "query": story_filters.write(filters),
            "views": self._views(filters),
            "by_relevance": story_filters.write(filters, by_relevance=True),
            "by_time": story_filters.write(filters, by_relevance=False),
            "without": story_filters.write(story_filters.Filters(show=filters.show, by_relevance=filters.by_relevance)),
            "shown": filters.show,
            "number": _capped(browsing.count(choice)) if filters.narrowed and not choice.question else None,
            "after": page.after,
            "later": bool(self.request.GET.get("after")),
            "cards": [(card, decided.get(card.story.pk), others.get(card.story.pk, [])) for card in cards],
            "has_sources": Source.objects.exists(),
            "has_subjects": Subject.objects.exists(),
            "subjects_offered": _offered(Subject.objects.order_by("name"), filters.subject),
            "outlets_offered": _offered(Source.objects.order_by("name"), filters.outlet),
            "languages_offered": sorted({*filter(None, reports.languages()), *filter(None, [filters.language])}),
            "ages": story_filters.AGES,
            "marks": story_filters.MARKS,
            "saved": list(SavedView.objects.filter(by=user)),
            "may_write": may_write(user),
            "may_teach": user.has_perm("watch.change_subject"),
            "rejected": subject_undo.kept(self.request.session, now),
            "undo": story_undo.kept(self.request.session, now),
        }  # fmt: skip

    def _views(self, filters: story_filters.Filters) -> list[tuple[str, Any, str, bool]]:
        tabs = []
        for key, (label, standing, watched) in story_filters.SHOWN.items():
            number = browsing.count(browsing.Choice(standing=standing, watched=watched))
            tabs.append((story_filters.write(filters, show=key), label, _capped(number), key == filters.show))
        return tabs


def _capped(number: int) -> str:
    return f"{browsing.MOST_COUNTED}+" if number > browsing.MOST_COUNTED else str(number)


def _offered(rows: Any, chosen: int | None) -> list[Any]:
    """Return what a field offers: the first ones by name, and the one that is chosen."""
    found = list(rows.only("pk", "name")[:MOST_OFFERED])
    if chosen and all(row.pk != chosen for row in found):
        found += rows.filter(pk=chosen)
    return found


class ReportView(DeskView):
    """One report: what it said before, and what it says now."""

    template_name = "inbox/report.html"
    page_title = gettext_lazy("Changes of a report")
    header_icon = "mail"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the report and how it changed."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        item = get_object_or_404(Item.objects.select_related("source", "membership"), pk=kwargs["item_id"])
        return context | {"item": item, "changes": sameness.changes(item), "most": sameness.MOST_CHANGES}
