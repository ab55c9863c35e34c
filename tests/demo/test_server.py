import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from demo_press import content
from demo_press.__main__ import main

SLOW_SECONDS = 0.05
COMMAND = [sys.executable, "-m", "demo_press"]


@pytest.fixture
def start(tmp_path: Path):
    """Start the command, and stop what was started."""
    started = []

    def run(name: str) -> subprocess.Popen[str]:
        files = ["--state", str(tmp_path / f"{name}.json"), "--port-file", str(tmp_path / f"{name}.port")]
        process = subprocess.Popen(
            [*COMMAND, "--port", "0", *files],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=tmp_path,
        )
        started.append(process)
        return process

    yield run
    for process in started:
        process.kill()
        process.communicate()


def test_the_command_says_where_it_listens_and_stops_cleanly(start, tmp_path: Path):
    processes = {stop: start(stop.name) for stop in (signal.SIGTERM, signal.SIGINT)}
    for stop, process in processes.items():
        said = process.stdout.readline()
        port_file = tmp_path / f"{stop.name}.port"
        port = int(port_file.read_text())
        assert said == f"The demo press is at http://press.localhost:{port}/ (Ctrl-C stops it).\n"
        with socket.create_connection(("127.0.0.1", port), timeout=5) as line:
            # An answer without an end must not keep it from stopping.
            line.sendall(b"GET /endless HTTP/1.1\r\nHost: trouble.localhost\r\n\r\n")
            assert line.recv(15) == b"HTTP/1.1 200 OK"
            os.kill(process.pid, stop)
            _, complaints = process.communicate(timeout=10)
        assert (process.returncode, complaints) == (0, "")
        assert not port_file.exists()


def test_a_port_in_use_is_a_plain_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        assert main(["--state", str(tmp_path / "state.json"), "--port", str(port)]) == 1
    said, complaints = capsys.readouterr()
    assert said == ""
    assert complaints.startswith(f"Port {port} on 127.0.0.1 is in use by another program.")


def test_a_damaged_state_file_is_a_plain_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "state.json").write_text("{")
    assert main(["--state", str(tmp_path / "state.json"), "--port", "0"]) == 1
    assert capsys.readouterr().err.startswith("The state file ")


def test_a_state_file_that_cannot_be_written_is_a_plain_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "file").write_text("")
    assert main(["--state", str(tmp_path / "file" / "state.json"), "--port", "0"]) == 1
    assert "cannot be used" in capsys.readouterr().err


def test_help_names_every_option(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit, match="0"):
        main(["--help"])
    said = capsys.readouterr().out
    for option in ("--state", "--port", "--port-file", "--slow-seconds"):
        assert option in said


@pytest.mark.parametrize("wrong", [["--port", "70000"], ["--port", "x"], ["--slow-seconds", "-1"]])
def test_a_wrong_option_is_told(wrong: list[str], capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit, match="2"):
        main(wrong)
    assert wrong[0] in capsys.readouterr().err


def test_the_press_listens_on_one_address_only(reader):
    # Whoever listens on all addresses has this one too.
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as other:
        other.bind(("127.0.0.2", reader.running.port))


def test_the_clock_is_read_and_moved_over_http(reader):
    before = reader.get("press", "/clock").json()
    assert before == {
        "now": "2025-12-08T00:00:00+00:00",
        "epoch": "2025-12-01T00:00:00+00:00",
        "elapsed_seconds": 604800.0,
    }
    answer = reader.ask("POST", "press", "/clock", json.dumps({"advance_seconds": 90}))
    assert answer.json()["now"] == "2025-12-08T00:01:30+00:00"
    assert reader.get("press", "/clock").json() == answer.json()


@pytest.mark.parametrize("body", ["", "{", "[]", "{}", '{"advance_seconds": "7"}', '{"advance_seconds": -5}'])
def test_a_move_that_makes_no_sense_is_told_so(reader, body: str):
    answer = reader.ask("POST", "press", "/clock", body, Content_Type="application/json")
    assert answer.status == 400
    assert "advance_seconds" in answer.json()["error"]
    assert reader.get("press", "/clock").json()["elapsed_seconds"] == 604800.0


def test_the_page_s_button_moves_the_clock_but_another_site_cannot(reader):
    form = {"Content_Type": "application/x-www-form-urlencoded"}
    answer = reader.ask("POST", "press", "/clock", "advance_seconds=86400", **form)
    assert (answer.status, answer.headers["Location"]) == (303, "/")
    answer = reader.ask("POST", "press", "/clock", "advance_seconds=1", Origin="http://evil.invalid", **form)
    assert answer.status == 403
    assert reader.get("press", "/clock").json()["elapsed_seconds"] == 8 * 86400
    own = reader.running.control
    assert reader.ask("POST", "press", "/clock", "advance_seconds=1", Origin=own, **form).status == 303


def test_the_outlets_are_listed_with_addresses_that_answer(reader):
    listed = reader.get("press", "/outlets").json()
    assert [entry["slug"] for entry in listed] == list(content.outlets())
    assert {entry["feed_kind"] for entry in listed} == {"rss", "atom", "rdf", "json"}
    for entry in listed:
        base = reader.running.site(entry["slug"])
        assert entry["site"] == f"{base}/"
        assert entry["feed"].startswith(base)
        assert entry["address"] == (entry["site"] if entry["slug"] == "phare" else entry["feed"])
        assert reader.get(entry["slug"], entry["feed"].removeprefix(base)).status == 200


def test_the_front_page_tells_a_person_what_happens_and_when(reader):
    text = reader.get("press", "/").text()
    assert "08 December 2025, 00:00 UTC" in text
    for outlet in content.outlets().values():
        assert outlet.name in text
    assert "vanishes: 404" in text
    assert "10 Dec 2025 12:00" in text


def test_a_slow_outlet_holds_its_answers_back_and_the_others_do_not_wait(reader):
    began = time.monotonic()
    reader.get("ledger", "/feed.json")
    slow = time.monotonic() - began
    began = time.monotonic()
    reader.get("courier", "/rss.xml")
    assert slow >= SLOW_SECONDS
    assert time.monotonic() - began < slow


@pytest.mark.parametrize("host", ["nobody.localhost", "courier.example", "127.0.0.1"])
def test_a_name_that_is_no_outlet_s_is_misdirected(reader, host: str):
    assert reader.get("", "/", Host=f"{host}:{reader.running.port}").status == 421


def test_a_host_that_is_no_host_name_gets_nowhere(reader):
    assert reader.get("", "/", Host='courier.localhost:80"><b>').status == 400
