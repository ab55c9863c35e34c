"""What an editor sees first: what there is to decide, to finish, to mend and to send."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.utils import timezone
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from interlink.accounts.models import User
from interlink.newsroom.outreach.signup import limits
from interlink.newsroom.press import digests, posts, scheduled, weekly
from interlink.newsroom.press.alerts import queries as alerts
from interlink.newsroom.press.alerts.queries import Choice
from interlink.newsroom.press.models import DigestPage, FrontPage, PostPage, SiteLook
from interlink.newsroom.stories import browsing
from interlink.newsroom.watch import reports
from interlink.newsroom.watch.models import State, Subject

DRAFTS_SHOWN = 5
DRAFTS_AT_HAND = 50
TROUBLE_SHOWN = 5
ALERTS_SHOWN = 3


class StandingPanel(Component):
    """The state of the desk on its first page."""

    name = "standing"
    template_name = "inbox/standing.html"
    order = 10

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """Count what waits."""
        now = timezone.now()
        week = digests.week_at(now)
        drafts = Page.objects.type(PostPage).filter(live=False, first_published_at=None)
        named = list(drafts.order_by("-latest_revision_created_at").values("pk", "title")[:DRAFTS_AT_HAND])
        shown = (
            PostPage.objects.filter(pk__in=[draft["pk"] for draft in named[:DRAFTS_SHOWN]])
            .select_related("capture")
            .defer("capture__text", "capture__facts")
            .order_by("-latest_revision_created_at")
        )
        draft_count = len(named) if len(named) < DRAFTS_AT_HAND else drafts.count()
        held, new_alerts = list(scheduled.held_back(now)), alerts.new_alerts()
        counts = reports.count(now)
        fronts = list(FrontPage.objects.select_related("locale"))
        signed_off = list(DigestPage.objects.filter(ends_on=week.ends_on).values_list("signed_off_at", flat=True))
        user = parent_context["request"].user
        untold = next((front for front in fronts if _may_introduce(user, front)), None)
        plain = untold is not None and user.has_perm("press.change_sitelook") and not SiteLook.objects.exists()
        return {
            "no_factor": not is_mfa_enabled(user),
            "untold": untold,
            "plain_look": plain,
            "stories": browsing.count(browsing.Choice()),
            "alerts": new_alerts,
            "alerts_shown": list(alerts.alerts(Choice())[:ALERTS_SHOWN]) if new_alerts else [],
            "drafts": shown,
            "other_drafts": named[DRAFTS_SHOWN:],
            "draft_count": draft_count,
            "held": len(held),
            "held_posts": [(post, posts.gaps(post.get_latest_revision_as_object())) for post in held[:DRAFTS_SHOWN]],
            "troubled": list(reports.in_trouble()[:TROUBLE_SHOWN]),
            "trouble": counts.trouble,
            "too_long": counts.long,
            "quiet": counts.of(State.QUIET),
            "moved": counts.of(State.MOVED),
            "sources": counts.watched,
            "subjects": Subject.objects.count(),
            "week": week,
            "languages": len(fronts),
            "missed": [front.locale for front in fronts if weekly.missed(front, now)],
            "compiled": signed_off.count(None),
            "braked": limits.braked(now),
            "may_see_readers": user.has_perm("outreach.add_subscriber"),
            "signed": len(signed_off) - signed_off.count(None),
        }


def _may_introduce(user: User, front: FrontPage) -> bool:
    """Say whether readers of a language are told nothing yet of who the group is, and somebody may tell them."""
    return not (front.about or front.aims) and front.permissions_for_user(user).can_edit()
