"""note with its options: of which kind it is, and which options go together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ....errors import Usage
from ....store import kinds
from .gesture import gesture, referral
from .note import note, typed_note

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ...terminal.streams import Result
    from ...terminal.till import Till


def note_of_kind(
    till: Till,
    words: Sequence[str],
    given: Mapping[str, str | bool | None],
    *,
    who: str | None,
    on: str | None,
    via: str | None,
    style: str | None,
) -> Result:
    """Log a note of the kind that is given; a single - reads its words from a pipe or the keyboard.

    Shape: `given` has each kind by its name, in the order of the help; what is not given is False or none.
    Raises: Usage where options do not go together.
    """
    chosen = [kind for kind, value in given.items() if value not in (False, None)]
    if len(chosen) > 1:
        raise Usage(f"A note is of one kind, not {' and '.join(chosen)}.", "leave one out, or write two notes")
    words = [typed_note()] if list(words) == ["-"] else words
    kind = chosen[0] if chosen else kinds.NOTE
    if kind not in (kinds.GESTURE, kinds.REFERRAL):
        return note(till, words, who=who, kind=kind, on=on, via=via, style=style)
    if style is not None:
        raise Usage(f"A {kind} takes no --today.", "write two notes")
    if kind == kinds.GESTURE:
        return gesture(till, words, who=who, on=on, via=via)
    if on is not None or via is not None:
        raise Usage(f"A {kind} takes no --on and no --via.", "write two notes")
    return referral(till, words, brought=str(given[kind]), who=who)
