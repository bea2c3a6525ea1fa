"""The express lane: the verbs that a clerk types with plain words, each imported alone and without Typer."""

from __future__ import annotations

from .terminal.streams import report

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from .terminal.till import Till


def _serve(till: Till, words: Sequence[str]) -> None:
    from .commands.counter.serve import serve

    serve(till, words)


def _note(till: Till, words: Sequence[str]) -> None:
    from .commands.counter.note import note

    report(note(till, words))


def _thank(till: Till, words: Sequence[str]) -> None:
    from .commands.counter.thank import thank

    report(thank(till, words))


def _style(till: Till, words: Sequence[str]) -> None:
    from .commands.counter.style import list_styles, style

    if words:
        report(style(till, words))
    else:
        list_styles(till)


def _done(till: Till, words: Sequence[str]) -> None:
    from .commands.counter.promise import done

    report(done(till, words))


VERBS: Mapping[str, Callable[[Till, Sequence[str]], None]] = {
    "serve": _serve,
    "note": _note,
    "thank": _thank,
    "style": _style,
    "done": _done,
}
