"""Forms that two editors may have open at once: whoever saves second is told, and no word of either is lost."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.db.models import Model
from django.forms.models import model_to_dict
from django.utils.translation import gettext as _
from modelcluster.models import ClusterableModel
from wagtail.admin.forms import WagtailAdminModelForm

if TYPE_CHECKING:
    from django.http import QueryDict

SEEN = "seen"


class TellsOfOthers(forms.BaseModelForm):  # type: ignore[type-arg] # each form names its own model
    """A form that remembers what was stored when it was opened.

    Where that is another by the time it is sent, nothing is saved: what was typed stays, each field that is stored
    otherwise says how, and sending it once more saves it. A form that says nothing of what it saw is taken as it is.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._stored = _stored(self)
        self.fields[SEEN] = forms.CharField(
            required=False, widget=forms.HiddenInput, initial=_mark_of(self._stored), max_length=64
        )

    def clean(self) -> dict[str, Any]:
        """Compare what was seen with what is stored."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        seen, now = cleaned.pop(SEEN, ""), _mark_of(self._stored)
        if seen and seen != now:
            self.add_error(None, _("Somebody changed this while you were writing. Look again, then save."))
            for name, value in self._stored.items():
                if name in cleaned and name in self.fields and not isinstance(value, list):
                    self._tell(name, value)
            sent = cast("QueryDict", self.data).copy()
            sent[self.add_prefix(SEEN)] = now
            self.data = sent
        return cleaned

    def _tell(self, name: str, value: Any) -> None:
        field = self.fields[name]
        bound = field.widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
        if field.has_changed(value, bound):
            shown = dict(getattr(field, "choices", ())).get(value, value)
            self.add_error(name, _("Stored now: %(value)s") % {"value": "—" if shown in {None, ""} else shown})


class SeenForm(TellsOfOthers, WagtailAdminModelForm):
    """The same for a form that Wagtail makes from panels."""


def _stored(form: forms.BaseModelForm[Any]) -> dict[str, Any]:
    """Return what the form shows of its row, as the database has it; nothing where there is no row yet."""
    instance: Model = form.instance
    found = type(instance)._default_manager.filter(pk=instance.pk).first() if instance.pk else None  # noqa: SLF001
    if found is None:
        return {}
    if isinstance(found, ClusterableModel):
        return dict(found.serializable_data())
    return model_to_dict(found, fields=form._meta.fields)  # noqa: SLF001 - Django's own


def _mark_of(stored: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(stored, sort_keys=True, default=str).encode()).hexdigest()[:16]
