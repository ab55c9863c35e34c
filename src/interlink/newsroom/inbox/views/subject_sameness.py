"""Whether two subjects are one: the likely pairs, two of them side by side, merging with undo, keeping apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from interlink.newsroom.inbox import deed_codes, explaining
from interlink.newsroom.inbox.access import refuse_calmly, require
from interlink.newsroom.inbox.subject_deeds import note
from interlink.newsroom.inbox.views.subject import MentionRow, NameRow, by_script, latest_mentions
from interlink.newsroom.inbox.views.subjects import LATELY, SubjectDeskView, named
from interlink.newsroom.press.models import PublicSubject
from interlink.newsroom.stories import merging as merging_with_stories
from interlink.newsroom.watch import duplicates, merging
from interlink.newsroom.watch.errors import WatchError
from interlink.newsroom.watch.models import Merging, Subject

MOST_OFFERED = 20
MENTIONS_SHOWN = 3
PAIRS_SHOWN = 25


@dataclass(frozen=True, slots=True)
class Record:
    """One of two subjects that are looked at side by side."""

    subject: Subject
    scripts: list[tuple[str, list[NameRow]]]
    mentions: list[MentionRow]
    items: int
    public: bool


class DoublesView(SubjectDeskView):
    """The pairs of subjects that are likely one."""

    template_name = "inbox/subject_doubles.html"
    page_title = gettext_lazy("Subjects that may be one")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add a page of the pairs, and of how many subjects the names are still to be compared."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        page = Paginator(duplicates.likely(), PAIRS_SHOWN).get_page(self.request.GET.get("page"))
        rows = [duplicates.twins_of(row) for row in page]
        return context | {"page": page, "rows": rows, "waiting": duplicates.to_compare().count()}


class ChooseView(SubjectDeskView):
    """Chooses what a subject is compared with."""

    template_name = "inbox/subject_choose.html"
    page_title = gettext_lazy("Compare with another subject")

    def prepare(self, request: HttpRequest) -> None:
        """Find the subject."""
        del request
        self.subject = Subject.objects.get(pk=self.kwargs["pk"])

    def below(self) -> list[dict[str, Any]]:
        """Return the subject's own page."""
        return [{"url": reverse("subjects:book", args=[self.subject.pk]), "label": self.subject.name}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the subjects that the words find, or else those that are named alike."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        words = self.request.GET.get("q", "").strip()[:200]
        if words:
            offered = list(named(words).exclude(pk=self.subject.pk).order_by("name")[:MOST_OFFERED])
        else:
            offered = duplicates.near(self.subject, MOST_OFFERED)
        return context | {"subject": self.subject, "words": words, "offered": offered}


class CompareView(SubjectDeskView):
    """Two subjects side by side."""

    template_name = "inbox/subject_compare.html"
    page_title = gettext_lazy("One subject or two?")

    def prepare(self, request: HttpRequest) -> None:
        """Find both.

        Raises:
            Subject.DoesNotExist: one is gone, or they are one.
        """
        del request
        if self.kwargs["pk"] == self.kwargs["other"]:
            raise Subject.DoesNotExist
        rows = Subject.objects.prefetch_related("aliases")
        self.one, self.other = rows.get(pk=self.kwargs["pk"]), rows.get(pk=self.kwargs["other"])

    def below(self) -> list[dict[str, Any]]:
        """Return the list of pairs."""
        return [{"url": reverse("subjects:doubles"), "label": _("Subjects that may be one")}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add both records, and how alike their names are."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        twins = duplicates.closest(self.one, self.other)
        records = [_record(self.one), _record(self.other)]
        numbers = {one.wikidata for one in (self.one, self.other) if one.wikidata}
        return context | {
            "twins": twins,
            "steps": explaining.comparison_steps(twins.comparison),
            "records": records,
            "apart": merging.apart(self.one.pk, self.other.pk),
            "two_numbers": len(numbers) > 1,
            "two_pages": all(record.public for record in records),
            "may_change": self.request.user.has_perm("watch.change_subject"),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Merge the two, or remember that they are two, as the button says that was pressed."""
        del args, kwargs
        assert request.user.is_authenticated
        now, one, other = timezone.now(), self.one, self.other
        match request.POST.get("deed", ""):
            case "apart":
                merging.keep_apart(one.pk, other.pk, request.user, now)
                messages.success(request, _("They are two. They are not offered as one again."))
                return redirect("subjects:compare", one.pk, other.pk)
            case "open":
                merging.not_apart(one.pk, other.pk)
                messages.success(request, _("It is open again whether they are one."))
                return redirect("subjects:compare", one.pk, other.pk)
            case "into_other":
                return self._merge(request, other, one)
            case "into_one":
                return self._merge(request, one, other)
            case _:
                return redirect("subjects:compare", one.pk, other.pk)

    def _merge(self, request: HttpRequest, kept: Subject, gone: Subject) -> HttpResponse:
        assert request.user.is_authenticated
        if PublicSubject.objects.filter(subject=gone).exists():
            messages.error(
                request,
                _("“%(name)s” has a page on the public site. Keep that one, or take its page away first.")
                % {"name": explaining.apart(gone.name)},
            )
            return redirect("subjects:compare", self.one.pk, self.other.pk)
        try:
            merging_with_stories.merge(kept.pk, gone.pk, request.user, timezone.now())
        except WatchError as error:
            messages.error(request, str(error))
            return redirect("subjects:compare", self.one.pk, self.other.pk)
        note(request.user, Subject.objects.get(pk=kept.pk), deed_codes.MERGED, gone.name)
        messages.success(request, _("They are one from now on. It can be undone below."))
        return redirect("subjects:book", kept.pk)


def _record(subject: Subject) -> Record:
    lately = subject.mentions.filter(item__seen_at__gte=timezone.now() - LATELY).order_by()
    return Record(
        subject,
        by_script(subject),
        latest_mentions(subject, MENTIONS_SHOWN),
        lately.values("item").distinct().count(),
        PublicSubject.objects.filter(subject=subject).exists(),
    )


@require_POST
@refuse_calmly
def part(request: HttpRequest, change: int) -> HttpResponse:
    """Take a merging back."""
    require(request.user, "change", "subject")
    assert request.user.is_authenticated
    there = get_object_or_404(Merging, pk=change)
    try:
        merging_with_stories.part(there.pk, timezone.now())
    except WatchError as error:
        messages.error(request, str(error))
        return redirect("subjects:book", there.kept)
    note(request.user, Subject.objects.get(pk=there.kept), deed_codes.PARTED, there.name)
    messages.success(request, _("Undone. They are two subjects again."))
    return redirect("subjects:book", there.gone)
