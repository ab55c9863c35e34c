"""What an editor types about sources, and whether it makes sense."""

from __future__ import annotations

import re

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interlink.newsroom.press.seen import TellsOfOthers
from interlink.newsroom.watch.models import Source

LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})?")


def clean_language(code: str) -> str:
    """Return a language code as we keep it.

    Raises:
        forms.ValidationError: it is not one.
    """
    code = code.strip()
    if code and not LANGUAGE.fullmatch(code):
        raise forms.ValidationError(_("A language is written as a short code, such as en, fa or pt-BR."))
    return code


class FolderForm(forms.Form):
    """The folder that sources go to; empty takes them out of any."""

    folder = forms.CharField(max_length=200, required=False)


class LanguageForm(forms.Form):
    """The language that sources are in."""

    language = forms.CharField(required=False)

    def clean_language(self) -> str:
        """Take only what looks like a language code."""
        return clean_language(self.cleaned_data["language"])


class SourceForm(TellsOfOthers, forms.ModelForm[Source]):
    """What an editor may say of a source that is watched."""

    class Meta:
        model = Source
        fields = ("name", "folder", "language", "excerpt_words")

    def clean_language(self) -> str:
        """Take only what looks like a language code."""
        return clean_language(self.cleaned_data["language"])


class LookForm(forms.Form):
    """Where to look for a source."""

    address = forms.CharField(
        label=gettext_lazy("Address"),
        max_length=1000,
        help_text=gettext_lazy(
            "Of the site, its feed, its sitemap, a page with links, or a public Telegram channel. "
            "A mailbox that the settings name is imap://NAME/INBOX, or another folder of it."
        ),
        widget=forms.TextInput(attrs={"dir": "ltr", "inputmode": "url", "autocomplete": "off", "spellcheck": "false"}),
    )
    example = forms.CharField(
        label=gettext_lazy("An article of it, as an example"),
        max_length=1000,
        required=False,
        help_text=gettext_lazy(
            "Only for a page without a feed: the address of any article that the page links to. "
            "From it we learn which links are articles."
        ),
        widget=forms.TextInput(attrs={"dir": "ltr", "inputmode": "url", "autocomplete": "off", "spellcheck": "false"}),
    )


class ExampleForm(forms.Form):
    """Another example of an article on a page of links."""

    example = forms.CharField(
        label=gettext_lazy("The address of an article that the page links to"),
        max_length=1000,
        widget=forms.TextInput(attrs={"dir": "ltr", "inputmode": "url", "autocomplete": "off", "spellcheck": "false"}),
    )


class SaveForm(forms.Form):
    """What an editor may change about a source before it is saved."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    language = forms.CharField(
        label=gettext_lazy("Language"),
        max_length=12,
        required=False,
        help_text=gettext_lazy("A short code such as en or fa."),
    )
    folder = forms.CharField(label=gettext_lazy("Folder"), max_length=200, required=False)

    def clean_language(self) -> str:
        """Take only what looks like a language code."""
        return clean_language(self.cleaned_data["language"])
