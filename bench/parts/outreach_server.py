"""A mail server on loopback that really receives: every command is read, every mail taken whole.

Asked NOOP, it says how many mails it has and for how many different readers.
"""

from __future__ import annotations

import asyncio
import sys

ENDING = b"\r\n.\r\n"
BIGGEST = 4 * 1024 * 1024


class Received:
    """What came so far."""

    mails = 0
    octets = 0
    readers: set[bytes] = set()


async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Speak with one client."""
    writer.write(b"220 ready\r\n")
    to = b""
    while line := await reader.readline():
        match line[:4].upper():
            case b"EHLO":
                writer.write(b"250-localhost\r\n250-8BITMIME\r\n250 SMTPUTF8\r\n")
            case b"RCPT":
                to = line.strip()
                writer.write(b"250 OK\r\n")
            case b"DATA":
                writer.write(b"354 go on\r\n")
                mail = await reader.readuntil(ENDING)
                Received.mails += 1
                Received.octets += len(mail)
                Received.readers.add(to)
                writer.write(b"250 taken\r\n")
            case b"NOOP":
                writer.write(b"250 %d %d %d\r\n" % (Received.mails, len(Received.readers), Received.octets))
            case b"QUIT":
                writer.write(b"221 bye\r\n")
                break
            case _:
                writer.write(b"250 OK\r\n")
    writer.close()


async def main() -> None:
    """Serve until standard input closes."""
    server = await asyncio.start_server(talk, "127.0.0.1", 0, limit=BIGGEST)
    print(server.sockets[0].getsockname()[1], flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(main())
