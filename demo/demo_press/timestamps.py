"""Two authorities that give timestamps (RFC 3161), each at a host of its own; `openssl ts` does the work."""

import subprocess
from dataclasses import dataclass
from pathlib import Path
from shutil import which
from threading import Lock

from aiohttp import web

NAMES = ("tarn-clock", "harbour-clock")
ROOT, CLOCK = "root.pem", "clock.pem"
REPLY_TYPE = "application/timestamp-reply"
_LONGEST_QUERY = 4096
_TURNS = Lock()
_SETTINGS = """
[req]
distinguished_name = name
prompt = no
[name]
CN = A Clock of the Demo Press
[root]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign
[clock]
extendedKeyUsage = critical, timeStamping
keyUsage = critical, digitalSignature
[tsa]
default_tsa = tsa_clock
[tsa_clock]
serial = serial
signer_cert = clock.pem
signer_key = clock.key
signer_digest = sha256
default_policy = 1.2.3.4
digests = sha256
ess_cert_id_alg = sha256
"""
_MAKE = """
openssl ecparam -name prime256v1 -genkey -noout -out root.key
openssl ecparam -name prime256v1 -genkey -noout -out clock.key
openssl req -x509 -key root.key -out root.pem -days 3650 -subj /CN=Root -config openssl.cnf -extensions root
openssl req -new -key clock.key -out clock.csr -subj /CN=Clock -config openssl.cnf
openssl x509 -req -in clock.csr -CA root.pem -CAkey root.key -set_serial 2 -days 3650 -extfile openssl.cnf
  -extensions clock -out clock.pem
"""


@dataclass(frozen=True)
class Authority:
    """An authority, its keys in a folder."""

    folder: Path

    @property
    def roots(self) -> Path:
        """The certificate that its timestamps are checked with, in PEM."""
        return self.folder / ROOT

    def reply(self, query: bytes) -> bytes:
        """Answer a request for a timestamp; what is none is refused in the standard's form.

        Raises:
            subprocess.CalledProcessError: openssl cannot do it.
        """
        command = ["openssl", "ts", "-reply", "-config", "openssl.cnf", "-queryfile", "/dev/stdin"]
        with _TURNS:  # it counts its answers in a file
            return _openssl([*command, "-out", "/dev/stdout"], self.folder, query)

    def answer(self, query: bytes) -> web.Response:
        """Answer over HTTP."""
        if len(query) > _LONGEST_QUERY:
            return web.Response(status=413)
        try:
            return web.Response(body=self.reply(query), content_type=REPLY_TYPE)
        except (subprocess.CalledProcessError, OSError):
            return web.Response(status=500, text="The clock has stopped.\n")


def can_be_made() -> bool:
    """Whether this machine has what an authority works with."""
    return which("openssl") is not None


def authority_in(folder: Path) -> Authority:
    """Give the authority whose keys are in a folder; where there are none, make them.

    Raises:
        subprocess.CalledProcessError: openssl cannot do it.
        OSError: the folder cannot be written.
    """
    if not (folder / CLOCK).exists():
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "openssl.cnf").write_text(_SETTINGS)
        for line in _MAKE.replace("\n  ", " ").strip().splitlines():
            _openssl(line.split(), folder)
    return Authority(folder)


def _openssl(command: list[str], folder: Path, content: bytes = b"") -> bytes:
    return subprocess.run(command, cwd=folder, input=content, check=True, capture_output=True).stdout  # noqa: S603
