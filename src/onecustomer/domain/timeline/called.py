"""What an entry is called: of a complaint or praise that all the world can read, by which way; and how things ended."""

from __future__ import annotations

from ...store import kinds
from ..language import names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ...store.rows import Interaction

PUBLIC_WAYS = frozenset(
    (
        *("review", "reviews", "google", "yelp", "tripadvisor", "trustpilot", "foursquare", "nextdoor", "glassdoor"),
        *("facebook", "fb", "instagram", "insta", "twitter", "x", "tiktok", "reddit", "youtube", "threads", "linkedin"),
        *("bluesky", "mastodon", "forum", "blog", "press", "newspaper", "radio", "tv"),
    )
)
"""Folded words of a way that all the world can read."""


MAY_LEAVE = "may leave"
BEFORE = "before"
"""The day of what a file said without one."""
ENDED = {kinds.ANSWER: "answered", kinds.BROKEN: "not kept"}
"""What an end is called where its kind is not the word."""


PIPED, PIPED_IN = "-", "what was piped in"
"""A file that is none, as it is typed, and what an import of it is said to be of."""


def files(names_of_files: str | None) -> str:
    """Return what an import is said to be of: the names of its files, as its deed has them."""
    if names_of_files is None:
        return "a file"
    return ", ".join(PIPED_IN if name == PIPED else name for name in names_of_files.split(", "))


def kind(entry: Interaction) -> str:
    """Return what kind of thing an entry is, of a complaint or praise with its public way: "complaint (review)"."""
    return f"{entry.kind}{_way(entry)}"


def ending(entry: Interaction, about: Interaction, *, is_late: bool = False) -> str:
    """Return how something ended, with the public way by which it came: "answered (review)"."""
    return f"{ended(entry, is_late=is_late)}{_way(about)}"


def concern(entry: Interaction, day: str) -> str:
    """Return what waits for an answer, with its day: "Complaint (review) 18 Nov", "May leave, 22 Jun"."""
    said = f"{MAY_LEAVE}," if entry.kind == kinds.LEAVING else kind(entry)
    return f"{said[:1].upper()}{said[1:]} {day}"


def ended(ending: Interaction, *, is_late: bool = False) -> str:
    """Return how something ended: "answered", "kept", "kept late", "exceeded", "not kept"."""
    return f"{ENDED.get(ending.kind, ending.kind)}{' late' if is_late else ''}"


def said(entry: Interaction, about: Interaction | None) -> str:
    """Return the words of an entry; of an ending, what it was that ended, and how: "navy coat: at her door"."""
    return ": ".join(part for part in (about.text if about else None, entry.text) if part)


def has_public_way(entry: Interaction) -> bool:
    """Tell whether a complaint or praise came by a way that all the world can read."""
    return entry.kind in (kinds.COMPLAINT, kinds.PRAISE) and bool(entry.via) and is_public(entry.via or "")


def _way(entry: Interaction) -> str:
    return f" ({entry.via})" if has_public_way(entry) else ""


def is_public(way: str) -> bool:
    """Tell whether all the world can read what came this way; "Trip Advisor" is one word here, and x alone is one."""
    words = names.fold(way)
    return not PUBLIC_WAYS.isdisjoint(["".join(words), *(word for word in words if len(word) > 1)])
