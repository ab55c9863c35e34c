"""How sources are watched."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from interlink.project.env.sections import Section


class Watch(Section):
    """How sources are watched."""

    contact: str = Field("", description="An address or page where a site's owner can reach the group.")
    minutes_between_checks: Annotated[int, Field(ge=5, le=1440)] = Field(
        30, description="How long a source rests between two checks."
    )
    allowed_loopback: tuple[str, ...] = Field(
        (),
        description="host:port patterns on this very machine that may be fetched; for the demo press only.",
    )
    websub: bool = Field(
        default=True, description="Let feeds' hubs tell of news at once, where they can reach the desk over https."
    )
