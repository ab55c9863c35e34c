"""The keys for the Wayback Machine: from a file or from variables, and never half of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from interlink.lib.wayback.client import Keys
from interlink.project.desk import Desk
from interlink.project.env.evidence import Evidence
from interlink.project.errors import BadSettings
from interlink.project.wayback_keys import keys_for_wayback


def test_keys_come_from_the_file_or_the_variables_and_show_in_no_text(tmp_path: Path) -> None:
    (tmp_path / "wayback").write_text("AKEY:ASECRET\n")
    desk = Desk(tmp_path)
    assert keys_for_wayback(Evidence(), desk) is None
    assert keys_for_wayback(Evidence(wayback_key_file="wayback"), desk) == Keys("AKEY", "ASECRET")
    given = Evidence(wayback="save", wayback_access_key="B", wayback_secret_key="HIDDEN", wayback_key_file="wayback")
    assert keys_for_wayback(given, desk) == Keys("B", "HIDDEN")
    assert "HIDDEN" not in repr(given) + repr(keys_for_wayback(given, desk))


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"wayback": "save"}, "needs keys"),
        ({"wayback_access_key": "A"}, "one is missing"),
        ({"wayback_key_file": "nowhere"}, "cannot be read"),
        ({"wayback_key_file": "wrong"}, "form ACCESS:SECRET"),
        ({"wayback_access_key": "A\nX-Header: 1", "wayback_secret_key": "B"}, "that no key has"),
    ],
)
def test_what_is_wrong_with_the_keys_is_told_without_them(tmp_path: Path, fields: dict[str, str], told: str) -> None:
    (tmp_path / "wrong").write_text("SECRET-WITHOUT-COLON")
    with pytest.raises(BadSettings, match=told) as caught:
        keys_for_wayback(Evidence(**fields), Desk(tmp_path))
    assert "SECRET-" not in str(caught.value)
