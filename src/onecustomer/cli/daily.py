"""The copy of the day: made by a process of its own behind a command that wrote, which never waits for it.

`python -m onecustomer.cli.daily PATH` is that process. It has no terminal and says nothing: what keeps it from copying
is said by the commands that are asked, and it is tried again in an hour.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress

from ..errors import OnecustomerError
from ..store.paths import demo_store
from .terminal.till import Till

APART = 0x4208 if sys.platform == "win32" else 0
"""What lets a process outlive another one's window on Windows, and run when nothing else does.

Source: https://learn.microsoft.com/windows/win32/procthread/process-creation-flags: DETACHED_PROCESS,
CREATE_NEW_PROCESS_GROUP and BELOW_NORMAL_PRIORITY_CLASS.
"""


def start(path: str) -> None:
    """Begin to copy the store at `path`, unless it is the demo's, whatever becomes of this process and its terminal."""
    if not sys.executable or path == os.path.realpath(demo_store()):
        return
    import subprocess  # once a day

    nowhere = subprocess.DEVNULL
    with suppress(OSError):
        subprocess.Popen(  # noqa: S603  our own words, and the store's path
            [sys.executable, "-P", "-m", __name__, path],  # -P: nothing is imported from the folder it is in
            cwd=os.path.dirname(path),
            stdin=nowhere,
            stdout=nowhere,
            stderr=nowhere,
            start_new_session=True,
            creationflags=APART,
        )


def run(path: str) -> None:
    """Copy the store at `path`, and let go of the copies that are past their time."""
    from ..domain.shop import copies

    if hasattr(os, "nice"):
        os.nice(10)
    till = Till()
    till.given = path
    with suppress(OnecustomerError, OSError):
        copies.daily(till.open(), till.moment())
    till.close()


if __name__ == "__main__":
    run(*sys.argv[1:2])
