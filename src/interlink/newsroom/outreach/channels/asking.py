"""Asking a channel's service something, from where nothing is asynchronous."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import TypeVar

from interlink.lib.fetch import CALL, Door, Limits
from interlink.newsroom.network import door_rules, user_agent
from interlink.newsroom.outreach.channels import keys
from interlink.newsroom.outreach.channels.models import Channel, Service
from interlink.newsroom.outreach.channels.protocol import Account, Line

T = TypeVar("T")


def ask(channel: Channel, question: Callable[[Line], Awaitable[T]], limits: Limits = CALL) -> T:
    """Ask the service of a channel, and wait for what it says.

    Raises:
        ChannelError: it says no, or nothing.
    """
    secrets = keys.read(channel.pk)

    def remember(more: Mapping[str, str]) -> None:
        secrets.update(more)
        keys.keep(channel.pk, secrets)

    account = Account(
        channel.address if channel.service == Service.WEBHOOK else channel.address.rstrip("/"),
        channel.target,
        channel.account_key,
        channel.facts,
        secrets,
    )

    async def asked() -> T:
        async with Door(door_rules(), user_agent=user_agent()) as door:
            return await question(Line(door, account, remember, limits))

    return asyncio.run(asked())
