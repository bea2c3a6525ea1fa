"""That somebody left: why, and where they went, which is never on a screen that they may see."""

from __future__ import annotations

from ..language.text import ended

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

WENT = "went to "
PART = "; "
OURS = ("too ", "not ")
"""What begins a reason that says how we were."""


def reason(why: str | None, to: str | None) -> str | None:
    """Return what was learned as one text, none where nothing was."""
    return PART.join(part for part in (why, f"{WENT}{to}" if to else None) if part) or None


def aloud(text: str | None) -> str:
    """Return why somebody left as it may be said to them: without where they went."""
    said = PART + (text or "")
    why, went, _ = said.rpartition(PART + WENT)
    return (why if went else said).removeprefix(PART)


def in_sentences(whys: Iterable[str]) -> str:
    """Return reasons as sentences said to them: "We were too slow. Two boxes short."."""
    return " ".join(_sentence(why) for why in whys)


def _sentence(why: str) -> str:
    said = f"We were {why}" if why.casefold().startswith(OURS) else why[:1].upper() + why[1:]
    return ended(said)
