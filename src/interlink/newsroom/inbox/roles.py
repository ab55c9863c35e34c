"""What each role may do at the desk."""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from interlink.accounts.roles import GROUPS, Role

PAGE_DEEDS = {
    Role.CONTRIBUTOR: ("add_page",),
    Role.EDITOR: ("add_page", "change_page", "publish_page", "lock_page"),
    Role.PUBLISHER: ("add_page", "change_page", "publish_page", "lock_page", "unlock_page", "bulk_delete_page"),
}
EDITORS_LISTS = (("watch", "source"), ("watch", "subject"), ("press", "publicsubject"))
EVIDENCE = (("evidence", "capture"),)  # with the whole text of others' pages, so contributors do not even see it
PUBLISHERS_LISTS = (("outreach", "subscriber"), ("channels", "channel"))
PUBLISHERS_DEEDS = ("sign_digest", "change_sitelook", "change_digestrhythm", "add_longexcerpt")
FILE_DEEDS = ("add_document", "choose_document")
PICTURE_DEEDS = ("add_image", "choose_image")
LIST_DEEDS = ("add", "change", "delete", "view")


@transaction.atomic
def grant_roles() -> None:
    """Give each role's group exactly what the role may do; safe to call again."""
    root, files = Page.get_first_root_node(), Collection.get_first_root_node()
    for role, name in GROUPS.items():
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.set(Permission.objects.filter(_deeds(role)))
        wanted = Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=PAGE_DEEDS[role])
        GroupPagePermission.objects.filter(group=group, page=root).exclude(permission__in=wanted).delete()
        # Files for the library and answers to us: once uploaded, a file stays what was approved.
        of_files = Q(content_type__app_label="wagtaildocs", codename__in=FILE_DEEDS)
        of_pictures = Q(content_type__app_label="wagtailimages", codename__in=PICTURE_DEEDS)
        for permission in Permission.objects.filter(of_files | of_pictures):
            GroupCollectionPermission.objects.get_or_create(group=group, collection=files, permission=permission)
        for permission in wanted:
            GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)


def _deeds(role: Role) -> Q:
    deeds = Q(content_type__app_label="wagtailadmin", codename="access_admin")
    if role is Role.CONTRIBUTOR:
        return deeds | _of_lists(EDITORS_LISTS, ("view",))
    deeds |= _of_lists(EDITORS_LISTS + EVIDENCE, LIST_DEEDS)
    if role is Role.PUBLISHER:
        deeds |= _of_lists(PUBLISHERS_LISTS, LIST_DEEDS)
        deeds |= Q(content_type__app_label="press", codename__in=PUBLISHERS_DEEDS)
        deeds |= Q(content_type__app_label="accounts", codename="view_activity")
    return deeds


def _of_lists(lists: tuple[tuple[str, str], ...], deeds: tuple[str, ...]) -> Q:
    found = Q()
    for app, model in lists:
        found |= Q(content_type__app_label=app, codename__in=[f"{deed}_{model}" for deed in deeds])
    return found
