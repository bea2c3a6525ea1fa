"""The door: a plain counter call takes the express lane, everything else goes to Typer.

Source: a Typer command that does nothing takes seven times as long as `import sqlite3` (measured 2026-11).
"""

from __future__ import annotations

import os
import sqlite3
import sys

from .cli import streams
from .errors import INTERRUPTED, UNEXPECTED, OnecustomerError
from .store.connect import OPENED, close_from

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


def run() -> None:
    """Run the command line and end the process with its exit code."""
    sys.exit(main(sys.argv[1:]))


def main(words: Sequence[str]) -> int:
    """Run one command and return its exit code; every error becomes a sentence here, and nowhere else."""
    streams.prepare()
    before = len(OPENED)
    try:
        return _dispatch([_as_utf_8(word) for word in words])
    except OnecustomerError as error:
        streams.complain(error)
        return error.exit_code
    except BrokenPipeError:
        streams.drop(sys.stdout)
        return 0
    except KeyboardInterrupt:
        return INTERRUPTED
    except (sqlite3.Error, OSError) as error:
        return _fault(error)
    except Exception as error:
        return _unexpected(error)
    finally:
        close_from(before)


def _as_utf_8(word: str) -> str:
    """Return a word whose bytes a C locale did not understand as the UTF-8 that it is, if it is."""
    if word.isascii():
        return word
    try:
        return os.fsencode(word).decode("utf-8")
    except UnicodeError:
        return word


def _dispatch(words: Sequence[str]) -> int:
    if words and not any(word.startswith("-") for word in words):
        from .cli.counter import PLAIN
        from .cli.till import Till

        if verb := PLAIN.get(words[0]):
            verb(Till(), words[1:])
            return 0
    from .cli.app import run_typer

    return run_typer(words)


def _fault(error: sqlite3.Error | OSError) -> int:
    from .cli.till import Till
    from .errors import StoreTrouble
    from .store.connect import trouble

    if isinstance(error, sqlite3.Error):
        told = trouble(error, Till.in_use)
        if told is None:
            return _unexpected(error)
    elif error.filename:
        told = StoreTrouble(f"{error.strerror or type(error).__name__}: {error.filename}", "nothing was written")
    else:  # a stream's: what was asked may be done
        streams.drop(sys.stdout)
        told = OnecustomerError(f"{error.strerror or type(error).__name__}.")
    streams.complain(told)
    return told.exit_code


def _unexpected(error: BaseException) -> int:
    """Say that the program failed, without a word of what was typed; OC_DEBUG=1 shows where."""
    if os.environ.get("OC_DEBUG") == "1":
        raise error
    streams.complain(
        OnecustomerError(
            f"Something went wrong inside onecustomer ({type(error).__name__}).",
            "OC_DEBUG=1 in front of the command shows where",
        )
    )
    return UNEXPECTED


if __name__ == "__main__":
    run()
