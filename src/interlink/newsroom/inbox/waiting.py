"""What waits for a second pair of eyes, and who has not answered in time, on the desk's first page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from wagtail.admin.ui.components import Component

from interlink.newsroom.inbox.access import may_publish
from interlink.newsroom.outreach.channels import queries as troubles
from interlink.newsroom.press.approving import queries
from interlink.newsroom.press.corrections import queries as corrections

SHOWN = 5


class WaitingPanel(Component):
    """Says nothing where nothing waits."""

    name = "waiting"
    template_name = "inbox/waiting.html"
    order = 5

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """Ask what waits for this person."""
        user = parent_context["request"].user
        for_you, own = list(queries.waiting_for(user)), list(queries.waiting_of(user))
        return {
            "for_you": for_you[:SHOWN],
            "number_for_you": len(for_you),
            "came_back": [look for look in own if look.sent_back_by_id][:SHOWN],
            "approved": [look for look in own if look.approved_at][:SHOWN],
            "troubles": troubles.troubles().count() if may_publish(user) else 0,
            "overdue": corrections.overdue(timezone.localdate()).count(),
        }
