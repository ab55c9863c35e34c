"""What follows in the fediverse when a page is published or taken back, and who the press says can be followed."""

from __future__ import annotations

from interlink.newsroom.outreach.fediverse import actions, following
from interlink.newsroom.outreach.pages import listen
from interlink.newsroom.press import heads

listen("fediverse", actions.published, actions.withdrawn)
heads.tell(forms=following.other_form, handles=following.handles)
