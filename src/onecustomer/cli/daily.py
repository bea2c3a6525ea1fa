"""The copy of the day: made by a process of its own behind a command that wrote, which never waits for it.

`python -m onecustomer.cli.daily PATH` is that process. It has no terminal and says nothing: what keeps it from copying
it leaves as a word, which `oc today`, `oc doctor` and once a day a till say; and it is tried again in an hour.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress

from ..errors import OnecustomerError
from .terminal import copying, streams
from .terminal.till import Till

APART = 0x4208 if sys.platform == "win32" else 0
"""What lets a process outlive another one's window on Windows, and run when nothing else does.

Source: https://learn.microsoft.com/windows/win32/procthread/process-creation-flags: DETACHED_PROCESS,
CREATE_NEW_PROCESS_GROUP and BELOW_NORMAL_PRIORITY_CLASS.
"""


def start(path: str, till: Till) -> None:
    """Begin to copy the store at `path`, if that is wanted, whatever becomes of this process and its terminal.

    Shape: where it could not be copied for more than a day, the till says so first, once a day.
    """
    if not sys.executable or not copying.is_wanted(path):
        return
    _say_why_not(path, till)
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


def _say_why_not(path: str, till: Till) -> None:
    from ..store.copies import failed

    if not failed.is_left(path):
        return
    from ..domain.shop import uncopied  # a store that is well has no word

    today = till.moment().today
    if lacking := uncopied.to_tell(path, today):
        streams.say(till.typed(lacking.sentence(today)))


def run(path: str) -> None:
    """Copy the store at `path`, and let go of the copies that are past their time; or leave a word of why not."""
    from ..domain.shop import copies, uncopied

    if hasattr(os, "nice"):
        os.nice(10)
    till = Till()
    till.given = path
    moment = till.moment()
    with suppress(OnecustomerError, OSError), uncopied.noted(till.path, moment.today):
        copies.daily(till.open(), moment)
    till.close()


if __name__ == "__main__":
    run(*sys.argv[1:2])
