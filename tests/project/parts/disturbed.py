"""The `interlink` command, disturbed at one exact moment of its work: killed, interrupted, or its disk filled.

`python disturbed.py COUNTS STEP NTH HOW INTERLINK-ARGUMENTS...`

A moment is the NTH effect of a STEP, just before it happens: a statement that changes the database, its commit, or
a file written, renamed or removed in the desk. HOW is `kill` (SIGKILL), `interrupt` (SIGINT), `fill` (the disk,
through the file that BALLAST names; without one, no file may grow any more) or `never`. How many effects each step
had is written to the file COUNTS as JSON if the program ends by itself.

`python disturbed.py` alone loads the program once, then takes orders, a line of JSON each, and runs each in a
process of its own: the list of arguments as above; it answers with the exit code and what was printed. Most of a
short run's time is otherwise spent on loading.
"""

import atexit
import errno
import functools
import json
import os
import queue
import re
import resource
import signal
import sqlite3
import sys
import threading
import time
from collections import Counter
from pathlib import Path

# A step begins with the first effect that matches, once the line on the work before it was printed.
STEPS = (
    ("prepare", "", r"CREATE TABLE"),
    ("seed", "", r'INTO "watch_subject"'),
    ("watch", "", r'INTO "watch_item"|UPDATE "watch_source"'),
    ("read", "", r'UPDATE "watch_item"|INTO "watch_mention"'),
    ("group", "watch", r'INTO "stories_story"'),
    ("clip", "group", r'INTO "evidence_capture"'),
    ("capture", "group", r"file evidence/"),
    ("publish", "clip", r'INTO "wagtailcore_revision"'),
    ("bake", "publish", r"file site/(?!\.)"),
    ("digest", "bake", r'INTO "wagtailcore_page"'),
    ("mail", "digest", r'UPDATE "outreach_delivery"'),
    ("afterwards", "mail", r'UPDATE "django_tasks'),
)
CHANGES = re.compile(r"\s*(BEGIN|COMMIT|INSERT|UPDATE|DELETE|CREATE|ALTER|DROP)\b")
WRITING = os.O_WRONLY | os.O_RDWR
PATHS = {"os.rename": 1, "os.remove": 0, "os.mkdir": 0, "os.link": 1}


class Disturbance:
    def __init__(self, counts, step, nth, how):
        self.counts_file, self.at, self.how = counts, (step, nth), how
        self.said, self.next, self.counts = {""}, 0, Counter()
        self.desk = None
        self.busy = threading.local()
        self.presses = queue.SimpleQueue()

    def effect(self, what):
        if getattr(self.busy, "now", False):
            return
        for place in range(self.next, len(STEPS)):
            _, after, first = STEPS[place]
            if after in self.said and re.search(first, what):
                self.next = place + 1
                break
        if not self.next:
            return
        step = STEPS[self.next - 1][0]
        self.counts[step] += 1
        if self.at == (step, self.counts[step]):
            self.busy.now = True
            getattr(self, self.how)()
            self.busy.now = False

    def statement(self, sql):
        if CHANGES.match(sql):
            self.effect(sql[:200])

    def event(self, name, arguments):
        if name == "open":
            path, _, flags = arguments
            if not isinstance(path, str) or not isinstance(flags, int) or not flags & WRITING:
                return
        elif name in PATHS:
            path = os.fspath(arguments[PATHS[name]])
        else:
            return
        self.desk = self.desk or os.environ.get("INTERLINK_DESK")
        if self.desk and str(path).startswith(self.desk + "/"):
            self.effect(f"file {str(path)[len(self.desk) + 1 :]}")

    def printed(self, text):
        self.said.add(text.partition(" ")[0])

    def kill(self):
        os.kill(os.getpid(), signal.SIGKILL)

    def interrupt(self):
        self.presses.put(signal.SIGINT)

    def press(self):
        """Press Ctrl-C when told to, a moment later, as it would be swallowed where we are called."""
        while True:
            number = self.presses.get()
            time.sleep(0.005)
            os.kill(os.getpid(), number)

    def unraisable(self, given):
        """Press again where the library had to swallow it, as it came while SQLite called us."""
        if given.exc_type is KeyboardInterrupt:
            self.interrupt()
        else:
            sys.__unraisablehook__(given)

    def fill(self):
        ballast = os.environ.get("BALLAST")
        if ballast is None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
            return
        handle = os.open(ballast, os.O_WRONLY | os.O_CREAT)
        for size in (1 << 20, 1 << 12, 1):
            try:
                while os.write(handle, b"x" * size):
                    pass
            except OSError as error:
                assert error.errno == errno.ENOSPC, error  # noqa: PT017
        os.close(handle)

    def never(self):
        raise AssertionError

    def tell(self):
        if self.counts_file != "-":
            Path(self.counts_file).write_text(json.dumps(self.counts))


def take_orders():
    """Return in a new process for each order, with its arguments in place."""
    import importlib

    from django.urls import get_resolver

    from demo_press import content
    from interlink import cli
    from interlink.lib.reading import language

    cli.boot()
    for name in ("demo", "demo_job"):
        importlib.import_module(f"interlink.project.commands.{name}")
    assert get_resolver().url_patterns
    content.articles()
    language.guess("What is read from files once, and never changes.")
    for line in sys.stdin:
        ours, theirs = os.pipe()
        child = os.fork()
        if not child:
            os.setpgid(0, 0)
            nothing = os.open(os.devnull, os.O_RDONLY)
            for number, end in enumerate((nothing, theirs, theirs)):
                os.dup2(end, number)
            os.closerange(3, 64)
            sys.argv[1:] = json.loads(line)
            return
        os.close(theirs)
        with os.fdopen(ours, encoding="utf-8") as output:
            printed = output.read()
        _, status = os.waitpid(child, 0)
        print(json.dumps([os.waitstatus_to_exitcode(status), printed]), flush=True)
    raise SystemExit


def main():
    if len(sys.argv) == 1:
        take_orders()
    counts, step, nth, how = sys.argv[1:5]
    disturbance = Disturbance(counts, step, int(nth), how)
    del sys.argv[1:5]

    from django.db.backends.signals import connection_created

    def connected(connection, **_):
        connection.connection.set_trace_callback(disturbance.statement)

    connection_created.connect(connected)
    write = sys.stdout.write

    def printed(text):
        disturbance.printed(text)
        return write(text)

    sys.stdout.write = printed
    sqlite3.enable_callback_tracebacks(True)
    sys.unraisablehook = disturbance.unraisable
    threading.Thread(target=disturbance.press, daemon=True).start()
    sys.addaudithook(disturbance.event)
    atexit.register(disturbance.tell)

    from demo_press import server
    from interlink.cli import main as interlink

    # The slow outlet need not be that slow here: it would take most of the time of each run.
    server.serving = functools.partial(server.serving, slow_seconds=0.1)
    interlink(prog_name="interlink")


if __name__ == "__main__":
    main()
