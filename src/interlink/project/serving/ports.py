"""Ports: whether one is free, and whether our web process answers on it."""

from __future__ import annotations

import errno
import http.client
import socket
import time

from interlink.project.serving.errors import AddressUnusable, PortTaken

ANSWER_SECONDS = 5.0
LOOK_AGAIN_SECONDS = 0.25
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}  # noqa: S104 - compared, not listened on


def check_free(host: str, port: int, *, patience: float = 0.0) -> None:
    """Make sure that we can listen at an address.

    The server itself cannot tell: on Linux it shares a port with whoever lets it.

    Args:
        host: the network address.
        port: the port.
        patience: seconds to wait for a program that is just about to leave the port.

    Raises:
        PortTaken: another program listens there.
        AddressUnusable: this machine cannot listen there.
    """
    deadline = time.monotonic() + patience
    while True:
        try:
            _listen(host, port)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise AddressUnusable(host, port, error.strerror or str(error)) from error
            if time.monotonic() >= deadline:
                raise PortTaken(host, port) from error
        else:
            return
        time.sleep(LOOK_AGAIN_SECONDS)


def answers(host: str, port: int) -> bool:
    """Say whether a web server answers, whatever it answers."""
    connection = http.client.HTTPConnection(EVERYWHERE.get(host, host), port, timeout=ANSWER_SECONDS)
    try:
        connection.request("HEAD", "/", headers={"Host": "localhost", "Connection": "close"})
        connection.getresponse().read()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True


def _listen(host: str, port: int) -> None:
    for family, kind, protocol, _, address in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[:1]:
        with socket.socket(family, kind, protocol) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(address)
            trial.listen(1)
