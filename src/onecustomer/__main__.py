"""The program: `python -m onecustomer`, and what the console scripts call."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn


def run() -> NoReturn:
    """Run the command line and end the process with its exit code; Ctrl-C ends it in silence from the first import."""
    try:
        sys.unraisablehook = _cannot_raise
        from .cli.main import main

        _end(main(sys.argv[1:]))
    except KeyboardInterrupt:
        from .errors import INTERRUPTED

        _end(INTERRUPTED)


def _cannot_raise(fault: sys.UnraisableHookArgs) -> None:
    """End the process where Ctrl-C comes while Python itself is at work, as in an import, and would be lost."""
    if fault.exc_type is KeyboardInterrupt:
        os._exit(130)  # errors.INTERRUPTED, which may not be imported yet
    sys.__unraisablehook__(fault)


def _end(code: int) -> NoReturn:
    """End the process at once, as all is written and the store is closed.

    Source: Python takes apart every module at its end, a fifth of the start of Python with sqlite3 (measured 2026-11).
    """
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):
        sys.exit(code)  # Python says what cannot be written, as ever
    os._exit(code)


if __name__ == "__main__":
    run()
