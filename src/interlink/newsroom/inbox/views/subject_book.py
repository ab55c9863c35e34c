"""The whole alias book at the desk: a look at a file before anything is taken in, and the desk's own to take away."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from interlink.accounts.activity import record
from interlink.accounts.models import Deed
from interlink.newsroom.importers.subjects import actions, ftm, wording
from interlink.newsroom.importers.subjects.errors import BookError
from interlink.newsroom.inbox import deed_codes
from interlink.newsroom.inbox.access import refuse_calmly, require
from interlink.newsroom.inbox.views.subjects import SubjectDeskView

LINES_SHOWN = 200
# What is looked at travels with the form, so that nothing waits on the server for a second step that never comes.
SALT = "interlink.subjects"
KEPT_FOR_SECONDS = 24 * 60 * 60
MOST_KEPT = 2_000_000
FORMS = {
    "csv": (actions.export_table, "text/csv; charset=utf-8", "csv"),
    "ftm": (actions.export_ftm, "application/x-ndjson; charset=utf-8", "ftm.json"),
}


class UploadForm(forms.Form):
    """Takes an alias book."""

    file = forms.FileField(
        label=gettext_lazy("Table (CSV) or FollowTheMoney file"),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.json,.jsonl,.ijson,.ftm,text/csv,application/json"}),
    )


class WholeBookView(SubjectDeskView):
    """Takes a book, shows what is in it, and takes it in when an editor says so."""

    template_name = "inbox/subject_book.html"
    page_title = gettext_lazy("The whole alias book")
    to_post = "add"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Offer the form to those who may add subjects."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        user = self.request.user
        context["may_add"] = user.has_perm("watch.add_subject") and user.has_perm("watch.change_subject")
        context.setdefault("form", UploadForm())
        context["shown"] = LINES_SHOWN
        return context

    def post(self, request: HttpRequest) -> HttpResponse:
        """Show what a book holds, or take in what was shown."""
        require(request.user, "change", "subject")
        return self._take_in(request.POST["book"]) if "book" in request.POST else self._look(request)

    def _look(self, request: HttpRequest) -> HttpResponse:
        form = UploadForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        file = form.cleaned_data["file"]
        try:
            wanted = actions.read(file.read(actions.MAX_BYTES + 1), name=file.name)
        except BookError as error:
            form.add_error("file", str(error))
            return self.render_to_response(self.get_context_data(form=form), status=422)
        kept = signing.dumps(ftm.write(wanted.entries), salt=SALT, compress=True)
        if len(kept) > MOST_KEPT:
            form.add_error("file", _("This book is too long for the desk. Use the command interlink subject import."))
            return self.render_to_response(self.get_context_data(form=form), status=422)
        plan = actions.plan(wanted)
        told = {
            "doubles": actions.doubles(plan),
            "left_out": [(left, wording.tell(left.why)) for left in plan.left_out[:LINES_SHOWN]],
            "remarks": [
                (line, wording.tell(remark)) for line in plan.remarked[:LINES_SHOWN] for remark in line.remarks
            ],
        }
        return self.render_to_response(self.get_context_data(form=form, plan=plan, book=kept, **told))

    def _take_in(self, kept: str) -> HttpResponse:
        try:
            text = signing.loads(kept, salt=SALT, max_age=KEPT_FOR_SECONDS)
        except signing.BadSignature:
            messages.error(self.request, _("Nothing was taken in: the file was looked at too long ago."))
            return redirect("subjects:whole")
        done = actions.bring_in(ftm.read(text), timezone.now())
        number = len(done.new) + len(done.gains)
        record(self.request.user, Deed.LIST, f"{_('Subjects')}: {number}", deed_codes.ADDED)
        told = ngettext("%(number)d subject was added or filled in.",
                        "%(number)d subjects were added or filled in.", number)  # fmt: skip
        messages.success(self.request, told % {"number": number})
        return redirect("subjects:index")


@require_safe
@refuse_calmly
def export(request: HttpRequest, form: str) -> HttpResponse:
    """Hand out the whole book as a file."""
    require(request.user, "view", "subject")
    if form not in FORMS:
        raise Http404
    write, media_type, ending = FORMS[form]
    record(request.user, Deed.LIST, str(_("Subjects")), deed_codes.EXPORTED)
    headers = {"Content-Disposition": f'attachment; filename="subjects-{timezone.now():%Y-%m-%d}.{ending}"'}
    return HttpResponse(write(), content_type=media_type, headers=headers)
