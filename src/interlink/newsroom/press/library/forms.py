"""The form that a file is uploaded with."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.documents.forms import BaseDocumentForm

from interlink.newsroom.press.library import rules


class PaperFields(BaseDocumentForm):
    """Takes what the library hands out, and nothing that only pretends to be it."""

    def clean_file(self) -> Any:
        """Look into the file."""
        file = self.cleaned_data["file"]
        if not file or "file" not in self.changed_data:
            return file
        head = file.read(rules.HEAD)
        file.seek(0)
        if rules.kind_of(head, file.name) is None:
            kinds = ", ".join(kind.name for kind in rules.KINDS.values())
            raise ValidationError(
                _("This file is not what its name says, or of a kind that is not handed out. Take one of: %(kinds)s.")
                % {"kinds": kinds}
            )
        return file
