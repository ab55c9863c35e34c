"""A guarded connection that speaks in lines, bounded in time and size, for what is not HTTP."""

import asyncio
import socket
import ssl
from contextlib import suppress
from time import monotonic
from typing import Final

from interlink.lib.fetch.addresses import WebAddress
from interlink.lib.fetch.conduct import DoorRules
from interlink.lib.fetch.errors import BadAnswer, HostUnknown, TooLarge, TooSlow, Unreachable
from interlink.lib.fetch.exchange import refused
from interlink.lib.fetch.guard import Guard
from interlink.lib.fetch.resolver import GuardedResolver, SpecialAddressError, guarded_socket, loopback_allowed
from interlink.lib.sentences import Sentence

_PIECE: Final = 65_536


def dial(address: WebAddress, rules: DoorRules, seconds: float) -> socket.socket:
    """Connect to the first allowed address of a host that takes a connection.

    What the guard judged is what is dialled; the name is looked up once. Not for use inside a running event loop.

    Raises:
        FetchError: AddressRefused, HostUnknown, TooSlow or Unreachable.
    """
    try:
        return asyncio.run(_dial(address, rules, seconds))
    except SpecialAddressError as error:
        raise refused(address, error.what) from None
    except TimeoutError:
        raise TooSlow(
            address.text,
            Sentence(
                "The server at %(host)s took no connection within %(seconds)s seconds.",
                host=address.host,
                seconds=seconds,
            ),
        ) from None
    except socket.gaierror as error:
        if error.errno == socket.EAI_AGAIN:
            raise HostUnknown(
                address.text, Sentence("The name service could not say just now where %(host)s is.", host=address.host)
            ) from None
        raise HostUnknown(
            address.text, Sentence("There is no server named %(host)s.", host=address.host), again=False
        ) from None
    except OSError:
        raise Unreachable(
            address.text,
            Sentence("Nothing answers at %(host)s, port %(port)s.", host=address.host, port=str(address.port)),
        ) from None


async def _dial(address: WebAddress, rules: DoorRules, seconds: float) -> socket.socket:
    guard = Guard(rules.allowed_loopback)
    resolver = GuardedResolver(guard, rules.hosts)
    loopback_allowed.set(guard.allows_loopback(address.host, address.port))
    loop = asyncio.get_running_loop()
    failure = OSError("no address")
    try:
        async with asyncio.timeout(seconds):
            for place in await resolver.resolve(address.host, address.port):
                where = (place["host"], place["port"])
                try:
                    line = guarded_socket((place["family"], socket.SOCK_STREAM, socket.IPPROTO_TCP, "", where))
                except SpecialAddressError:
                    raise
                except OSError as error:  # a machine without IPv6, say
                    failure = error
                    continue
                try:
                    line.setblocking(False)
                    await loop.sock_connect(line, where)
                except OSError as error:
                    failure = error
                    line.close()
                except BaseException:
                    line.close()
                    raise
                else:
                    # A short line must not wait until the other side has confirmed the one before.
                    line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                    return line
        raise failure
    finally:
        await resolver.close()


class Wire:
    """Lines and pieces over a connection, until the time is up or enough came.

    Every wait counts against one deadline, so a server that sends a byte now and then gains nothing by it.

    Args:
        line: The connection, from ``dial``.
        address: Whom we speak to, for errors.
        seconds: The time for all that follows.
        room: The most bytes to take in altogether.

    Attributes:
        max_line: The most bytes of a line.
        max_piece: The most bytes that ``read`` is to bring.
        lines_left: Lines that may still come.
    """

    def __init__(self, line: socket.socket, address: WebAddress, *, seconds: float, room: int) -> None:
        self._line = line
        self._address = address
        self._seconds = seconds
        self._deadline = monotonic() + seconds
        self._room = room
        self._buffer = bytearray()
        self.max_line = self.max_piece = _PIECE
        self.lines_left = 0

    def expect(self, *, lines: int, line: int = _PIECE, piece: int = 0) -> None:
        """Set the bounds for what comes next."""
        self.lines_left, self.max_line, self.max_piece = lines, line, piece

    def hurry(self, seconds: float) -> None:
        """Leave no more than so much time for the rest."""
        self._deadline = min(self._deadline, monotonic() + seconds)

    def readline(self) -> bytes:
        """Read up to and with the next line feed.

        Raises:
            FetchError: TooSlow, TooLarge or Unreachable.
        """
        self.lines_left -= 1
        if self.lines_left < 0:
            raise self._too_large()
        searched = 0
        while True:
            end = self._buffer.find(b"\n", searched) + 1
            if (end or len(self._buffer)) > self.max_line:
                raise self._too_large()
            if end:
                return self._take(end)
            searched = len(self._buffer)
            self._buffer += self._receive()

    def read(self, size: int) -> bytes:
        """Read just so many bytes.

        Raises:
            FetchError: TooSlow, TooLarge or Unreachable.
        """
        if size > self.max_piece:
            raise self._too_large()
        while len(self._buffer) < size:
            self._buffer += self._receive()
        return self._take(size)

    def send(self, data: bytes) -> None:
        """Send it all.

        Raises:
            FetchError: TooSlow or Unreachable.
        """
        try:
            self._line.settimeout(self._left())
            self._line.sendall(data)
        except TimeoutError:
            raise self._too_slow() from None
        except OSError:
            raise self._broken() from None

    def encrypt(self, context: ssl.SSLContext, seconds: float) -> None:
        """Go on encrypted, with the certificate checked.

        Raises:
            FetchError: BadAnswer when something came already that was meant to look encrypted; TooSlow; or
                Unreachable.
        """
        if self._buffer:
            raise BadAnswer(
                self._address.text,
                Sentence(
                    "The server at %(host)s mixes clear text with encryption, so nothing was read.",
                    host=self._address.host,
                ),
            )
        try:
            self._line.settimeout(min(seconds, self._left()))
            self._line = context.wrap_socket(self._line, server_hostname=self._address.host)
        except ssl.SSLCertVerificationError:
            raise Unreachable(
                self._address.text,
                Sentence(
                    "The security certificate of %(host)s is not valid, so nothing was fetched.",
                    host=self._address.host,
                ),
            ) from None
        except TimeoutError:
            raise self._too_slow() from None
        except OSError:
            raise Unreachable(
                self._address.text, Sentence("No secure connection to %(host)s could be made.", host=self._address.host)
            ) from None

    def push_back(self, data: bytes) -> None:
        """Put something before what comes next."""
        self._buffer[:0] = data

    def close(self) -> None:
        """Hang up."""
        with suppress(OSError):
            self._line.close()

    def _take(self, size: int) -> bytes:
        taken = bytes(memoryview(self._buffer)[:size])
        del self._buffer[:size]
        return taken

    def _receive(self) -> bytes:
        try:
            self._line.settimeout(self._left())
            data = self._line.recv(_PIECE)
        except TimeoutError:
            raise self._too_slow() from None
        except OSError:
            raise self._broken() from None
        if not data:
            raise self._broken()
        self._room -= len(data)
        if self._room < 0:
            raise self._too_large()
        return data

    def _left(self) -> float:
        left = self._deadline - monotonic()
        if left <= 0:
            raise TimeoutError
        return left

    def _too_slow(self) -> TooSlow:
        return TooSlow(
            self._address.text,
            Sentence(
                "The server at %(host)s took longer than %(seconds)s seconds to answer.",
                host=self._address.host,
                seconds=self._seconds,
            ),
        )

    def _too_large(self) -> TooLarge:
        return TooLarge(
            self._address.text, Sentence("The server at %(host)s sends more than we take in.", host=self._address.host)
        )

    def _broken(self) -> Unreachable:
        return Unreachable(
            self._address.text,
            Sentence("The connection to %(host)s broke before an answer came.", host=self._address.host),
        )
