"""A desk that is up, with real processes, disturbed in each way."""

import os
import queue
import signal
import socket
import threading
import time
from pathlib import Path

import pytest

UP = """
import sys
from interlink.project.desk import find_desk
from interlink.project.env.reading import read_environment
from interlink.project.serving.errors import ServingError
from interlink.project.serving.supervisor import up
desk = find_desk()
try:
    up(desk, read_environment(desk.settings_file), workers=1)
except ServingError as error:
    sys.exit(str(error))
"""

PARTS = """
import sys
from interlink.project.desk import find_desk
from interlink.project.serving.supervisor import Part, Supervisor, leashed
parts = [Part(name, command) for name, command in {parts}]
Supervisor(find_desk(), parts, is_ready=lambda: {ready}, say=print, stop_seconds=1).run()
"""


class Lines:
    """What a process prints, line by line as it comes."""

    def __init__(self, process):
        self.process = process
        self.lines = queue.Queue()
        self.seen = []
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        for line in self.process.stdout:
            self.lines.put(line.strip())

    def until(self, words, seconds=20):
        """Return the next line with these words."""
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            try:
                line = self.lines.get(timeout=left)
            except queue.Empty:
                break
            self.seen.append(line)
            if words in line:
                return line
        raise AssertionError(f"{words!r} was not said, but: {self.seen}")


@pytest.fixture
def up(processes):
    process = processes.start("-c", UP)
    lines = Lines(process)
    lines.until("The desk is up.")
    return process, lines


def child_called(processes, supervisor, name):
    """Return the supervisor's own child with a name."""
    for pid in processes.of_this_desk():
        parent = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1]
        if int(parent) == supervisor.pid and Path(f"/proc/{pid}/comm").read_text().strip() == f"desk {name}":
            return pid
    return None


def test_what_dies_is_started_again_and_a_stop_leaves_nobody(up, processes, wait_for):
    process, lines = up
    assert processes.ask("/")[0] == 200
    for name in ("web", "worker"):
        before = child_called(processes, process, name)
        os.kill(before, signal.SIGKILL)
        assert lines.until(f"The {name} process") == (
            f"The {name} process was ended by SIGKILL. It starts again in 0.5 s."
        )
        wait_for(lambda name=name, before=before: child_called(processes, process, name) not in (None, before))
    wait_for(processes.answers)

    second = processes.start("-c", UP)
    printed, _ = second.communicate(timeout=10)
    assert second.returncode == 1
    assert printed.strip().endswith(f"is served already by process {process.pid}. One desk runs once at a time.")

    began = time.monotonic()
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=15) == 0
    assert time.monotonic() - began < 10
    assert processes.of_this_desk() == []


def test_a_killed_supervisor_takes_all_with_it_and_frees_the_desk(up, processes, wait_for):
    process, _ = up
    assert len(processes.of_this_desk()) >= 4
    process.kill()
    process.wait()
    again = processes.start("-c", UP)  # at once, while the others are still leaving
    Lines(again).until("The desk is up.")
    again.terminate()
    assert again.wait(timeout=15) == 0
    wait_for(lambda: not processes.of_this_desk())


def test_a_taken_port_is_said_plainly(processes, port):
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        other.bind(("127.0.0.1", port))
        other.listen()
        refused = processes.start(
            "-c",
            UP.replace(
                "desk = ",
                "from interlink.project.serving import supervisor; supervisor.PORT_PATIENCE_SECONDS = 0; desk = ",
            ),
        )
        printed, _ = refused.communicate(timeout=10)
    assert refused.returncode == 1
    assert f"Port {port} is in use by another program." in printed


def test_a_server_that_cannot_start_is_not_tried_for_ever(processes):
    web = "('web', (sys.executable, '-S', '-c', 'raise SystemExit(3)'))"
    parts = f"[{web}, ('worker', leashed('http.server', '0'))]"
    refused = processes.start("-c", PARTS.format(parts=parts, ready=False))
    printed, _ = refused.communicate(timeout=30)
    assert refused.returncode == 1
    assert printed.count("The web process ended with code 3.") == 3
    assert "The web server does not start: it ended 3 times." in printed
    assert processes.of_this_desk() == []


def test_who_does_not_stop_is_killed_with_all_its_children(processes, wait_for):
    stubborn = (
        "import os, signal, subprocess, sys, time; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
        "subprocess.Popen(['sleep', '600']); print('deaf', flush=True); time.sleep(600)"
    )
    parts = f"[('deaf', (sys.executable, '-c', {stubborn!r}))]"
    process = processes.start("-c", PARTS.format(parts=parts, ready=True))
    lines = Lines(process)
    lines.until("deaf")
    wait_for(lambda: len(processes.of_this_desk()) == 3)
    process.terminate()
    assert process.wait(timeout=10) == 0
    assert processes.of_this_desk() == []


def test_any_module_can_be_held_on_the_lifeline(processes, port, wait_for):
    parts = f"[('press', leashed('http.server', '{port}', '--bind', '127.0.0.1'))]"
    process = processes.start("-c", PARTS.format(parts=parts, ready=True))
    wait_for(processes.answers)
    process.kill()
    process.wait()
    wait_for(lambda: not processes.of_this_desk())
