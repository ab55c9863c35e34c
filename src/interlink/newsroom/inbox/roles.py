"""What editors may do at the desk."""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from wagtail.models import GroupPagePermission, Page

from interlink.accounts.actions import EDITORS

PAGE_DEEDS = ("add_page", "change_page", "publish_page")
LISTS = (("watch", "source"), ("watch", "subject"), ("outreach", "subscriber"))
LIST_DEEDS = ("add", "change", "delete", "view")


@transaction.atomic
def grant_editors() -> None:
    """Let editors sign in to the desk, write and publish, and keep the lists; safe to call again."""
    editors, _ = Group.objects.get_or_create(name=EDITORS)
    wanted = Q(content_type__app_label="wagtailadmin", codename="access_admin")
    for app, model in LISTS:
        wanted |= Q(content_type__app_label=app, codename__in=[f"{deed}_{model}" for deed in LIST_DEEDS])
    editors.permissions.add(*Permission.objects.filter(wanted))
    root = Page.get_first_root_node()
    for permission in Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=PAGE_DEEDS):
        GroupPagePermission.objects.get_or_create(group=editors, page=root, permission=permission)
