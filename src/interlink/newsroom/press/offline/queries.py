"""What is asked about editions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from wagtail.models import Locale

from interlink.newsroom.press.bake.folder import SiteFolder
from interlink.newsroom.press.models import DigestPage, Edition
from interlink.newsroom.press.offline.contents import FOLDER
from interlink.newsroom.press.offline.rules import MEDIA_TYPES, WHOLE, Form

PREFIX = f"/{FOLDER}/"
SIGNATURE = ".sig"
_DIGESTS_SHOWN = 20


@dataclass(frozen=True, slots=True)
class File:
    """An edition as a page shows it."""

    form: str
    name: str
    address: str
    signature: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """The editions of one thing: a year, or a digest with its title; neither stands for the whole site."""

    files: tuple[File, ...]
    year: int | None = None
    title: str = ""


def of_the_site() -> list[Shelf]:
    """Return the editions of the whole site, and of each year, the latest first."""
    # "site" sorts after all years.
    rows = Edition.objects.filter(digest__isnull=True).order_by("-span", "-form")
    return [
        Shelf(tuple(map(file_of, same)), year=None if span == WHOLE else int(span))
        for span, same in groupby(rows, key=lambda row: row.span)
    ]


def of_digests(locale: Locale) -> list[Shelf]:
    """Return the editions of a language's latest digests that readers can see."""
    live = DigestPage.objects.live().public().filter(locale=locale).order_by("-ends_on", "-pk")
    shown = live.filter(editions__isnull=False).distinct()[:_DIGESTS_SHOWN]
    rows = Edition.objects.filter(digest__in=[digest.pk for digest in shown]).select_related("digest")
    in_order = rows.order_by("-digest__ends_on", "-digest", "form")
    return [
        Shelf(tuple(map(file_of, same)), title=digest.title)
        for digest, same in groupby(in_order, key=lambda row: row.digest)
    ]


def of_digest(digest: DigestPage) -> list[File]:
    """Return the editions of one digest."""
    return [file_of(row) for row in Edition.objects.filter(digest=digest.pk).order_by("form")]


def file_of(row: Edition) -> File:
    """Return an edition as a page shows it."""
    address = address_of(row.name)
    signature = f"{address}{SIGNATURE}" if row.signature else ""
    return File(row.form.upper(), row.name, address, signature, row.size, row.sha256)


def address_of(name: str) -> str:
    """Return the public address of an edition or of its signature."""
    return reverse("press_edition", args=[name])


def page_address(language: str) -> str:
    """Return the address of the page that lists them."""
    return reverse("press_editions", args=[language])


def public_editions() -> QuerySet[Edition]:
    """Return the editions that readers may have: those of digests only while these are public."""
    live = DigestPage.objects.live().public().values("pk")
    return Edition.objects.filter(digest__isnull=True) | Edition.objects.filter(digest__in=live)


def addresses(codes: Iterable[str]) -> list[str]:
    """Return the addresses of all editions, of their signatures, and of the pages that list them."""
    found = [page_address(code) for code in codes]
    for name, signature in public_editions().order_by("name").values_list("name", "signature"):
        found.append(address_of(name))
        if signature:
            found.append(address_of(f"{name}{SIGNATURE}"))
    return found


def row_of(name: str) -> Edition | None:
    """Return the public edition of a name, or of the name of its signature."""
    return public_editions().filter(name=name.removesuffix(SIGNATURE)).first()


def path_of(name: str) -> Path:
    """Return where an edition lies, in the site's own folder."""
    return Path(settings.INTERLINK_SITE_ROOT) / FOLDER / name


def is_there(row: Edition) -> bool:
    """Say whether the file of an edition is as it was made."""
    return SiteFolder(Path(settings.INTERLINK_SITE_ROOT)).checksum(f"{FOLDER}/{row.name}") == row.sha256


def media_type(row: Edition) -> str:
    """Return the kind of file."""
    return MEDIA_TYPES[Form(row.form)]
