import contextlib
import ipaddress
import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interlink.lib.fetch import AddressRefused, Door, DoorRules
from interlink.lib.fetch.addresses import read_address
from interlink.lib.fetch.guard import SPECIAL_NETWORKS, Guard, is_loopback, special
from interlink.lib.fetch.resolver import SpecialAddressError, guarded_socket, loopback_allowed

NETWORKS = [ipaddress.ip_network(text) for text, _ in SPECIAL_NETWORKS]
NETWORKS_4 = [network for network in NETWORKS if network.version == 4]
NETWORKS_6 = [network for network in NETWORKS if network.version == 6]
FULL_WIDTH = str.maketrans("0123456789.", "０１２３４５６７８９。")


def addresses_in(networks):
    return st.sampled_from(networks).flatmap(lambda network: st.ip_addresses(network=network))


def whole(number, base):
    return {8: f"0{number:o}", 10: str(number), 16: f"0x{number:x}"}[base]


def spellings_of_4(ip, bases):
    """Every way to write an IPv4 address that some resolver somewhere understands."""
    number = int(ip)
    a, b, c, d = ip.packed
    one, two, three, four = bases
    yield str(ip)
    yield f"{ip}."
    yield f"{ip}..."
    yield str(ip).translate(FULL_WIDTH)
    yield whole(number, one)
    yield whole(number, one).upper()
    yield f"{whole(a, one)}.{whole(number & 0xFFFFFF, two)}"
    yield f"{whole(a, one)}.{whole(b, two)}.{whole(number & 0xFFFF, three)}"
    yield f"{whole(a, one)}.{whole(b, two)}.{whole(c, three)}.{whole(d, four)}"
    yield f"0x{a:08X}.{whole(b, two)}.{whole(c, three)}.0000{d:o}"
    yield f"[::ffff:{ip}]"
    yield f"[::FFFF:{number >> 16:X}:{number & 0xFFFF:x}]"
    yield f"[0:0:0:0:0:ffff:{ip}]"
    yield f"[::{ip}]"
    yield f"[::ffff:0:{ip}]"
    yield f"[64:ff9b::{ip}]"
    yield f"[64:ff9b:1::{ip}]"
    yield f"[2002:{number >> 16:x}:{number & 0xFFFF:x}::1]"
    yield f"[2001:0:{number >> 16:x}:{number & 0xFFFF:x}::1]"
    yield f"{ip}%2e"
    yield str(ip).replace(".", "%2E")


def spellings_of_6(ip):
    yield f"[{ip.compressed}]"
    yield f"[{ip.exploded}]"
    yield f"[{ip.exploded.upper()}]"
    yield f"[{ip.compressed}%25eth0]"
    yield f"[{ip.compressed}%1]"


def is_refused(host):
    """Whether the door would turn this host away before any name is looked up."""
    try:
        address = read_address(f"http://{host}/")
    except AddressRefused:
        return True
    assert address.ip is not None, f"{host} would be looked up as a name"
    return Guard.refusal(address.ip, loopback_allowed=False) is not None


@given(addresses_in(NETWORKS_4), st.tuples(*[st.sampled_from([8, 10, 16])] * 4))
def test_special_ipv4_addresses_are_refused_in_every_spelling(ip, bases):
    for host in spellings_of_4(ip, bases):
        assert is_refused(host), host


@given(addresses_in(NETWORKS_6))
def test_special_ipv6_addresses_are_refused_in_every_spelling(ip):
    for host in spellings_of_6(ip):
        assert is_refused(host), host


@given(st.one_of(addresses_in(NETWORKS_4), addresses_in(NETWORKS_6)))
def test_no_socket_is_made_for_a_special_address_whatever_its_name_was(ip):
    family = socket.AF_INET if ip.version == 4 else socket.AF_INET6
    with pytest.raises(SpecialAddressError):
        guarded_socket((family, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", (str(ip), 80)))


@given(st.ip_addresses())
def test_what_python_calls_not_global_is_always_special(ip):
    if not ip.is_global:
        assert special(ip) is not None


@given(st.ip_addresses(v=4), st.tuples(*[st.sampled_from([8, 10, 16])] * 4))
def test_spellings_of_public_addresses_are_read_as_the_number_they_mean(ip, bases):
    for host in list(spellings_of_4(ip, bases))[:10]:
        assert read_address(f"http://{host}/").ip == ip, host


@given(st.text(alphabet="0123456789abcdefxX.", min_size=1, max_size=20))
def test_whatever_the_c_library_takes_for_a_number_we_read_alike_or_refuse(host):
    try:
        meant = ipaddress.IPv4Address(socket.inet_aton(host))
    except OSError:
        return
    with contextlib.suppress(AddressRefused):
        assert read_address(f"http://{host}/").ip == meant


@pytest.mark.parametrize(
    "text",
    [
        "1.1.1.1",
        "9.9.9.9",
        "100.63.255.255",
        "100.128.0.0",
        "172.15.0.1",
        "172.32.0.1",
        "192.0.1.1",
        "198.17.0.1",
        "198.20.0.1",
        "223.255.255.255",
        "2606:4700::1111",
        "2001:4860:4860::8888",
        "2a00::1",
        "::ffff:1.1.1.1",
    ],
)
def test_ordinary_public_addresses_pass(text):
    assert special(ipaddress.ip_address(text)) is None


@pytest.mark.parametrize(
    "text",
    [
        "64:ff9b::a00:1",
        "2002:7f00:1::",
        "fec0::1",
        "192.0.0.8",
        "100.64.0.1",
        "255.255.255.255",
        "169.254.169.254",
        "fd00:ec2::254",
        "4000::1",
        "::",
        "192.88.99.1",
        "2001::1",
        "fe80::1%eth0",
        "168.63.129.16",
    ],
)
def test_known_traps_are_special(text):
    assert special(ipaddress.ip_address(text)) is not None


def test_loopback_patterns_open_exactly_what_they_say():
    guard = Guard({"*.localhost:8801", "127.0.0.1:9000", "[::1]:9000"})
    assert guard.allows_loopback("herald.localhost", 8801)
    assert guard.allows_loopback("a.b.localhost", 8801)
    assert guard.allows_loopback("127.0.0.1", 9000)
    assert guard.allows_loopback("::1", 9000)
    assert not guard.allows_loopback("localhost", 8801)
    assert not guard.allows_loopback("herald.localhost", 8802)
    assert not guard.allows_loopback("evillocalhost", 8801)
    assert not guard.allows_loopback("herald.localhost.example", 8801)
    assert not guard.allows_loopback("127.0.0.1", 8801)


@given(st.ip_addresses())
def test_an_allowed_pattern_opens_loopback_and_nothing_else(ip):
    opened = Guard.refusal(ip, loopback_allowed=True) is None
    assert opened == (is_loopback(ip) or special(ip) is None)


@pytest.mark.parametrize("pattern", ["localhost", "*:80", "*.localhost", "a.*.b:80", ":80", "host:http"])
def test_a_pattern_that_says_too_much_or_nothing_is_a_mistake(pattern):
    with pytest.raises(ValueError, match="host:port"):
        Door(DoorRules(allowed_loopback=frozenset({pattern})))


def test_the_socket_factory_lets_loopback_through_only_for_the_task_that_may():
    info = (socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", ("127.0.0.1", 80))
    with pytest.raises(SpecialAddressError):
        guarded_socket(info)
    token = loopback_allowed.set(True)
    try:
        guarded_socket(info).close()
    finally:
        loopback_allowed.reset(token)


def test_sockets_of_other_kinds_are_never_made():
    with pytest.raises(SpecialAddressError):
        guarded_socket((socket.AF_UNIX, socket.SOCK_STREAM, 0, "", "/tmp/socket"))
