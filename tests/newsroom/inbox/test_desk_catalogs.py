"""The desk in the editors' languages."""

from __future__ import annotations

import importlib.util
import json
import re
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext, ngettext
from wagtail.users.models import UserProfile

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def catalogs() -> ModuleType:
    spec = importlib.util.spec_from_file_location("catalogs", ROOT / "scripts" / "catalogs.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["catalogs"] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("domain", ["django", "djangojs"])
@pytest.mark.parametrize("language", ["fr", "de", "sq", "ar", "fa"])
def test_what_is_translated_is_right_and_compiled(catalogs: ModuleType, language: str, domain: str) -> None:
    assert list(catalogs.problems(catalogs.DESK, language, domain)) == []


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_other_programs_still_say_what_is_borrowed_from_them(catalogs: ModuleType, domain: str) -> None:
    """French is whole in each of them, so that a string that it lacks was taken out or reworded."""
    assert catalogs.borrowed(domain) - catalogs.lent("fr", domain) == set()


@pytest.mark.django_db
def test_wagtails_scripts_speak_the_editors_language(client: Client) -> None:
    script = client.get(reverse("wagtailadmin_javascript_catalog"), headers={"accept-language": "fa"})
    theirs, ours = "ذخیره", "بستن همه"
    assert json.dumps(theirs) in script.content.decode()
    assert json.dumps(ours) in script.content.decode()


def test_an_editor_may_choose_albanian_and_reads_it_from_then_on(cast: Any, client: Client) -> None:
    client.force_login(cast.editor)
    address = reverse("wagtailadmin_account")
    assert '<option value="sq">' in client.get(address).content.decode()
    profile = UserProfile.get_for_user(cast.editor)
    profile.preferred_language = "sq"
    profile.save()
    page = client.get(address).content.decode()
    assert "Fotoja e profilit" in page
    assert "Profile picture" not in page


def test_wagtails_pages_speak_a_language_that_wagtail_lacks() -> None:
    with translation.override("sq"):
        assert gettext("Locked pages") == "Faqet e kyçura"
        assert ngettext("Delete 1 page", "Delete %(counter)s pages", 3) == "Fshi %(counter)s faqe"
    with translation.override("de"):
        assert gettext("Locked pages") == "Gesperrte Seiten"


def test_the_search_finds_what_editors_alone_see(catalogs: ModuleType) -> None:
    found = catalogs.desk_messages()
    assert catalogs.Message("Go to the inbox") in found
    assert catalogs.Message("Capture again") in found
    assert catalogs.Message("This week's digest was signed off already.") in found
    assert catalogs.Message("The week’s posts") not in found


def test_an_editor_reads_the_digest_page_in_her_language(cast: Any, client: Client) -> None:
    client.force_login(cast.editor)
    page = client.get(reverse("digests"), headers={"accept-language": "fa"}).content.decode()
    assert "هنوز گردآوری نشده" in page


def test_no_template_asks_for_a_translation_with_a_percent_sign() -> None:
    """Django doubles the sign when it looks such words up, and so finds none."""
    asked = re.compile(r"""\{%-? *(?:translate|trans) +(["'])(?:(?!\1).)*%""")
    templates = [path for path in (ROOT / "src").rglob("*") if path.suffix in {".html", ".txt", ".xml", ".js"}]
    found = [
        f"{path}: {line.strip()}" for path in templates for line in path.read_text().splitlines() if asked.search(line)
    ]
    assert templates
    assert found == []
