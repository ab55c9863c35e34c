"""Drawing cards later, behind everything that readers wait for."""

from __future__ import annotations

from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from wagtail.models import Page

from interlink.background.jobs import job
from interlink.newsroom.press.cards import actions

# One card takes less than a tenth of a second; what is published meanwhile waits no longer than for these.
AT_ONCE = 5


@job(attempts=3)
def draw_card(page: int) -> None:
    """Draw the card of a page that was just published."""
    actions.draw(Page.objects.live().public().filter(pk=page))


@job(attempts=3, priority=-50)
def draw_waiting() -> None:
    """Draw a few of the cards that wait, as after an import or a change of look, and go on later."""
    if actions.draw_waiting(AT_ONCE):
        draw_waiting_soon()


def draw_waiting_soon() -> None:
    """Have the cards drawn that wait, once the change that makes them wait is stored."""
    ready = DBTaskResult.objects.filter(task_path=draw_waiting.module_path, status=TaskResultStatus.READY)
    if not ready.exists():
        draw_waiting.enqueue()
