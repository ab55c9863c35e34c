"""The web process: granian with the site. Started as `python -m interlink.project.serving.web`."""

from __future__ import annotations

import os

from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels
from granian.server import Server

from interlink.project.desk import find_desk
from interlink.project.env import read_environment
from interlink.project.serving import lifeline, statics
from interlink.project.serving.site import Site, make_application

WORKERS = min(2, os.cpu_count() or 1)
THREADS = 8
CONNECTIONS = 512
KILL_AFTER_SECONDS = 6


def load() -> Site:
    """Build the site inside a serving process, which shall not outlive the process that made it."""
    lifeline.watch_parent()
    return make_application()


def serve(*, host: str, port: int, workers: int = WORKERS, threads: int = THREADS) -> None:
    """Serve until SIGTERM or SIGINT. Keeps no record of who reads what.

    Args:
        host: the network address to listen on.
        port: the port.
        workers: serving processes.
        threads: requests that one process answers at the same time.
    """
    server = Server(
        "interlink.project.serving.site",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        websockets=False,
        workers=workers,
        blocking_threads=threads,
        backlog=1024,
        backpressure=CONNECTIONS,
        workers_kill_timeout=KILL_AFTER_SECONDS,
        log_access=False,
        log_level=LogLevels.error,
    )
    server.serve(target_loader=load, wrap_loader=False)


def main() -> None:
    """Serve the desk that the environment names."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "interlink.project.settings.newsroom")
    desk = find_desk()
    env = read_environment(desk.settings_file)
    statics.collect(desk)
    lifeline.watch()
    serve(host=env.serve.host, port=env.serve.port)


if __name__ == "__main__":
    main()
