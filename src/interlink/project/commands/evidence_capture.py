"""`interlink evidence capture`: capture pages at once."""

from __future__ import annotations

from typing import TextIO

import click
from django.utils import timezone

from interlink.lib.browser.errors import BrowserError
from interlink.lib.browser.installed import version_of
from interlink.lib.browser.running import has_places_without_network
from interlink.lib.sentences import read_kept
from interlink.newsroom.evidence import actions, browsing, queries
from interlink.newsroom.evidence.lists import read_list
from interlink.newsroom.evidence.models import Capture
from interlink.project.console import in_a_desk, say, track


@click.command("capture")
@click.argument("addresses", nargs=-1, metavar="ADDRESS...")
@click.option("--from", "listed", type=click.File("r", encoding="utf-8"), help="A list of addresses; - reads one.")
@click.option("--browser", "by_browser", is_flag=True, help="Open them with a browser, as pages that need script are.")
@in_a_desk
def capture(addresses: tuple[str, ...], listed: TextIO | None, by_browser: bool) -> None:
    """Capture pages at once, with what they need to be seen."""
    try:
        found = read_list("\n".join([*addresses, listed.read() if listed else ""]))
    except UnicodeDecodeError as error:
        raise click.ClickException("The list is not a text file in UTF-8.") from error
    if not (found.addresses or found.unfit):
        raise click.UsageError("Name an address, or a list with --from.")
    good = True
    for line, why in found.unfit:
        say(f"refused   {line}: {why}")
        good = False
    if found.over:
        say(f"refused   {found.over} addresses more than are taken at once.")
        good = False
    # One after the other: each page has its parts fetched in parallel, and a site is not asked twice at a time.
    for address in track(found.addresses, "capture", len(found.addresses)):
        taken = actions.take_now(address, timezone.now(), by_browser=by_browser)
        say(_told(taken))
        good = good and taken.is_whole
    if not good:
        raise SystemExit(1)


def _told(capture: Capture) -> str:
    if not capture.is_whole:
        later = "" if capture.state == "failed" else " It is tried again later."
        return f"failed    {capture.address}: {capture.problem}{later}"
    parts = queries.progress(capture)
    held = f", {parts.kept} of {parts.found} parts" if parts.found else ""
    how = ", by a browser" if capture.by_browser else ""
    seen = ", with a picture" if capture.screenshot_sha256 else ""
    lines = [f"captured  {capture.pk}: {capture.address}{held}, {capture.warc_bytes / 1000:.0f} KB{how}{seen}"]
    if problem := capture.facts.get("browser", {}).get("problem"):
        lines.append(f"            browser: {read_kept(problem)}")
    lines += [f"            missing: {part.address}: {part.problem}" for part in parts.missing]
    return "\n".join(lines)


@click.command("browser")
@in_a_desk
def browser() -> None:
    """Say which browser this desk has for captures, and try it."""
    try:
        planned = browsing.plan()
    except BrowserError as error:
        raise click.ClickException(str(error)) from error
    say(f"browser   {version_of(planned.program) or 'of an unknown version'}, {planned.program}")
    sandbox = "its own sandbox" if planned.sandbox else "NO sandbox: see browser_sandbox in the settings"
    network = "no network" if has_places_without_network() else "a network that its flags keep it from"
    say(f"runs      with {sandbox}, and {network}")
    tried = browsing.trial()
    if tried.problem or not tried.picture:
        raise click.ClickException(tried.problem or "It took no picture.")
    say("trial     it drew a page")
