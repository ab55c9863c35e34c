"""The web process: granian with the site. Also started as `python -m interlink.project.serving.web`."""

from __future__ import annotations

import os

from interlink.project.desk import find_desk
from interlink.project.env.reading import read_environment
from interlink.project.serving import lifeline, statics
from interlink.project.serving.server import serve
from interlink.project.serving.site import Site, make_application

WORKERS = min(2, os.cpu_count() or 1)
THREADS = 8


def load() -> Site:
    """Build the site inside a serving process, which shall not outlive the process that made it."""
    lifeline.watch_parent()
    return make_application()


def main() -> None:
    """Serve the desk that the environment names."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "interlink.project.settings.newsroom")
    desk = find_desk()
    env = read_environment(desk.settings_file)
    statics.collect(desk)
    lifeline.watch()
    name, host, port = "interlink.project.serving.site", env.serve.host, env.serve.port
    serve(name, load, host=host, port=port, workers=WORKERS, threads=THREADS)


if __name__ == "__main__":
    main()
