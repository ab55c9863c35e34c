"""A store that is a bucket, at any service that speaks S3."""

import base64
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path
from typing import Any

from interlink.lib.store.errors import NotKept, StoreRefused
from interlink.lib.store.protocol import checked
from interlink.lib.warc.errors import WriteFailed
from interlink.lib.warc.placing import placed

_STEP = 1024 * 1024
_MISSING = frozenset({"404", "NoSuchKey", "NotFound"})
_HOPELESS = frozenset({"403", "AccessDenied", "InvalidAccessKeyId", "SignatureDoesNotMatch", "NoSuchBucket"})
_SECONDS = 30


@dataclass(frozen=True)
class Access:
    """How a service is reached.

    Attributes:
        endpoint: Its address; empty for Amazon's own.
        region: As the service wants it; empty for its default.
        key: The access key's name; empty to look where the service's own tools look.
        secret: The access key.
    """

    endpoint: str = ""
    region: str = ""
    key: str = ""
    secret: str = ""


class S3Store:
    """Keeps files in a bucket, below a prefix."""

    def __init__(self, bucket: str, prefix: str, access: Access) -> None:
        self._bucket = bucket
        self._prefix = f"{prefix.strip('/')}/" if prefix.strip("/") else ""
        self._client = _client(access)

    def put(self, name: str, source: Path) -> None:
        """Keep a file; the service compares what came with its checksum before it says yes."""
        with source.open("rb") as content, _told(name):
            checksum = base64.b64encode(file_digest(content, "md5").digest()).decode()
            content.seek(0)
            self._client.put_object(Bucket=self._bucket, Key=self._key(name), Body=content, ContentMD5=checksum)

    def get(self, name: str, target: Path) -> None:
        """Bring a file to a place on this machine."""
        with _told(name):
            answer = self._client.get_object(Bucket=self._bucket, Key=self._key(name))
            try:
                with closing(answer["Body"]) as body, placed(target, replace=True) as out:
                    for piece in body.iter_chunks(_STEP):
                        out.write(piece)
            except WriteFailed as error:
                raise StoreRefused(name, str(error), again=error.again) from error

    def size(self, name: str) -> int | None:
        """Give how long a file is."""
        try:
            with _told(name):
                return int(self._client.head_object(Bucket=self._bucket, Key=self._key(name))["ContentLength"])
        except NotKept:
            return None

    def names(self, start: str = "") -> Iterator[str]:
        """Give the names that begin so."""
        with _told(start):
            pages = self._client.get_paginator("list_objects_v2")
            for page in pages.paginate(Bucket=self._bucket, Prefix=self._prefix + start):
                for entry in page.get("Contents", ()):
                    yield str(entry["Key"]).removeprefix(self._prefix)

    def remove(self, name: str) -> None:
        """Let a file go."""
        with _told(name):
            self._client.delete_object(Bucket=self._bucket, Key=self._key(name))

    def _key(self, name: str) -> str:
        return self._prefix + checked(name)


def _client(access: Access) -> Any:
    # Loading these takes longer than most commands; only a desk that has a bucket pays for it.
    import boto3  # noqa: PLC0415
    from botocore.config import Config  # noqa: PLC0415

    return boto3.client(
        "s3",
        endpoint_url=access.endpoint or None,
        region_name=access.region or None,
        aws_access_key_id=access.key or None,
        aws_secret_access_key=access.secret or None,
        config=Config(
            connect_timeout=_SECONDS,
            read_timeout=_SECONDS,
            retries={"max_attempts": 3, "mode": "standard"},
            # Other services than Amazon's know this one alone.
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        ),
    )


@contextmanager
def _told(name: str) -> Iterator[None]:
    from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415 - loaded by the client before

    try:
        yield
    except ClientError as error:
        code = str(error.response.get("Error", {}).get("Code", ""))
        if code in _MISSING:
            raise NotKept(name) from error
        raise StoreRefused(name, str(error), again=code not in _HOPELESS) from error
    except (BotoCoreError, OSError) as error:
        raise StoreRefused(name, str(error)) from error
