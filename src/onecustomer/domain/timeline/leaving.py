"""That somebody left: since when, why, and where they went, which is never on a screen that they may see."""

from __future__ import annotations

from ...store import kinds
from ...store.counter import read
from ...store.record import Record
from ..language import names
from ..language.text import ended

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ...store.database.connection import Store
    from ...store.rows import Interaction

WENT = "went to "
PART = "; "
SHORTEST = 4  # letters of a word of a place's name, as "the" is in many a reason
OURS = "too"
"""The first of two words that say how we were: too slow."""


class Loss(Record):
    """One time that somebody left, as it was noted once or more, the first in front, and the visit that ended it.

    Shape: `back` is none while they are gone.
    """

    noted: Sequence[Interaction]
    back: Interaction | None

    @property
    def first(self) -> Interaction:
        """The first note of it, whose day is the loss's."""
        return self.noted[0]

    @property
    def whys(self) -> list[str]:
        """All that was learned of why, each once, the first in front."""
        return _once(parts(entry.text)[0] for entry in self.noted)

    @property
    def places(self) -> list[str]:
        """All that was learned of where they went, each once."""
        return _once(parts(entry.text)[1] for entry in self.noted)


def last(store: Store, customer_id: int, ahead: str) -> Loss | None:
    """Return the last time that a customer left, none where they never did; from the day `ahead` (ISO) nothing counts.

    Shape: what is noted between two visits is one loss.
    """
    noted: list[Interaction] = []
    back: Interaction | None = None
    for entry in read.of_kind(store, customer_id, kinds.LOST, -1, ahead=ahead):
        visit = read.first_after(store, customer_id, kinds.VISIT, entry, ahead)
        if noted and visit != back:
            break
        noted.insert(0, entry)
        back = visit
    return Loss(noted, back) if noted else None


def has_left(store: Store, customer_id: int) -> bool:
    """Tell whether a customer left and was not here since."""
    rhythm = read.rhythm(store, customer_id)
    return rhythm is not None and bool(rhythm.lost)


def _once(said: Iterable[str]) -> list[str]:
    """Return the texts that say something, each once, whatever its letters."""
    found: dict[str, str] = {}
    for text in said:
        if text:
            found.setdefault(" ".join(names.fold(text)) or text, text)
    return list(found.values())


def reason(why: str | None, to: str | None) -> str | None:
    """Return what was learned as one text, none where nothing was."""
    place = f"{WENT}{to.replace(PART, ', ')}" if to else None
    return PART.join(part for part in (why, place) if part) or None


def parts(text: str | None) -> tuple[str, str]:
    """Return why somebody left, and where they went; each empty where it was not said."""
    said = PART + (text or "")
    why, went, place = said.rpartition(PART + WENT)
    return (why if went else said).removeprefix(PART), place if went else ""


def aloud(loss: Loss) -> Sequence[str]:
    """Return the reasons that may be said to who left: none that names where they went."""
    theirs = {word for place in loss.places for word in names.fold(place) if len(word) >= SHORTEST}
    return [why for why in loss.whys if theirs.isdisjoint(names.fold(why))]


def in_sentences(whys: Iterable[str]) -> str:
    """Return reasons as sentences said to them: "We were too slow. Two boxes short."."""
    return " ".join(_sentence(why) for why in whys)


def among_ourselves(loss: Loss) -> str | None:
    """Return all that was learned of a loss, also where they went: "too slow; went to Bell"; none where nothing was."""
    return reason(PART.join(loss.whys), PART.join(loss.places))


def _sentence(why: str) -> str:
    words = why.split()
    is_ours = len(words) == 2 and words[0].casefold() == OURS
    return ended(f"We were {why.casefold()}" if is_ours else why[:1].upper() + why[1:])
