"""A letter to the outlet whose page was changed or removed, as text that an editor sends in her own name."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from interlink.newsroom.press import announcing, links
from interlink.newsroom.press.look.current import site_name
from interlink.newsroom.press.models import Alert, PostPage


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter, in the language of the page that it is about as far as the site has it."""

    language: str
    subject: str
    body: str

    @property
    def link(self) -> str:
        """A mailto address that opens the letter in a mail program; whom it goes to is the editor's to say."""
        return "mailto:?" + urlencode({"subject": self.subject, "body": self.body}, quote_via=quote)


def letter(alert: Alert) -> Letter:
    """Write the letter about a piece of news."""
    capture = alert.capture
    cited = PostPage.objects.filter(capture=capture).select_related("locale").order_by("pk").first()
    language = _language(cited)
    with translation.override(language):
        group = site_name()
        name = capture.title or capture.address
        lines = [
            _("Dear editors,"),
            _("we cite this page of yours:") + f"\n{name}\n{capture.address}",
            announcing.told(alert, language),
            _("We would be glad to hear the reason, and to add your answer to what we wrote."),
        ]
        if cited is not None and cited.live:
            lines.append(_("What we wrote is here:") + f"\n{links.permalink(cited)}")
        lines.append(_("With kind regards,") + f"\n{group}\n{settings.INTERLINK_SITE_ADDRESS}")
        return Letter(language, announcing.heading(alert), "\n\n".join(lines))


def _language(cited: PostPage | None) -> str:
    known = [code for code, _label in settings.LANGUAGES]
    wanted = [cited.excerpt_language, cited.locale.language_code] if cited else []
    return next((code for code in wanted if code in known), settings.LANGUAGE_CODE)
