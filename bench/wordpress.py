"""WordPress with nginx, PHP-FPM and MariaDB from Debian's packages, on loopback, in a folder that goes with it.

`setup_wordpress.sh` installs what this needs. No service of the machine is used or changed.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.press_texts import Text
from bench.process import temporary_folder

INSTALLED = Path("/usr/share/wordpress")
THEME = "twentytwentythree"
PARTS = Path(__file__).parent / "parts" / "wordpress"
PROGRAMS = ("php", "php-fpm8.2", "nginx", "mariadbd", "mariadb-install-db", "mariadb")
CHILDREN = 4
PATIENCE = 60.0
# The canonical redirect compares with an address without the port, and would send every reader round in circles.
# A page of the front lists as many posts as ours does, and one of the search as well.
MUST_USE = """<?php
remove_filter('template_redirect', 'redirect_canonical');
add_action('pre_get_posts', function ($query) { if ($query->is_search()) $query->set('posts_per_page', 10); });
"""


class NotInstalled(Exception):
    """A program that the peer needs is not there."""

    def __init__(self, missing: Sequence[str]) -> None:
        super().__init__(f"The peer needs {', '.join(missing)}. Install it with: sudo sh bench/setup_wordpress.sh")


class DidNotStart(Exception):
    """A part of the peer ended, or did not answer in time."""


@dataclass(frozen=True, slots=True)
class Peer:
    """A running WordPress.

    Attributes:
        address: Of its front page, without the last slash.
        post: The path of its newest post.
    """

    address: str
    post: str


@contextmanager
def wordpress(texts: Sequence[Text]) -> Iterator[Peer]:
    """Give a WordPress with these posts; all of it ends with the block.

    Raises:
        NotInstalled: Debian's packages are not there.
        DidNotStart: One of its processes did not come up, or not all posts got in.
    """
    missing = [name for name in PROGRAMS if _program(name) is None] + [str(INSTALLED)] * (not INSTALLED.is_dir())
    if missing:
        raise NotInstalled(missing)
    with temporary_folder() as folder, ExitStack() as running:
        folder.chmod(0o755)
        port = free_port()
        address = f"http://127.0.0.1:{port}"
        _copy(folder, port, address)
        _start_database(folder, running)
        _fill(folder, address, texts)
        as_root = ["--allow-to-run-as-root"] if os.geteuid() == 0 else []
        _run(
            running, folder, [_need("php-fpm8.2"), "--nodaemonize", *as_root, "--fpm-config", str(folder / "fpm.conf")]
        )
        wait_until((folder / "fpm.sock").exists, "PHP-FPM")
        _run(running, folder, [_need("nginx"), "-c", str(folder / "nginx.conf"), "-p", str(folder)])
        newest = texts[-1]
        peer = Peer(address, f"/{newest.posted:%Y/%m}/post-{len(texts) - 1}/")
        for path in ("/", peer.post, "/?s=the"):
            wait_until(lambda path=path: answers(f"{address}{path}"), "WordPress")
        yield peer


def _copy(folder: Path, port: int, address: str) -> None:
    root = folder / "wordpress"
    shutil.copytree(INSTALLED, root, symlinks=True)
    shutil.rmtree(root / "wp-content" / "plugins")
    themes = root / "wp-content" / "themes"
    if (themes / THEME).is_symlink():
        source = (themes / THEME).resolve()
        (themes / THEME).unlink()
        shutil.copytree(source, themes / THEME)
    for name in ("plugins", "mu-plugins"):
        (root / "wp-content" / name).mkdir(exist_ok=True)
    (root / "wp-content" / "mu-plugins" / "bench.php").write_text(MUST_USE)
    shutil.copy(PARTS / "fill.php", root)
    user = "www-data" if os.geteuid() == 0 else ""
    values = {"FOLDER": str(folder), "PORT": str(port), "ADDRESS": address, "CHILDREN": str(CHILDREN)}
    for name, target, as_user in (
        ("config.php", root / "wp-config.php", ""),
        ("fpm.conf", folder / "fpm.conf", f"user = {user}\ngroup = {user}\nlisten.owner = {user}"),
        ("nginx.conf", folder / "nginx.conf", f"user {user};"),
    ):
        text = (PARTS / name).read_text()
        for key, value in {**values, "AS": as_user if user else ""}.items():
            text = text.replace(f"@{key}@", value)
        target.write_text(text)


def _start_database(folder: Path, running: ExitStack) -> None:
    data, socket_file = folder / "database", folder / "database.sock"
    as_user = ["--user=root"] if os.geteuid() == 0 else []
    here = ["--no-defaults", f"--datadir={data}"]
    _do([_need("mariadb-install-db"), *here, *as_user, "--auth-root-authentication-method=normal"], folder)
    server = [*here, *as_user, f"--socket={socket_file}", "--skip-networking", "--innodb-buffer-pool-size=512M"]
    _run(running, folder, [_need("mariadbd"), *server])
    ask = [_need("mariadb"), "--no-defaults", f"--socket={socket_file}", "--user=root", "--execute"]
    wait_until(lambda: _succeeds([*ask, "SELECT 1"]), "MariaDB")
    _do([*ask, "CREATE DATABASE wordpress CHARACTER SET utf8mb4"], folder)
    _do([*ask, "CREATE USER bench@localhost; GRANT ALL ON wordpress.* TO bench@localhost"], folder)


def _fill(folder: Path, address: str, texts: Sequence[Text]) -> None:
    lines = folder / "posts.jsonl"
    with lines.open("w", encoding="utf-8") as file:
        for number, text in enumerate(texts):
            paragraphs = (*text.paragraphs, text.comment)
            blocks = (f"<!-- wp:paragraph -->\n<p>{words}</p>\n<!-- /wp:paragraph -->" for words in paragraphs)
            post = {
                "title": text.title, "content": "\n\n".join(blocks), "excerpt": text.paragraphs[0],
                "posted": f"{text.posted:%Y-%m-%d %H:%M:%S}", "slug": f"post-{number}",
            }  # fmt: skip
            file.write(json.dumps(post) + "\n")
    counted = _do([_need("php"), str(folder / "wordpress" / "fill.php"), str(lines), address], folder)
    if counted.split()[-1:] != [str(len(texts))]:
        raise DidNotStart(f"WordPress did not take {len(texts)} posts in: {counted[-500:]}")


def _program(name: str) -> str | None:
    return shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin")


def _need(name: str) -> str:
    found = _program(name)
    assert found is not None
    return found


def _do(command: Sequence[str], folder: Path) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise DidNotStart(f"{command[0]} ended with {done.returncode}: {(done.stderr or done.stdout)[-800:]}")
    return done.stdout


def _succeeds(command: Sequence[str]) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def _run(running: ExitStack, folder: Path, command: Sequence[str]) -> None:
    with (folder / "programs.log").open("ab") as log:
        process = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log)

    def end() -> None:
        process.terminate()
        try:
            process.wait(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    running.callback(end)


def wait_until(there: Callable[[], bool], what: str) -> None:
    """Wait for a program to be there.

    Raises:
        DidNotStart: It was not, in time.
    """
    end = time.monotonic() + PATIENCE
    while not there():
        if time.monotonic() > end:
            raise DidNotStart(f"{what} did not answer within {PATIENCE:.0f} s")
        time.sleep(0.1)


def answers(address: str) -> bool:
    """Say whether an address is answered with success."""
    try:
        with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
            return answer.status == 200
    except OSError:  # also URLError: nobody listens yet, or it says that it is not ready
        return False


def free_port() -> int:
    """Return a port of loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
