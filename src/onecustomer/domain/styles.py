"""How a person likes to be served: the styles, and what each asks of whoever serves."""

from __future__ import annotations

import sqlite3

from ..errors import Refused
from ..store import counter
from .text import quoted

ADVICE = {
    "languid": "Take time. Lay out the options. No hurry.",
    "hurried": "Have it ready. Skip the small talk.",
    "upset": "Listen first. Be gentle. No pep.",
}
UPSET = "upset"
AS_USUAL = "usual"
"""The word that ends today's style before the day does."""


def advice(connection: sqlite3.Connection, style: str) -> str | None:
    """Return what a style asks of whoever serves; the shop's own line comes before the program's."""
    own = counter.own_style(connection, style)
    return own.advice if own else ADVICE.get(style)


def known(connection: sqlite3.Connection) -> dict[str, str]:
    """Return every style with its advice, the program's first, then the shop's by name."""
    return ADVICE | {own.name: own.advice for own in counter.own_styles(connection)}


def named(connection: sqlite3.Connection, typed: str) -> str:
    """Return the style that a word means.

    Raises: Refused where there is none, with the styles there are.
    """
    style = typed.strip().casefold()
    if style == AS_USUAL or advice(connection, style) is not None:
        return style
    raise Refused(
        f"There is no style “{style}”; there are {', '.join(known(connection))}.",
        f'to make it one of the shop\'s: oc style {quoted(style)} --advice "what to do"',
    )


def usual(connection: sqlite3.Connection, typed: str | None) -> str | None:
    """Return the usual style that an option says: none where it says nothing, empty where it clears.

    Raises: Refused where there is no such style.
    """
    if not typed:
        return typed
    style = named(connection, typed)
    return "" if style == AS_USUAL else style
