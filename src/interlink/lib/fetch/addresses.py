"""Reading a web address once, strictly, so that every later part sees the same host and port."""

import ipaddress
import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urljoin, urlsplit

from yarl import URL

from interlink.lib.fetch.errors import AddressRefused, shown
from interlink.lib.fetch.guard import IP, REFUSED_PORTS
from interlink.lib.sentences import Sentence

MAX_ADDRESS: Final = 8_192
_DEFAULT_PORTS: Final = {"http": 80, "https": 443}
_STRIPPED: Final = "".join(map(chr, range(0x21)))
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]")
_PLAIN_HOST: Final = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*")
_PORT: Final = re.compile(r"[0-9]{1,5}")
_NUMBER: Final = re.compile(r"[0-9]+|0x[0-9a-f]*")
_MAX_HOST: Final = 253
_MAX_PORT: Final = 65_535

# What browsers leave alone in a path and in a query; "%" stays, for the address may be encoded already.
_PATH_SAFE: Final = "/%:@!$&'()*+,;=~[]|^"
_QUERY_SAFE: Final = "/%:@!$&()*+,;=~[]|^?`{}\\"
_NEEDS_QUOTING: Final = re.compile(r"[^A-Za-z0-9/%:@!$&()*+,;=~\[\]|^?._-]")


@dataclass(frozen=True, slots=True)
class WebAddress:
    """An http or https address in the one spelling we use.

    Attributes:
        text: The whole address in ASCII, without the part after "#".
        scheme: "http" or "https".
        host: In lower case, punycode for other scripts, without brackets or a trailing dot.
        port: Always given, also when it is the usual one.
        ip: The numeric address when the host is one, in whatever spelling it came.
    """

    text: str
    scheme: str
    host: str
    port: int
    ip: IP | None

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        return f"{self.scheme}://{self.host}:{self.port}"


def read_address(address: str, *, base: WebAddress | None = None) -> WebAddress:
    """Read an address as a person, a feed or a redirect gives it.

    Args:
        address: An absolute address, or one relative to ``base``.
        base: Where a relative address starts from.

    Raises:
        AddressRefused: Not http or https, a name and password in it, a port that is not for the web, a host
            that cannot be one, or longer than 8,192 characters. Whether the host is a private one is not
            decided here.
    """
    text = address.strip(_STRIPPED)
    if len(text) > MAX_ADDRESS:
        raise AddressRefused(shown(address), Sentence("This address is far too long to be one."))
    if _CONTROL.search(text):
        raise AddressRefused(shown(address), Sentence("This address has invisible control characters in it."))
    try:
        parts = urlsplit(urljoin(base.text, text) if base is not None else text)
        text.encode()
    except ValueError:
        raise AddressRefused(
            shown(address), Sentence("This is not a web address: %(address)s.", address=shown(address))
        ) from None
    scheme = parts.scheme
    if scheme not in _DEFAULT_PORTS:
        raise AddressRefused(
            shown(address),
            Sentence(
                "Only addresses that begin with http:// or https:// are fetched, not %(address)s.",
                address=shown(address),
            ),
        )
    host_text, port = _split_netloc(parts.netloc, address, _DEFAULT_PORTS[scheme])
    if port in REFUSED_PORTS:
        raise AddressRefused(
            shown(address), Sentence("Port %(port)s is not used for web pages, so it is not fetched.", port=str(port))
        )
    host, ip = read_host(host_text, address)
    path, query = parts.path or "/", parts.query
    if _NEEDS_QUOTING.search(path):
        path = quote(path, safe=_PATH_SAFE)
    if query and _NEEDS_QUOTING.search(query):
        query = quote(query, safe=_QUERY_SAFE)
    where = f"[{host}]" if ":" in host else host
    if port != _DEFAULT_PORTS[scheme]:
        where = f"{where}:{port}"
    return WebAddress(f"{scheme}://{where}{path}{'?' + query if query else ''}", scheme, host, port, ip)


def _split_netloc(netloc: str, address: str, default_port: int) -> tuple[str, int]:
    if "@" in netloc:
        raise AddressRefused(shown(address), Sentence("An address with a user name or password in it is not fetched."))
    if netloc.startswith("["):
        host, bracket, rest = netloc[1:].partition("]")
        colon, port = rest[:1], rest[1:]
        good = bool(bracket) and ":" in host and colon in {"", ":"}
        host = f"[{host}]"
    else:
        host, _, port = netloc.partition(":")
        good = bool(host)
    if not good or (port and not (_PORT.fullmatch(port) and int(port) <= _MAX_PORT)):
        raise AddressRefused(
            shown(address), Sentence("This is not a web address: %(address)s.", address=shown(address))
        )
    return host, int(port) if port else default_port


def read_host(text: str, address: str) -> tuple[str, IP | None]:
    """Read the name or number of a host, an IPv6 one in brackets.

    Args:
        text: The host.
        address: Where it stood, for the error.

    Raises:
        AddressRefused: No host can be called so.
    """
    if text.startswith("["):
        try:
            ip6 = ipaddress.IPv6Address(text[1:-1])
        except ValueError:
            raise _no_name(text, address) from None
        if ip6.scope_id is not None:
            raise _no_name(text, address)
        return ip6.compressed, ip6
    host = text.lower()
    if not host.isascii():
        try:
            # Full-width digits and dots become plain ones here, so the checks below see what will be dialled.
            host = (URL.build(scheme="http", host=host).raw_host or "").lower()
        except ValueError:
            raise _no_name(text, address) from None
    host = host.rstrip(".")
    if len(host) > _MAX_HOST or not _PLAIN_HOST.fullmatch(host):
        raise _no_name(text, address)
    if _NUMBER.fullmatch(host.rpartition(".")[2]):
        ip4 = _read_ipv4(host)
        if ip4 is None:
            raise _no_name(text, address)
        return str(ip4), ip4
    return host, None


def _no_name(text: str, address: str) -> AddressRefused:
    return AddressRefused(shown(address), Sentence("No web site can have the name %(name)s.", name=shown(text)))


def _read_ipv4(host: str) -> ipaddress.IPv4Address | None:
    """Read an IPv4 address as browsers and the C library do: decimal, octal, hex, and with parts left out.

    Source: the URL standard's IPv4 parser.
    """
    labels = host.split(".")
    if len(labels) > 4:  # noqa: PLR2004 (bytes of an address)
        return None
    numbers = []
    for label in labels:
        if not _NUMBER.fullmatch(label):
            return None
        try:
            if label.startswith("0x"):
                numbers.append(int(label[2:] or "0", 16))
            elif len(label) > 1 and label.startswith("0"):
                numbers.append(int(label, 8))
            else:
                numbers.append(int(label))
        except ValueError:
            return None
    *leading, last = numbers
    if any(number > 255 for number in leading) or last >= 256 ** (5 - len(numbers)):  # noqa: PLR2004
        return None
    for place, number in enumerate(leading):
        last += number << (8 * (3 - place))
    return ipaddress.IPv4Address(last)
