"""The store that an address names."""

import re
from pathlib import Path

from interlink.lib.store.errors import BadAddress
from interlink.lib.store.folder import FolderStore
from interlink.lib.store.protocol import Store
from interlink.lib.store.s3 import Access, S3Store

_BUCKET = re.compile(r"s3://(?P<bucket>[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/(?P<prefix>[\w./-]*))?", re.ASCII)


def check_address(address: str) -> None:
    """See that an address names a store: "s3://bucket/prefix", or the path of a folder.

    Raises:
        BadAddress: It does not.
    """
    is_bucket = _BUCKET.fullmatch(address) is not None and ".." not in address
    if not (is_bucket or ("://" not in address and Path(address).is_absolute())):
        raise BadAddress(address, f"'{address}' is neither s3://bucket/prefix nor the whole path of a folder")


def store_at(address: str, access: Access) -> Store:
    """Give the store at an address.

    Raises:
        BadAddress: It names none.
    """
    check_address(address)
    found = _BUCKET.fullmatch(address)
    return S3Store(found["bucket"], found["prefix"] or "", access) if found else FolderStore(Path(address))
