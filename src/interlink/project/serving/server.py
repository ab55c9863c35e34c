"""Granian, as every serving process of a desk starts it. It keeps no record of who reads what."""

from __future__ import annotations

from collections.abc import Callable

from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels
from granian.server import Server

from interlink.project.serving.folder import Application

CONNECTIONS = 512
KILL_AFTER_SECONDS = 6


def serve(target: str, load: Callable[[], Application], *, host: str, port: int, workers: int, threads: int) -> None:
    """Serve an application until SIGTERM or SIGINT.

    Args:
        target: what it is called.
        load: builds it, inside each serving process.
        host: the network address to listen on.
        port: the port.
        workers: serving processes.
        threads: requests that one process answers at the same time.
    """
    server = Server(
        target,
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
