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


LEAVING = "may leave,"
ENDED = {kinds.ANSWER: "answered", kinds.BROKEN: "not kept"}
"""What an end is called where its kind is not the word."""


def kind(entry: Interaction) -> str:
    """Return what kind of thing an entry is, of a complaint or praise with its public way: "complaint (review)"."""
    if entry.kind in (kinds.COMPLAINT, kinds.PRAISE) and entry.via and is_public(entry.via):
        return f"{entry.kind} ({entry.via})"
    return entry.kind


def concern(entry: Interaction) -> str:
    """Return what something that waits for an answer is called before its day: "Complaint (review)", "May leave,"."""
    said = LEAVING if entry.kind == kinds.LEAVING else kind(entry)
    return said[:1].upper() + said[1:]


def ended(ending: Interaction) -> str:
    """Return how something ended, in a word: "answered", "kept", "exceeded", "not kept"."""
    return ENDED.get(ending.kind, ending.kind)


def is_public(way: str) -> bool:
    """Tell whether all the world can read what came this way; "Trip Advisor" is one word here, and x alone is one."""
    words = names.fold(way)
    return not PUBLIC_WAYS.isdisjoint(["".join(words), *(word for word in words if len(word) > 1)])
