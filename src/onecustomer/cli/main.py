"""The entry point: which till a command runs on, by which lane, and what becomes of its errors."""

from __future__ import annotations

import os
import sys

from ..errors import INTERRUPTED, NobodyYet, OnecustomerError, StoreError
from .express import VERBS, parsed
from .terminal import streams
from .terminal.till import Till

ASKING = "_OC_COMPLETE"
"""What the environment says where a shell asks what TAB offers."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


def main(words: Sequence[str]) -> int:
    """Run one command and return its exit code; every error becomes a sentence here, and nowhere else."""
    streams.prepare()
    till = Till()
    try:
        words = [_as_utf_8(word) for word in words]
        if words[:1] == ["demo"] or any(word.startswith("--db") for word in words):
            from . import prefixes  # a plain call has none

            words = prefixes.take_off(till, words)
            if till.prefix == prefixes.DEMO and not os.path.exists(till.path):
                from .commands.shop.demo import make

                make(till)
        return _complete(till, words) if ASKING in os.environ else _dispatch(till, words)
    except OnecustomerError as error:
        return _complain(error, till, words)
    except BrokenPipeError:
        streams.drop(sys.stdout)
        return 0
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        if os.environ.get("OC_DEBUG") == "1" and not isinstance(error, OSError):
            raise
        from . import unexpected  # hardly any command fails so

        return _complain(unexpected.told(error, till), till, words)
    finally:
        if due := till.close():
            from . import daily

            daily.start(due, till)


def _dispatch(till: Till, words: Sequence[str]) -> int:
    """Run a counter verb at once, and everything else through Typer.

    Source: a Typer command that does nothing takes seven times as long as `import sqlite3` (measured 2026-11).
    """
    verb = VERBS.get(words[0]) if words else None
    if verb and (call := parsed(verb, words[1:])):
        typed, options = call
        verb.run(till, typed, **options)
        return 0
    from .app import run_typer

    return run_typer(till, words)


def _complete(till: Till, words: Sequence[str]) -> int:
    """Answer a TAB at once, or through Typer."""
    from . import tab

    told = tab.answer(os.environ[ASKING].removeprefix("complete_"), till)
    if told is None:
        return _dispatch(till, words)
    text, code = told
    streams.drawn(text.splitlines())
    return code


def _as_utf_8(word: str) -> str:
    """Return a word whose bytes a C locale did not understand as the UTF-8 that it is, if it is."""
    if word.isascii():
        return word
    try:
        return os.fsencode(word).decode("utf-8")
    except UnicodeError:
        return word


def _complain(error: OnecustomerError, till: Till, words: Sequence[str]) -> int:
    if isinstance(error, NobodyYet):
        from .screens import help

        streams.say(error.sentence)
        streams.listed(help.rows("\n".join(map(till.typed, error.hint.splitlines())), streams.width()))
    else:
        if error.exit_code == StoreError.exit_code:
            from .terminal import way_back

            error = way_back.told(error, till, words)
        streams.complain(error, till.typed)
    return error.exit_code
