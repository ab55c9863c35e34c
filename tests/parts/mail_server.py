"""A small real mail server in memory, with one person's mailbox, in a thread of its own."""

import argparse
import asyncio
import ssl
import threading
from datetime import UTC, datetime

from proxyprotocol.result import ProxyResultUnknown
from proxyprotocol.sock import SocketInfo
from pymap.backend.dict import DictBackend
from pymap.backend.dict.filter import FilterSet
from pymap.backend.dict.mailbox import MailboxSet
from pymap.imap import IMAPServer
from pymap.parsing.message import AppendMessage
from pysasl.hashing import BuiltinHash

from interlink.lib.fetch import DoorRules
from interlink.lib.fetch.mailboxes import Account, Security, read_mailbox

USER, PASSWORD = "editor", 'a "long" pass\\word, größer'
SETTINGS = {"passlib_cfg": None, "proxy_protocol": None, "debug": False, "cert": None, "key": None, "host": None}


class Listening:
    """A server in a thread of its own, for callers that wait for the network themselves."""

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        self.connections = 0
        self._tasks: set[asyncio.Task] = set()
        self._thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self._thread.start()

    def do(self, coroutine):
        """Run something in the server's thread, and wait for it."""
        return asyncio.run_coroutine_threadsafe(coroutine, self.loop).result(10)

    def listen(self, handle, context: ssl.SSLContext | None = None) -> int:
        """Let every connection be handled, encrypted if a context is given; the port is told."""

        async def guarded(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            self._tasks.add(asyncio.current_task())
            self.connections += 1
            try:
                await handle(reader, writer)
            except (asyncio.IncompleteReadError, OSError, asyncio.CancelledError):
                pass
            finally:
                writer.close()

        server = self.do(asyncio.start_server(guarded, "127.0.0.1", 0, ssl=context))
        return server.sockets[0].getsockname()[1]

    def close(self) -> None:
        async def end() -> None:
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)

        self.do(end())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join(10)


class MailServer:
    """The small real server, with one person's mailbox in memory."""

    def __init__(self, listening, context, security: Security) -> None:
        self.listening = listening
        self.folders = MailboxSet()

        async def set_up():
            settings = argparse.Namespace(
                **SETTINGS, port=0, demo_data=False, demo_user=USER, demo_password=PASSWORD, tls=offers_starttls
            )
            backend, config = await DictBackend.init(
                settings, ssl_context=context, invalid_user_sleep=0.0, hash_context=BuiltinHash(rounds=1)
            )
            config.set_cache[USER] = (self.folders, FilterSet())
            handle = IMAPServer(backend.login, config)

            async def talk(reader, writer):
                config.apply_context()
                await handle(reader, writer, SocketInfo.get(writer, ProxyResultUnknown(), unique_id=b"visit"))

            return talk

        offers_starttls = security is Security.STARTTLS
        talk = listening.do(set_up())
        self.port = listening.listen(talk, context if security is Security.TLS else None)
        self.account = Account("mail.localhost", self.port, USER, PASSWORD, security)
        self.rules = DoorRules(frozenset({f"*.localhost:{self.port}"}))

    def deliver(self, *letters: bytes, folder: str = "INBOX") -> None:
        async def append() -> None:
            box = await self.folders.get_mailbox(folder)
            for raw in letters:
                await box.append(AppendMessage(raw, datetime.now(UTC), frozenset()))

        self.listening.do(append())

    def read(self, account=None, **more):
        return read_mailbox(account or self.account, rules=self.rules, **more)
