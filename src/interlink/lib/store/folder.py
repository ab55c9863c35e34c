"""A store that is a folder."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from glob import escape
from pathlib import Path

from interlink.lib.store.errors import NotKept, StoreRefused
from interlink.lib.store.protocol import checked
from interlink.lib.warc.errors import WriteFailed
from interlink.lib.warc.placing import is_leftover, placed, sync_folder


@dataclass(frozen=True)
class FolderStore:
    """Keeps files in a folder, under their names."""

    root: Path

    def put(self, name: str, source: Path) -> None:
        """Keep a file; on the disk when this returns."""
        with source.open("rb") as content:
            try:
                with placed(self.root / checked(name), replace=True) as out:
                    shutil.copyfileobj(content, out)
            except WriteFailed as error:
                raise StoreRefused(name, str(error), again=error.again) from error

    def get(self, name: str, target: Path) -> None:
        """Bring a file to a place on this machine."""
        with _told(name):
            shutil.copyfile(self.root / checked(name), target)

    def size(self, name: str) -> int | None:
        """Give how long a file is."""
        place = self.root / checked(name)
        with _told(name):
            return place.stat().st_size if place.is_file() else None

    def names(self, start: str = "") -> Iterator[str]:
        """Give the names that begin so."""
        folder, _, first = start.rpartition("/")
        with _told(start):
            found = [path for top in (self.root / folder).glob(f"{escape(first)}*") for path in (top, *top.rglob("*"))]
            names = [path.relative_to(self.root).as_posix() for path in found if path.is_file()]
        yield from sorted(name for name in names if not is_leftover(Path(name)))

    def remove(self, name: str) -> None:
        """Let a file go."""
        place = self.root / checked(name)
        with _told(name):
            if place.exists():
                place.unlink()
                sync_folder(place.parent)


@contextmanager
def _told(name: str) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as error:
        raise NotKept(name) from error
    except OSError as error:
        raise StoreRefused(name, error.strerror or str(error)) from error
