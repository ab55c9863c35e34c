"""The form of a channel: what goes out on it, and the keys, which are written and never shown."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interlink.newsroom.outreach.channels import keys, words
from interlink.newsroom.outreach.channels.composing import DIGEST
from interlink.newsroom.outreach.channels.models import Channel, Service
from interlink.newsroom.outreach.channels.registry import SERVICES
from interlink.newsroom.outreach.channels.webhook.signing import key_of, new_secret
from interlink.newsroom.press.models.posts import KINDS

TARGETS = {
    Service.BLUESKY: (gettext_lazy("Name of the account"), gettext_lazy("Such as watch.bsky.social.")),
    Service.TELEGRAM: (gettext_lazy("Channel"), gettext_lazy("Such as @meridian_watch, or its number.")),
}
ADDRESSES = {
    Service.MASTODON: (gettext_lazy("Address of the server"), gettext_lazy("Such as https://social.example.")),
    Service.BLUESKY: (gettext_lazy("Address of the server"), gettext_lazy("As it is, unless yours is another one.")),
    Service.WEBHOOK: (gettext_lazy("Address"), gettext_lazy("Where your program takes events.")),
}
OWN_LOOK = {"autocomplete": "off", "spellcheck": "false", "dir": "ltr"}


class ChannelForm(forms.ModelForm):  # type: ignore[type-arg]
    """Add or change a channel."""

    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages"),
        choices=settings.LANGUAGES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("None chosen means all."),
    )
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Kinds of posts"),
        choices=[*KINDS, (DIGEST, gettext_lazy("the digest"))],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("None chosen means all."),
    )

    class Meta:
        model = Channel
        fields = ("name", "address", "target", "languages", "kinds", "sends", "wait_minutes", "extent")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.service = Service(self.instance.service)
        self.kind = SERVICES[self.service]
        self.known = keys.read(self.instance.pk) if self.instance.pk else {}
        self.made_secret = ""
        self._arrange("address", ADDRESSES, fixed=bool(self.kind.address) and self.service != Service.BLUESKY)
        self._arrange("target", TARGETS, fixed=not self.kind.targeted)
        if not self.instance.pk:
            self.initial.update(address=self.kind.address, name=self.service.label)
        self.fields["wait_minutes"].widget.attrs["max"] = 1440
        for secret in self.kind.secrets:
            self.fields[secret.name] = forms.CharField(
                label=str(words.SECRETS[secret.name]),
                required=not (self.known or secret.made_here),
                help_text=_("Kept; leave it empty to keep it.") if self.known else str(words.HELP.get(secret.name, "")),
                widget=forms.PasswordInput(attrs=OWN_LOOK),
                max_length=1000,
            )

    def _arrange(self, name: str, told: dict[Service, tuple[Any, Any]], *, fixed: bool) -> None:
        if fixed:
            del self.fields[name]
            return
        self.fields[name].label, self.fields[name].help_text = told[self.service]
        self.fields[name].required = True
        self.fields[name].widget.attrs |= OWN_LOOK

    def clean_address(self) -> str:
        """Take an address that is one; of a server, without anything after its name."""
        address: str = self.cleaned_data["address"].strip()
        parts = urlsplit(address)
        local = f"{parts.hostname}:{parts.port}" in settings.INTERLINK_ALLOWED_LOOPBACK
        if parts.scheme != "https" and not local:
            raise forms.ValidationError(
                _("The address has to begin with https, so that nobody reads the keys on their way.")
            )
        return address if self.service == Service.WEBHOOK else f"{parts.scheme}://{parts.netloc}"

    def clean_signing_secret(self) -> str:
        """Take a secret that is written as such secrets are."""
        secret: str = self.cleaned_data["signing_secret"].strip()
        if secret:
            try:
                key_of(secret)
            except ValueError:
                raise forms.ValidationError(words.told("damaged")) from None
        return secret

    def save(self, commit: bool = True) -> Channel:
        """Keep the channel in the database, and its keys in the desk's keys folder."""
        if not self.instance.pk and "address" not in self.fields:
            self.instance.address = self.kind.address
        if {"address", "target"} & set(self.changed_data):
            self.instance.account_key = ""  # another account, until the test has said which
        channel: Channel = super().save(commit)
        given = {one.name: self.cleaned_data[one.name].strip() for one in self.kind.secrets}
        new = {name: value for name, value in given.items() if value}
        if not self.known and not new.get("signing_secret") and self.service == Service.WEBHOOK:
            self.made_secret = new["signing_secret"] = new_secret()
        if new or not self.known:
            # What a service gave us for the old keys, such as a session, goes with them.
            named = {one.name for one in self.kind.secrets}
            keys.keep(channel.pk, {name: value for name, value in self.known.items() if name in named} | new)
        return channel
