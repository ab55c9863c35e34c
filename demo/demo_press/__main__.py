"""Run the demo press: `python -m demo_press`."""

import argparse
import asyncio
import sys
from pathlib import Path

from demo_press import server
from demo_press.errors import PressError


def main(arguments: list[str] | None = None) -> int:
    """Run the press as the arguments say, and give the exit code."""
    parser = argparse.ArgumentParser(
        prog="demo_press",
        description="A fictional little press on loopback: seven outlets in six languages, with feeds. "
        "It listens on 127.0.0.1 only and has a clock of its own; see the page at press.localhost.",
    )
    parser.add_argument(
        "--state",
        type=Path,
        default=Path("demo-press.json"),
        metavar="FILE",
        help="keeps the clock (%(default)s)",
    )
    parser.add_argument(
        "--port",
        type=_port,
        default=server.DEFAULT_PORT,
        metavar="N",
        help="where to listen; 0 takes any free port (%(default)s)",
    )
    parser.add_argument("--port-file", type=Path, metavar="FILE", help="write the port there once listening")
    parser.add_argument(
        "--slow-seconds", type=_seconds, metavar="S", help="how long the slow outlet takes to answer (2)"
    )
    chosen = parser.parse_args(arguments)
    try:
        asyncio.run(
            server.run(chosen.state, port=chosen.port, port_file=chosen.port_file, slow_seconds=chosen.slow_seconds)
        )
    except PressError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _port(written: str) -> int:
    port = int(written)
    if not 0 <= port <= 65535:
        raise argparse.ArgumentTypeError("a port is a number from 0 to 65535")
    return port


def _seconds(written: str) -> float:
    seconds = float(written)
    if not 0 <= seconds <= 600:
        raise argparse.ArgumentTypeError("give from 0 to 600 seconds")
    return seconds


if __name__ == "__main__":
    sys.exit(main())
