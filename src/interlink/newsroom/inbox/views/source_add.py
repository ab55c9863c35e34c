"""Adding a source: look at an address, show what is there, and watch it when the editor says so."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interlink.accounts.activity import record
from interlink.accounts.models import Deed
from interlink.newsroom.inbox import deed_codes, source_previews
from interlink.newsroom.inbox.source_forms import ExampleForm, LookForm, SaveForm
from interlink.newsroom.inbox.source_looks import NoLook, look
from interlink.newsroom.inbox.views.desk import SourceDeskView
from interlink.newsroom.sentences import told
from interlink.newsroom.watch import adding, finding, queries, reports
from interlink.newsroom.watch.errors import NothingFound, WatchError
from interlink.newsroom.watch.finding import Proposal
from interlink.newsroom.watch.models import Kind, Source


class AddView(SourceDeskView):
    """The form, then the preview."""

    template_name = "inbox/source_add.html"
    page_title = gettext_lazy("Add a source")
    to_see = to_post = "add"

    def prepare(self, request: HttpRequest) -> None:
        """Begin with an empty form, or with the address that a link brings along."""
        self.asked = LookForm(initial={"address": request.GET.get("address", "")})
        self.save: SaveForm | None = None
        self.proposal: Proposal | None = None
        self.example_wanted = False

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the form to fill in now."""
        return super().get_context_data(**kwargs) | {
            "look": self.asked,
            "save": self.save,
            "proposal": self.proposal,
            "example_wanted": self.example_wanted,
            "entries": self.proposal.feed.entries[: source_previews.SHOWN] if self.proposal else (),
            "sealed": source_previews.seal(self.proposal) if self.proposal else "",
            "kind": Kind(self.proposal.kind).label if self.proposal else "",
            "namesake": queries.namesake(self.proposal.name, self.proposal.address) if self.proposal else None,
            "folders": reports.folders(),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Look at the address, or save what was found there."""
        self.asked = LookForm(request.POST)
        if "found" in request.POST:
            return self._save(request) or self.get(request, *args, **kwargs)
        return self._look(request) or self.get(request, *args, **kwargs)

    def _look(self, request: HttpRequest) -> HttpResponse | None:
        if not self.asked.is_valid():
            return None
        asked = self.asked.cleaned_data
        try:
            found = look(partial(finding.look, asked["address"], asked["example"]))
            watched = adding.known_as(found)
            if watched is not None and asked["example"] and adding.learns_anew(found, watched):
                words = _("%(name)s is watched already. Look at what it brings by your example, then keep it.")
                messages.info(request, words % {"name": watched.name})
                example = QueryDict(mutable=True)
                example["example"] = asked["example"]
                return redirect(f"{reverse('sources:learn', args=[watched.pk])}?{example.urlencode()}")
            adding.refuse_known(found)
        except NothingFound as error:
            self.example_wanted = error.example_helps
            self.asked.add_error(
                "example" if error.example_helps and asked["example"] else "address", told(error.message)
            )
        except WatchError as error:
            self.asked.add_error("address", told(error.message))
        except NoLook as error:
            self.asked.add_error("address", str(error))
        else:
            self.proposal = found
            self.save = SaveForm(initial={"name": found.name, "language": found.feed.language or ""})
        return None

    def _save(self, request: HttpRequest) -> HttpResponse | None:
        self.proposal = source_previews.unseal(request.POST["found"])
        if self.proposal is None:
            messages.warning(request, _("That was looked at too long ago. Look at the address again."))
            return None
        self.save = SaveForm(request.POST)
        if not self.save.is_valid():
            return None
        try:
            source = adding.add(self.proposal, **self.save.cleaned_data)
        except WatchError as error:
            self.save.add_error(None, told(error.message))
            return None
        record(request.user, Deed.LIST, source.name, deed_codes.ADDED)
        messages.success(request, _("%(name)s is watched from now on.") % {"name": source.name})
        return redirect("sources:one", source.pk)


class LearnView(SourceDeskView):
    """Learns anew, from another example, which links of a page are articles; shows what that gives first."""

    template_name = "inbox/source_learn.html"
    page_title = gettext_lazy("Learn its links anew")
    to_see = to_post = "change"

    def prepare(self, request: HttpRequest) -> None:
        """Find the source, and take the example that a link brings along."""
        self.source = Source.objects.get(pk=self.kwargs["pk"], kind=Kind.LISTING)
        self.form = ExampleForm(initial={"example": request.GET.get("example", "")})
        self.proposal: Proposal | None = None

    def below(self) -> list[dict[str, Any]]:
        """Return the source's own page."""
        return [{"url": reverse("sources:one", args=[self.source.pk]), "label": self.source.name}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the form to fill in now."""
        return super().get_context_data(**kwargs) | {
            "source": self.source,
            "form": self.form,
            "proposal": self.proposal,
            "entries": self.proposal.feed.entries[: source_previews.SHOWN] if self.proposal else (),
            "sealed": source_previews.seal(self.proposal) if self.proposal else "",
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Look at the page with the example in hand, or keep what was learnt."""
        self.form = ExampleForm(request.POST)
        if "found" in request.POST:
            learnt = source_previews.unseal(request.POST["found"])
            if learnt is not None and learnt.kind == Kind.LISTING:
                adding.relearn(self.source, learnt)
                messages.success(request, _("Learnt. The page is checked within minutes."))
                return redirect("sources:one", self.source.pk)
            messages.warning(request, _("That was looked at too long ago. Give the example again."))
        elif self.form.is_valid():
            self._look()
        return self.get(request, *args, **kwargs)

    def _look(self) -> None:
        try:
            self.proposal = look(partial(finding.learn_again, self.source, self.form.cleaned_data["example"]))
        except WatchError as error:
            self.form.add_error("example", told(error.message))
        except NoLook as error:
            self.form.add_error("example", str(error))
