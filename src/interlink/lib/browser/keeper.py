"""Puts a browser into a place without a network, has it die with whoever started it, and then becomes it.

Run by itself, with no part of Interlink at hand: ``python -I -S keeper.py [--bare] PROGRAM ARGUMENT...``, or with
``--try`` to learn from the exit status whether such a place can be had here.

The place is a user and network name space of its own, which Linux lets anybody make where nobody has forbidden it.
In it there is no interface at all, so that a browser that would go round our door finds no wire. Its user there is
not root, or Chromium would give up its own sandbox. With ``--bare`` no such place is made.
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1
CLONE_NEWUSER = 0x10000000
CLONE_NEWNET = 0x40000000
USER_THERE = 1000
BARE, TRY = "--bare", "--try"


def leave_the_network() -> None:
    """Leave the machine's network for good.

    Raises:
        OSError: This machine does not let us.
    """
    user, group = os.geteuid(), os.getegid()
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(CLONE_NEWUSER | CLONE_NEWNET) != 0:
        raise OSError(ctypes.get_errno(), "no name space")
    for name, told in (
        ("setgroups", "deny"),
        ("uid_map", f"{USER_THERE} {user} 1"),
        ("gid_map", f"{USER_THERE} {group} 1"),
    ):
        with open(f"/proc/self/{name}", "w") as file:  # noqa: PTH123 - nothing is imported that takes time
            file.write(told)


def main(arguments: list[str]) -> None:
    """Become the browser."""
    parent = os.getppid()
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            return  # it died before it could be told
    if arguments[0] != BARE:
        leave_the_network()
    if arguments[0] != TRY:
        program = [one for one in arguments if one != BARE]
        os.execv(program[0], program)  # noqa: S606 - our own caller names it


if __name__ == "__main__":
    main(sys.argv[1:])
