"""A server that speaks S3, on loopback."""

from collections.abc import Iterator
from contextlib import contextmanager

import boto3
from moto.server import ThreadedMotoServer

from interlink.lib.store.s3 import Access


@contextmanager
def bucket(name: str) -> Iterator[Access]:
    """Serve a bucket of that name, empty."""
    server = ThreadedMotoServer("127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    access = Access(f"http://{host}:{port}", "us-east-1", "key", "secret")
    try:
        boto3.client("s3", endpoint_url=access.endpoint, region_name=access.region, aws_access_key_id=access.key,
                     aws_secret_access_key=access.secret).create_bucket(Bucket=name)  # fmt: skip
        yield access
    finally:
        server.stop()
