"""What was found of a record, and what to do about it, in words for an editor."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from interlink.newsroom.outreach.domain.rules import Finding

_SAID = {
    "spf-missing": _(
        "No record says which servers may send your mail. Add this one, or ask your mail provider for theirs."
    ),
    "spf-several": _("There are several such records, so none counts. Join them into one."),
    "spf-open": _("The record lets everybody send mail in your name. End it with -all."),
    "spf-undecided": _("The record does not say what to think of other servers. End it with -all."),
    "spf-server": _(
        "There is a record, but it does not name your mail server itself. Ask your mail provider whether it covers it."
    ),
    "spf-good": _("The record names your mail server and no others."),
    "dkim-no-key": _(
        "Mails are not signed. Run “interlink mail key” on the server; it makes the key and says what to add."
    ),
    "dkim-service": _(
        "Your mail service signs the mails, with a key of its own. Its pages say which record to add, and whether it "
        "is there."
    ),
    "dkim-missing": _("Mails are signed, but nobody can check it. Add this record."),
    "dkim-several": _("There are several keys under this name. Leave only this one."),
    "dkim-other-key": _("The record holds another key than the one that signs. Replace it with this one."),
    "dkim-testing": _("The record says that it is only a test (t=y). Take that out once mails arrive."),
    "dkim-good": _("Mails are signed, and everybody can check it."),
    "dmarc-missing": _(
        "No record says what to do with mails that only pretend to be yours. Add this one once the other two are good."
    ),
    "dmarc-several": _("There are several such records, so none counts. Leave one."),
    "dmarc-no-policy": _("The record has no policy that counts (p=). Replace it with this one."),
    "dmarc-none": _("The record asks for reports alone (p=none). Ask for more once the other two are good."),
    "dmarc-good": _("Mails that only pretend to be yours are put aside or refused."),
    "no-answer": _("The DNS did not answer, so nothing is known. Try again later."),
}


def sentence(finding: Finding) -> str:
    """Return what was found, and the way out."""
    return str(_SAID[finding.code])
