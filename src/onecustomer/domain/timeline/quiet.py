"""Somebody who wants no notes: what is no longer taken of them, and no longer shown.

What was written before stays in the store until it is tidied away or they are forgotten, so that it can be handed over.
"""

from __future__ import annotations

from ...errors import Refused
from ...store import kinds, no_notes
from ...store.rows import Customer, Interaction

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import NoReturn

NO_WORDS: dict[str, object] = {"why": None, "why_day": None, "usual_why": None, "later_why": None}
"""The columns of a customer that are reasons, without them."""
CALLED = {kinds.THANKS: "a thank-you", kinds.STYLE: "how they are", kinds.LOST: "that they left"}
"""What goes on, and is kept without its words."""


def sentence(person: Customer) -> str:
    """Return that somebody wants no notes, and how to take them again: for us, and for no screen at the counter."""
    return f"Wants no notes: none is taken or shown. If that changes: oc edit {person.ref} --notes"


def refuse(person: Customer) -> NoReturn:
    """Refuse to write a note, a pin, a need, a day to remember or a reason.

    Raises: Refused.
    """
    raise Refused(
        f"{person.name} wants no notes: nothing was written.",
        f"if they want them again, oc edit {person.ref} --notes",
    )


def refuse_words(person: Customer, what: str) -> NoReturn:
    """Refuse the words of what goes on without them.

    Raises: Refused.
    """
    raise Refused(
        f"{person.name} wants no notes: {what} is kept without a reason, and nothing was written.",
        f"say it again without the words; if they want notes again, oc edit {person.ref} --notes",
    )


def check(person: Customer, kind: str, text: str | None) -> None:
    """Refuse an entry or fact that is not to be written of somebody who wants no notes.

    Raises: Refused.
    """
    if kind not in no_notes.LOGGED_ANYWAY:
        refuse(person)
    if text and kind not in no_notes.SAID_ANYWAY:
        refuse_words(person, CALLED.get(kind, "it"))


def shown(entries: Iterable[Interaction]) -> list[Interaction]:
    """Return of their entries those that are shown, without the words that are not."""
    return [wordless(entry) for entry in entries if entry.kind in no_notes.LOGGED_ANYWAY]


def wordless(entry: Interaction) -> Interaction:
    """Return an entry without its words, where these are not shown."""
    if entry.kind in no_notes.SAID_ANYWAY or entry.text is None:
        return entry
    return Interaction(**vars(entry) | {"text": None})


def unexplained(person: Customer) -> Customer:
    """Return them without the reasons that were given, where they want no notes."""
    return person if not person.no_notes else Customer(**vars(person) | NO_WORDS)
