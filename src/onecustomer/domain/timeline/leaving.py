"""That somebody left: why, and where they went, which is never on a screen that they may see."""

from __future__ import annotations

from ..language import names
from ..language.text import ended

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

WENT = "went to "
PART = "; "
SHORTEST = 4  # letters of a word of a place's name, as "the" is in many a reason
OURS = "too"
"""The first of two words that say how we were: too slow."""


def reason(why: str | None, to: str | None) -> str | None:
    """Return what was learned as one text, none where nothing was."""
    place = f"{WENT}{to.replace(PART, ', ')}" if to else None
    return PART.join(part for part in (why, place) if part) or None


def parts(text: str | None) -> tuple[str, str]:
    """Return why somebody left, and where they went; each empty where it was not said."""
    said = PART + (text or "")
    why, went, place = said.rpartition(PART + WENT)
    return (why if went else said).removeprefix(PART), place if went else ""


def aloud(whys: Iterable[str], places: Iterable[str]) -> Sequence[str]:
    """Return the reasons that may be said to who left, each once: none that names where they went."""
    theirs = {word for place in places for word in names.fold(place) if len(word) >= SHORTEST}
    said = {" ".join(names.fold(why)): why for why in whys if theirs.isdisjoint(names.fold(why))}
    return [why for words, why in said.items() if words]


def in_sentences(whys: Iterable[str]) -> str:
    """Return reasons as sentences said to them: "We were too slow. Two boxes short."."""
    return " ".join(_sentence(why) for why in whys)


def among_ourselves(name: str, why: str | None) -> str:
    """Return that somebody is gone, and all that was learned of it: "Margo Klein is gone: too slow; went to Bell."."""
    return ended(f"{name} is gone: {why}" if why else f"{name} is gone")


def _sentence(why: str) -> str:
    words = why.split()
    is_ours = len(words) == 2 and words[0].casefold() == OURS
    return ended(f"We were {why.casefold()}" if is_ours else why[:1].upper() + why[1:])
