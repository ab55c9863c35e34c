"""Subscribers as an editor adds and changes them: somebody who asked in person, and in which language."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from interlink.newsroom.outreach import addresses, subscribing
from interlink.newsroom.outreach.errors import BadAddress
from interlink.newsroom.outreach.models import Subscriber, Subscription


class SubscriberForm(WagtailAdminModelForm):
    """Change the language of somebody's mails. Whether they get any is theirs to say."""

    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=settings.LANGUAGES)

    class Meta:
        model = Subscriber
        fields = ("language",)


class NewSubscriberForm(SubscriberForm):
    """Add somebody who asked for the digest in person."""

    email = forms.CharField(label=gettext_lazy("Mail address"), max_length=300)
    field_order = ("email", "language")

    def clean_email(self) -> str:
        """Take an address that mail could be sent to, of somebody who is not there yet and has not left."""
        email: str = self.cleaned_data["email"]
        try:
            address = addresses.read(email)
        except BadAddress as error:
            raise forms.ValidationError(_("This is no mail address that we could write to.")) from error
        known = Subscriber.objects.filter(key=address.key).first()
        if known is not None and known.standing == Subscription.ACTIVE:
            raise forms.ValidationError(_("This address gets the digest already."))
        if subscribing.suppressed(address) or (known is not None and known.standing != Subscription.ASKED):
            raise forms.ValidationError(_("This person has left, and is not mailed again without asking for it."))
        return email

    def _post_clean(self) -> None:
        """Leave the rest to `save`: the row is made by what also reads the address."""

    def save(self, commit: bool = True) -> Subscriber:
        """Add the reader."""
        del commit
        given = self.cleaned_data
        by = self.for_user.get_username() if self.for_user else ""
        self.instance = subscribing.add_subscriber(given["email"], given["language"], timezone.now(), noted_by=by)
        return self.instance
