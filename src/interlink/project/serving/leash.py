"""Run any Python module on the supervisor's lifeline.

`python -m interlink.project.serving.leash MODULE ARGUMENTS`
"""

from __future__ import annotations

import runpy
import sys

from interlink.project.serving import lifeline


def main() -> None:
    """Run the module named first, with the other arguments as its own."""
    lifeline.watch()
    del sys.argv[0]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
