"""What follows on channels when a page is published or taken back."""

from __future__ import annotations

from interlink.newsroom.outreach.channels import actions
from interlink.newsroom.outreach.pages import listen

listen("channels", actions.published, actions.withdrawn)
