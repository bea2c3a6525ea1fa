"""Styles: how a person likes to be served, and the advice that goes with each."""

from __future__ import annotations

from ...errors import Refused
from ...store import kinds
from ...store.counter import append, read
from ..language.text import clean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ...store.database.connection import Store
    from ..timeline.deed import Signed

LANGUID, HURRIED, UPSET = "languid", "hurried", "upset"
ADVICE = {
    LANGUID: "Take time. Lay out the options. No hurry.",
    HURRIED: "Have it ready. Skip the small talk.",
    UPSET: "Listen first. Be gentle. No pep.",
}
AS_USUAL = "usual"
"""The word that ends today's style before the day does."""

NAME_LIMIT, ADVICE_LIMIT = 20, 60


def advice(store: Store, style: str) -> str | None:
    """Return the advice of a style, the shop's own before the program's; none where there is no such style."""
    own = read.style(store, style)
    return own.advice if own else ADVICE.get(style)


def known(store: Store) -> dict[str, str]:
    """Return every style with its advice, the program's first, then the shop's by name."""
    return ADVICE | {own.name: own.advice for own in read.styles(store)}


def named(store: Store, typed: str, command: str = "oc style") -> str:
    """Return the style that a word means; `command` is what one is typed behind.

    Raises: Refused where there is none, with the styles there are.
    """
    style = clean(typed.strip()).casefold()  # no store can be asked for half a letter
    if style == AS_USUAL or advice(store, style) is not None:
        return style
    from . import no_style

    raise no_style.error(style, list(known(store)), command)


def usual(store: Store, typed: str | None) -> str | None:
    """Return the usual style that an option gives: none where it is not given, empty where it clears.

    Raises: Refused where there is no such style.
    """
    if not typed:
        return typed
    style = named(store, typed, "--style")
    return "" if style == AS_USUAL else style


def accept_name(name: str) -> str:
    """Return the name of a style of the shop's own as it is kept.

    Raises: Refused where it is not a single word, is reserved, or cannot be stored.
    """
    from ..language import text

    style = text.accept(name, "style", NAME_LIMIT).casefold()
    if len(style.split()) > 1 or style == AS_USUAL:
        raise Refused(f"A style is one word, and not “{AS_USUAL}”.", 'oc style chatty --advice "Let them talk."')
    return style


def add(store: Store, signed: Signed, name: str, advice: str) -> str:
    """Make a style one of the shop's own, or give it another line of advice; return its name.

    Raises: Refused where the name is not a single word or is reserved, or the name or advice cannot be stored.
    """
    from ..language import fields  # a card reads styles, and makes none
    from ..timeline import deed

    style = accept_name(name)
    line = fields.accept_note(advice, "advice", ADVICE_LIMIT)
    with store.writing():
        old = read.style(store, style)
        deed.begin(store, signed, kinds.ADVICE, changes=[deed.style_was(style, old.advice if old else None)])
        append.style(store, style, line)
    return style
