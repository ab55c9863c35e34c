"""Lists of sources at the desk: a look at one before anything is added, and the desk's own to take away."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from interlink.accounts.activity import record
from interlink.accounts.models import Deed
from interlink.newsroom.importers.opml import actions, document
from interlink.newsroom.importers.opml.errors import OpmlError
from interlink.newsroom.inbox import deed_codes
from interlink.newsroom.inbox.access import refuse_calmly, require
from interlink.newsroom.inbox.views.desk import DeskView
from interlink.newsroom.sentences import told

LINES_SHOWN = 200
# What is looked at travels with the form, so that nothing waits on the server for a second step that never comes.
SALT = "interlink.opml"
KEPT_FOR_SECONDS = 24 * 60 * 60
MOST_KEPT = 2_000_000


class UploadForm(forms.Form):
    """Takes a list from another feed reader."""

    file = forms.FileField(
        label=gettext_lazy("OPML file"),
        widget=forms.FileInput(attrs={"accept": ".opml,.xml,text/x-opml,application/xml,text/xml"}),
    )


@method_decorator(refuse_calmly, name="dispatch")
class ListsView(DeskView):
    """Takes a list, shows what is in it, and adds what is new when an editor says so."""

    template_name = "inbox/source_lists.html"
    page_title = gettext_lazy("Lists of sources")
    header_icon = "list-ul"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Offer the form to those who may add sources."""
        require(self.request.user, "view")
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["may_add"] = self.request.user.has_perm("watch.add_source")
        context.setdefault("form", UploadForm())
        context["shown"] = LINES_SHOWN
        return context

    def post(self, request: HttpRequest) -> HttpResponse:
        """Show what a list holds, or add what was shown."""
        require(request.user, "add")
        return self._add(request.POST["list"]) if "list" in request.POST else self._look(request)

    def _look(self, request: HttpRequest) -> HttpResponse:
        form = UploadForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        file = form.cleaned_data["file"]
        try:
            wanted = document.read(file.read(document.MAX_BYTES + 1), name=file.name)
        except OpmlError as error:
            form.add_error("file", told(error.message))
            return self.render_to_response(self.get_context_data(form=form), status=422)
        plan = actions.plan(wanted)
        # Only what was judged new: written anew, the list is in another order, in which another twin comes first.
        new = document.Document(wanted.title, tuple(line.outline for line in plan.new))
        kept = signing.dumps(document.write(new, now=timezone.now()), salt=SALT, compress=True)
        if len(kept) > MOST_KEPT:
            form.add_error("file", _("This list is too long for the desk. Use the command interlink source import."))
            return self.render_to_response(self.get_context_data(form=form), status=422)
        return self.render_to_response(self.get_context_data(form=form, plan=plan, list=kept))

    def _add(self, kept: str) -> HttpResponse:
        try:
            text = signing.loads(kept, salt=SALT, max_age=KEPT_FOR_SECONDS)
        except signing.BadSignature:
            messages.error(self.request, _("Nothing was added: the list was looked at too long ago. Choose it again."))
            return redirect("source_lists")
        added = len(actions.bring_in(document.read(text.encode()), timezone.now()).new)
        record(self.request.user, Deed.LIST, f"{_('Sources')}: {added}", deed_codes.ADDED)
        words = ngettext("%(number)d source was added. It is checked soon.",
                        "%(number)d sources were added. They are checked soon.", added)  # fmt: skip
        messages.success(self.request, words % {"number": added})
        return redirect("sources:index")


@require_safe
@refuse_calmly
def export(request: HttpRequest) -> HttpResponse:
    """Hand out all sources as an OPML file."""
    require(request.user, "view")
    now = timezone.now()
    record(request.user, Deed.LIST, str(_("Sources")), deed_codes.EXPORTED)
    headers = {"Content-Disposition": f'attachment; filename="sources-{now:%Y-%m-%d}.opml"'}
    return HttpResponse(actions.export(now), content_type="text/x-opml; charset=utf-8", headers=headers)
