"""What a mail service's answer means for one reader's row in the ledger; pure.

Accepted: a yes for the address. Refused: a no that names it. Unsure: the service may have the mail. All else costs the
reader nothing, or a try.
"""

from __future__ import annotations

from collections.abc import Collection

from interlink.newsroom.outreach.ledger.rules import Outcome, Result

TAKEN = frozenset({"sent", "queued"})
REFUSED = frozenset({"invalid", "rejected"})
# It went wrong for another reason than the address: the sender is not known to the service, say.
FAILED = REFUSED | {"failed"}
# These are about our account, or say "not now": no reader's doing.
OURS = frozenset({401, 402, 403, 404, 405, 408, 425, 429, 503})
# So many "no" one after the other are not about readers any more.
MOST_IN_A_ROW = 3
LONGEST = 500


def after_status(statuses: Collection[str], words: str, in_a_row: int) -> Outcome:
    """Decide after an answer that says what becomes of the mail.

    Args:
        statuses: What it says, in anymail's words.
        words: The service's own, for people.
        in_a_row: How many "no" there were since the last mail that was taken, this one included if it is one.
    """
    if statuses and TAKEN.issuperset(statuses):
        return Outcome(Result.SENT)
    if statuses and REFUSED.issuperset(statuses):
        return Outcome(Result.REFUSED, words[:LONGEST])
    if statuses and FAILED.issuperset(statuses):
        return _refused_by_somebody(words, in_a_row)
    return Outcome(Result.UNSURE, f"The mail service did not say clearly whether it took the mail: {words}"[:LONGEST])


def after_error(status: int, words: str, in_a_row: int) -> Outcome:
    """Decide after an answer that is an HTTP error.

    A "no" (4xx) does not tell whether it is about this reader or about us. So the reader is put off, as by a mail
    server, and the run stops once several were refused one after the other.

    Args:
        status: The number of the answer.
        words: What it says.
        in_a_row: How many "no" there were since the last mail that was taken, this one included.
    """
    said = f"{status} {words}"[:LONGEST]
    if status in OURS:
        return _not_ours(said)
    if 400 <= status < 500:  # noqa: PLR2004
        return _refused_by_somebody(said, in_a_row)
    return Outcome(Result.UNSURE, f"The mail service failed and may have taken the mail: {said}")


def _refused_by_somebody(said: str, in_a_row: int) -> Outcome:
    return _not_ours(said) if in_a_row >= MOST_IN_A_ROW else Outcome(Result.LATER, said[:LONGEST])


def _not_ours(said: str) -> Outcome:
    return Outcome(Result.WAITING, f"The mail service does not take our mail: {said}"[:LONGEST], stop=True)


def after_silence(words: str, *, asked: bool) -> Outcome:
    """Decide when no answer came.

    Args:
        words: Why.
        asked: Whether the mail may have reached the service.
    """
    if asked:
        said = f"The line broke before the mail service said whether it took the mail: {words}"
        return Outcome(Result.UNSURE, said[:LONGEST])
    return Outcome(Result.WAITING, f"The mail service cannot be reached: {words}"[:LONGEST], stop=True)
