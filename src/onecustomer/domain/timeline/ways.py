"""The way by which something was said: a complaint or praise that all the world can read says so."""

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


def called(entry: Interaction) -> str:
    """Return what kind of thing an entry is, of a complaint or praise with its public way: "complaint (review)"."""
    if entry.kind in (kinds.COMPLAINT, kinds.PRAISE) and entry.via and is_public(entry.via):
        return f"{entry.kind} ({entry.via})"
    return entry.kind


def is_public(way: str) -> bool:
    """Tell whether all the world can read what came this way; "Trip Advisor" is one word here."""
    words = names.fold(way)
    return not PUBLIC_WAYS.isdisjoint([*words, "".join(words)])
