"""The site on the real server."""

import signal
import socket
import threading
import time

import pytest

WEB = ("-m", "interlink.project.serving.web")


@pytest.fixture
def web(processes, wait_for):
    process = processes.start(*WEB)
    wait_for(processes.answers)
    return process


def test_the_server_serves_baked_and_dynamic_pages_under_one_policy(web, processes, desk, put):
    status, headers, body = processes.ask("/")
    assert status == 200
    assert b"All the news" in body
    put(desk.site / "fresh" / "index.html", b"fresh")
    assert processes.ask("/fresh/")[2] == b"fresh"
    assert "خبر".encode() in processes.ask("/fa/%D8%AE%D8%A8%D8%B1/")[2]
    _, dynamic, told = processes.ask("/dynamic")
    assert told == b"dynamic GET /dynamic"
    for name in ("x-content-type-options", "referrer-policy", "cross-origin-opener-policy"):
        assert headers[name] == dynamic[name]
    assert headers["permissions-policy"] == "camera=()"
    # The policy is a set of rules: each process writes them in an order of its own.
    policies = [set(said["content-security-policy"].split("; ")) for said in (headers, dynamic)]
    assert policies[0] == policies[1]
    assert processes.ask("/", "HEAD")[1]["content-length"] == headers["content-length"]
    assert processes.ask("/", If_None_Match=headers["etag"])[0] == 304
    assert processes.ask("/", Accept_Encoding="gzip")[1]["content-encoding"] == "gzip"

    for trick in (
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/en/%2e%2e%2f..%2fsecret.txt",
        "/..%5csecret.txt",
        "/%00",
    ):
        assert b"secret" not in raw(processes.port, trick).partition(b"dynamic GET")[0], trick

    reader = threading.Thread(target=lambda: slow.append(processes.ask("/slow")[2]))
    slow: list[bytes] = []
    reader.start()
    time.sleep(0.3)
    began = time.monotonic()
    web.send_signal(signal.SIGTERM)
    printed, _ = web.communicate(timeout=10)
    assert time.monotonic() - began < 5
    assert web.returncode == 0
    reader.join()
    assert slow == [b"slow but whole"], "whoever is being answered is answered"
    assert "127.0.0.1" not in printed, "no record of who reads"
    assert processes.of_this_desk() == []


def test_serving_processes_do_not_outlive_a_killed_server(web, processes, wait_for):
    assert len(processes.of_this_desk()) > 1
    web.kill()
    wait_for(lambda: not processes.of_this_desk())


def raw(port, path):
    """Ask for a path as it stands; a proper client would tidy it."""
    with socket.create_connection(("127.0.0.1", port), timeout=5) as line:
        line.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
        parts = []
        while part := line.recv(65536):
            parts.append(part)
    return b"".join(parts)
