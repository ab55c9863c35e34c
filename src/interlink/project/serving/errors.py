"""What can go wrong when a desk is to be served.

ServingError
├── PortTaken        another program listens where we should
├── AddressUnusable  this machine cannot listen there at all
├── AlreadyUp        this desk is being served already
└── DoesNotStart     the web process ends again, or never answers
"""

from __future__ import annotations


class ServingError(Exception):
    """A desk cannot be served.

    Attributes:
        about: the address, folder or process.
        again: whether trying again may help.
    """

    again = False

    def __init__(self, about: str, message: str) -> None:
        super().__init__(message)
        self.about = about


class PortTaken(ServingError):
    """Another program listens at the address."""

    def __init__(self, host: str, port: int) -> None:
        super().__init__(
            f"{host}:{port}",
            f"Port {port} is in use by another program. Stop that program, or set another port: "
            f"port = {port + 1} under [serve] in interlink.toml, or INTERLINK_SERVE__PORT={port + 1}.",
        )


class AddressUnusable(ServingError):
    """The address does not belong to this machine, or needs rights that we lack."""

    def __init__(self, host: str, port: int, reason: str) -> None:
        super().__init__(
            f"{host}:{port}",
            f"This machine cannot listen on {host}, port {port} ({reason}). "
            "Set host and port under [serve] in interlink.toml.",
        )


class AlreadyUp(ServingError):
    """Another `interlink up` serves the desk."""

    def __init__(self, desk: str, pid: str) -> None:
        by = f" by process {pid}" if pid else ""
        super().__init__(desk, f"The desk {desk} is served already{by}. One desk runs once at a time.")


class DoesNotStart(ServingError):
    """The web process does not come up."""

    def __init__(self, why: str) -> None:
        super().__init__("web", f"The web server does not start: {why}. The lines above say more.")
