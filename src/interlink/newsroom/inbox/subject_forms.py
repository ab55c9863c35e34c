"""What an editor types about subjects and their names, and whether it makes sense."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from interlink.lib.names.aliases import AliasKind
from interlink.newsroom.inbox import explaining
from interlink.newsroom.inbox.source_forms import clean_language
from interlink.newsroom.press.seen import TellsOfOthers
from interlink.newsroom.sentences import told
from interlink.newsroom.watch import subjects
from interlink.newsroom.watch.errors import UnfitName
from interlink.newsroom.watch.models import NAME_KINDS, Alias, Subject

_BEFORE_NUMBER = re.compile(r"^https?://(?:www\.|m\.)?wikidata\.org/(?:wiki|entity)/", re.IGNORECASE)
SHOWN_OF_LINE = 40
_BETWEEN_WORDS = re.compile(r"[,،;؛\n]")


def clean_name(text: str) -> str:
    """Return a name as it is kept.

    Raises:
        forms.ValidationError: it cannot be looked for.
    """
    text = " ".join(text.split())
    try:
        subjects.require_fit(text)
    except UnfitName as error:
        raise forms.ValidationError(told(error.message)) from error
    return text


class SubjectForm(TellsOfOthers, forms.ModelForm[Subject]):
    """What is said of a subject itself."""

    class Meta:
        model = Subject
        fields = ("name", "kind", "private_person", "exact_only", "wikidata", "note")
        widgets = {
            "name": forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
            "wikidata": forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
            "note": forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        }
        error_messages = {"name": {"unique": gettext_lazy("There is a subject of this name already.")}}

    # Whole addresses of a Wikidata page are taken too, and are longer than the number.
    wikidata = forms.CharField(
        label=gettext_lazy("Wikidata"),
        help_text=gettext_lazy("Its number there, such as Q42, if it has one."),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )

    unmarks = False

    def clean_private_person(self) -> bool:
        """Note where the mark is to be taken away, and keep it: a colleague has to agree."""
        wanted = bool(self.cleaned_data["private_person"])
        self.unmarks = self.instance.pk is not None and self.instance.private_person and not wanted
        return wanted or self.unmarks

    def clean_name(self) -> str:
        """Take only what can be looked for."""
        return clean_name(self.cleaned_data["name"])

    def clean_wikidata(self) -> str:
        """Take the number out of an address; no two subjects have the same."""
        number = _BEFORE_NUMBER.sub("", self.cleaned_data["wikidata"].strip()).upper()
        known = Subject.objects.exclude(pk=self.instance.pk).filter(wikidata=number).first() if number else None
        if known is not None:
            told = gettext("“%(name)s” has this number already.")
            raise forms.ValidationError(told % {"name": explaining.apart(known.name)})
        return number


class WaysForm(forms.Form):
    """Further ways to write a name, one on each line."""

    names = forms.CharField(
        label=gettext_lazy("Other ways to write it"),
        help_text=gettext_lazy("One on each line, in any script."),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )

    def clean_names(self) -> list[str]:
        """Take only what can be looked for, and tell of each line that cannot."""
        names: list[str] = []
        wrong: list[str] = []
        for line in filter(None, map(str.strip, self.cleaned_data["names"].splitlines())):
            try:
                names.append(clean_name(line))
            except forms.ValidationError as error:
                told = {"line": explaining.apart(line[:SHOWN_OF_LINE]), "why": error.message}
                wrong.append(gettext("%(line)s: %(why)s") % told)
        if wrong:
            raise forms.ValidationError(wrong)
        return names


class NamesForm(WaysForm):
    """Further names of a subject, all of one kind and language."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"), choices=NAME_KINDS, initial=AliasKind.ALIAS.value, required=False
    )
    language = forms.CharField(
        label=gettext_lazy("Language"),
        help_text=gettext_lazy("A short code such as fa, or nothing."),
        required=False,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )

    def clean_language(self) -> str:
        """Take only what looks like a language code."""
        return clean_language(self.cleaned_data["language"])


class AliasForm(forms.ModelForm[Alias]):
    """All that is said of one name."""

    supporting = forms.CharField(
        label=gettext_lazy("Supporting words"),
        help_text=gettext_lazy(
            "For a short form that means other things too: words with commas between them, of which the text must"
            " have one."
        ),
        required=False,
        max_length=1_000,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )

    class Meta:
        model = Alias
        fields = ("text", "kind", "language", "supporting", "note")
        widgets = {
            "text": forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
            "language": forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
            "note": forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["supporting"].initial = ", ".join(self.instance.supports)
        if self.instance.text == self.instance.subject.name:  # it is changed with the subject
            del self.fields["text"], self.fields["kind"]

    def clean_text(self) -> str:
        """Take only what can be looked for and is not there yet."""
        text = clean_name(self.cleaned_data["text"])
        if self.instance.subject.aliases.exclude(pk=self.instance.pk).filter(text=text).exists():
            raise forms.ValidationError(gettext_lazy("The subject has this name already."))
        return text

    def clean_language(self) -> str:
        """Take only what looks like a language code."""
        return clean_language(self.cleaned_data["language"])

    def clean_supporting(self) -> list[str]:
        """Take the words apart."""
        words = (" ".join(word.split()) for word in _BETWEEN_WORDS.split(self.cleaned_data["supporting"]))
        return list(dict.fromkeys(word for word in words if word))

    def save(self, commit: bool = True) -> Alias:
        """Store the name with its supporting words."""
        self.instance.supports = self.cleaned_data["supporting"]
        return super().save(commit)
