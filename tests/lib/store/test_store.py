"""The same questions to each kind of store: a folder, and a bucket at a server that speaks S3."""

import pytest
from bucket_server import bucket

from interlink.lib.store.errors import BadAddress, NotKept, StoreError, StoreRefused
from interlink.lib.store.folder import FolderStore
from interlink.lib.store.opened import check_address, store_at
from interlink.lib.store.s3 import Access, S3Store


@pytest.fixture(scope="module")
def access(tmp_path_factory):
    with bucket("evidence") as found:
        yield found


@pytest.fixture(params=["folder", "bucket"])
def store(request, tmp_path):
    if request.param == "folder":
        return FolderStore(tmp_path / "store")
    return S3Store("evidence", f"a desk/{tmp_path.name}", request.getfixturevalue("access"))


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "source"
    path.write_bytes(b"a capture" * 1000)
    return path


def test_what_is_put_comes_back_as_it_was(store, source, tmp_path):
    store.put("2026/11/1.wacz", source)
    store.get("2026/11/1.wacz", tmp_path / "back")
    assert (tmp_path / "back").read_bytes() == source.read_bytes()
    assert store.size("2026/11/1.wacz") == 9000
    source.write_bytes(b"")
    store.put("2026/11/1.wacz", source)
    assert store.size("2026/11/1.wacz") == 0


def test_names_are_found_by_how_they_begin(store, source):
    names = ["2026/11/1.warc.gz", "2026/11/1.warc.gz.clock.tsr", "2026/11/10.warc.gz", "2026/12/2.wacz"]
    for name in reversed(names):
        store.put(name, source)
    assert list(store.names()) == names
    assert list(store.names("2026/11/1.")) == names[:2]
    assert list(store.names("2026/")) == names
    assert list(store.names("2027/")) == []


def test_what_is_removed_is_gone_and_what_was_never_there_is_told(store, source, tmp_path):
    store.put("one", source)
    store.remove("one")
    store.remove("one")
    assert store.size("one") is None
    with pytest.raises(NotKept, match="one is not in the store"):
        store.get("one", tmp_path / "back")
    assert not (tmp_path / "back").exists()


@pytest.mark.parametrize("name", ["", "../x", "/x", "a/../x", "a//b", "a\\b", "a\0b", "."])
def test_a_name_that_leads_elsewhere_is_a_mistake(store, source, name):
    for act in (lambda: store.put(name, source), lambda: store.remove(name), lambda: store.size(name)):
        with pytest.raises(ValueError, match="no name"):
            act()


def test_a_store_that_does_not_answer_or_lets_nobody_in_is_told(access, source, tmp_path):
    (tmp_path / "file").write_bytes(b"")
    for lost in (
        S3Store("evidence", "", Access("http://127.0.0.1:9", "eu-west-1", "key", "secret")),
        S3Store("no-such-bucket", "", access),
        FolderStore(tmp_path / "file"),
    ):
        with pytest.raises(StoreRefused) as refused:
            lost.put("one", source)
        assert isinstance(refused.value, StoreError)


def test_an_address_names_a_bucket_or_a_folder():
    assert isinstance(store_at("/srv/evidence", Access()), FolderStore)
    assert isinstance(store_at("s3://evidence/a/desk", Access("http://127.0.0.1:9", "eu-west-1", "k", "s")), S3Store)
    for wrong in ("", "evidence", "s3://", "s3://Bucket", "ftp://host/x", "s3://bucket/../x", "./x"):
        with pytest.raises(BadAddress, match="neither"):
            check_address(wrong)
