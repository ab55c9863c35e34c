"""When a run stops by itself because of what one reader after the other was answered; pure."""

from __future__ import annotations

from dataclasses import dataclass

from interlink.newsroom.outreach.ledger.rules import Outcome, Result

# Beyond one for each line, since all lines break at once where a server is started anew.
UNSURE_MORE = 2
PUT_OFF_MORE = 10
SWALLOWED = "The server takes mails and says nothing about them, so the mailing was paused. Its last words: %s"
PUT_OFF = "The mail server puts every mail off: %s"


@dataclass
class Brakes:
    """Counts answers of one kind that follow one another.

    Attributes:
        lines: how many mails are handed over at once.
        unsure: how many mails became not known since the server last said anything about one. Each of these is one
            that cannot be sent again, and that somebody perhaps never gets.
        put_off: how many readers were put off since it last took a mail. That many are not the readers' doing: a queue
            whose disk is full, say. Each costs its reader a try.
    """

    lines: int
    unsure: int = 0
    put_off: int = 0

    def count(self, outcome: Outcome) -> None:
        """Count what came of one mail."""
        self.unsure = self.unsure + 1 if outcome.result is Result.UNSURE else 0
        match outcome.result:
            case Result.LATER:
                self.put_off += 1
            case Result.SENT:
                self.put_off = 0

    @property
    def pauses(self) -> bool:
        """Whether nobody should try on before a person has looked."""
        return self.unsure >= self.lines + UNSURE_MORE

    @property
    def stops(self) -> bool:
        """Whether to try on later."""
        return self.put_off >= self.lines + PUT_OFF_MORE
