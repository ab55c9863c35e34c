"""Pictures of posts as files of the site: drawn anew in a few widths, with nothing of what the original's file hid."""

from __future__ import annotations

from dataclasses import dataclass

from wagtail.images.models import SourceImageIOError

from interlink.newsroom.press.models import PostPage

WIDTHS = ("width-480|format-webp", "width-960|format-webp", "width-1440|format-webp")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in its widths.

    Attributes:
        address: The one for those who choose none.
        choice: All of them, as HTML's `srcset`.
        files: The addresses of all.
    """

    address: str
    width: int
    height: int
    choice: str
    files: tuple[str, ...]


def of_post(post: PostPage) -> Picture | None:
    """Return a post's picture; nothing where it has none, or its file cannot be read."""
    if post.picture is None:
        return None
    try:
        drawn = post.picture.get_renditions(*WIDTHS)
    except (SourceImageIOError, OSError):
        return None
    by_width = {one.width: one for one in drawn.values()}  # a small original is the same in each
    widths = sorted(by_width)
    main = by_width[widths[len(widths) // 2]]
    return Picture(
        address=main.url,
        width=main.width,
        height=main.height,
        choice=", ".join(f"{by_width[width].url} {width}w" for width in widths),
        files=tuple(by_width[width].url for width in widths),
    )
