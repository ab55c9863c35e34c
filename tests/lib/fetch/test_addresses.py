import pytest
from hypothesis import given
from hypothesis import strategies as st
from yarl import URL

from interlink.lib.fetch import AddressRefused
from interlink.lib.fetch.addresses import read_address


@pytest.mark.parametrize(
    ("given_address", "read"),
    [
        ("http://Example.ORG", "http://example.org/"),
        ("  https://example.org/a?b=1#c \n", "https://example.org/a?b=1"),
        ("http://example.org:80/", "http://example.org/"),
        ("https://example.org:443/", "https://example.org/"),
        ("http://example.org:8080/", "http://example.org:8080/"),
        ("http://example.org./", "http://example.org/"),
        ("http://bücher.example/ä?ö=ü", "http://xn--bcher-kva.example/%C3%A4?%C3%B6=%C3%BC"),
        ("http://روزنامه.example/", "http://xn--mgbtd1fdic.example/"),
        ("http://example.org/a b", "http://example.org/a%20b"),
        ("http://example.org/%7Ea%2Fb?x=%20+%zz", "http://example.org/%7Ea%2Fb?x=%20+%zz"),
        ("http://example.org?q", "http://example.org/?q"),
        ("http://[2606:4700:0::1111]:81/", "http://[2606:4700::1111]:81/"),
        ("http://0x01.0x01.257/", "http://1.1.1.1/"),
    ],
)
def test_an_address_gets_one_spelling(given_address, read):
    assert read_address(given_address).text == read


@pytest.mark.parametrize(
    "address",
    [
        "",
        "example.org",
        "/path",
        "//example.org/",
        "file:///etc/passwd",
        "ftp://example.org/",
        "gopher://example.org/",
        "data:text/html,hello",
        "javascript:alert(1)",
        "http:///path",
        "http:example.org",
        "http://user@example.org/",
        "http://user:secret@example.org/",
        "http://@example.org/",
        "http://good.example\\@127.0.0.1/",
        "http://127.0.0.1\\.example.org/",
        "http://exam ple.org/",
        "http://example.org\t/",
        "http://exa\nmple.org/",
        "http://example.org\x00.evil/",
        "http://a..b/",
        "http://.example.org/",
        "http://-example.org/",
        "http://" + "a" * 64 + ".org/",
        "http://" + "a." * 200 + "org/",
        "http://example.org:99999/",
        "http://example.org:٨٠/",
        "http://example.org:-1/",
        "http://example.org:80:80/",
        "http://[::1/",
        "http://[::1]extra/",
        "http://[1.1.1.1]/",
        "http://::1/",
        "http://1.2.3.4.5/",
        "http://1.2.3.08/",
        "http://256.256.256.256/",
        "http://99999999999/",
        "http://example.0x/",
        "http://1%2e1.1.1/",
        "http://\ud800.example/",
        "http://example.org/" + "a" * 9000,
    ],
)
def test_what_is_not_plainly_a_web_address_is_refused(address):
    with pytest.raises(AddressRefused) as caught:
        read_address(address)
    assert caught.value.again is False
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize("port", [0, 21, 22, 25, 53, 110, 143, 465, 587, 6667])
def test_ports_of_other_services_are_refused(port):
    with pytest.raises(AddressRefused, match=str(port)):
        read_address(f"http://example.org:{port}/")


@pytest.mark.parametrize(
    ("location", "leads_to"),
    [
        ("/b", "https://example.org/b"),
        ("b", "https://example.org/dir/b"),
        ("?x", "https://example.org/dir/a?x"),
        ("//other.example/b", "https://other.example/b"),
        ("HTTP://other.example/b", "http://other.example/b"),
        ("#part", "https://example.org/dir/a"),
        ("", "https://example.org/dir/a"),
    ],
)
def test_a_relative_address_starts_from_its_base(location, leads_to):
    assert read_address(location, base=read_address("https://example.org/dir/a")).text == leads_to


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_and_nothing_else_happens(text):
    for address in (text, f"http://{text}", f"http://{text}/", f"http://example.org/{text}"):
        try:
            read = read_address(address)
        except AddressRefused:
            continue
        again = read_address(read.text)
        assert again == read
        # The HTTP client must see the very host and port that we judged.
        url = URL(read.text, encoded=True)
        assert ((url.raw_host or "").strip("[]"), url.port, url.scheme) == (read.host, read.port, read.scheme)
