"""`interlink source import` and `export`."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from interlink.cli import main
from interlink.newsroom.watch.models import Source

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("desk_folders")]
LIST = """<opml version="2.0"><body><outline text="Coast">
<outline text="Le Quai" type="rss" xmlUrl="https://quai.example/rss"/></outline>
<outline text="Again" xmlUrl="http://quai.example/rss"/><outline text="A page" url="https://page.example/"/></body></opml>"""


def interlink(*arguments: str, typed: str = "") -> Result:
    return CliRunner().invoke(main, ["source", *arguments], input=typed, prog_name="interlink")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "feeds.opml"
    path.write_text(LIST)
    return path


def test_a_list_is_tried_then_brought_in_and_can_come_again(file: Path) -> None:
    tried = interlink("import", "--dry-run", str(file))
    assert "Would add 1; 0 known, 1 in the file twice, 1 left out." in tried.output
    assert "left out: A page: There is no feed in this line." in tried.output
    assert not Source.objects.exists()
    assert "Added 1; 0 known, 1 in the file twice, 1 left out." in interlink("import", str(file)).output
    assert Source.objects.get().folder == "Coast"
    assert "Added 0; 2 known" in interlink("import", "-", typed=LIST).output


def test_the_sources_go_out_to_a_file_or_the_screen(tmp_path: Path) -> None:
    Source.objects.create(name="Le Quai", address="https://quai.example/rss", folder="Coast")
    path = tmp_path / "out.opml"
    assert interlink("export", str(path)).exit_code == 0
    assert 'xmlUrl="https://quai.example/rss"' in path.read_text()
    assert '<outline text="Coast"' in interlink("export").output


def test_a_file_that_is_no_list_or_not_there_is_named(file: Path, tmp_path: Path) -> None:
    file.write_text("nothing of the kind")
    result = interlink("import", str(file))
    assert result.exit_code == 1
    assert f"Error: {file}: This is not an OPML file." in result.output
    assert interlink("import", str(tmp_path / "missing.opml")).exit_code == 2
