"""What is said of a word that is no style."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from ...errors import Refused
from ..language.text import quoted

NEAR = 0.7  # of difflib's ratio, from which a word is a style mistyped


def error(typed: str, known: Sequence[str], command: str) -> Refused:
    """Return that there is no such style, with what to type: a known one that is near, or the one that makes it."""
    hints = [f"{command} {one}" for one in get_close_matches(typed, known, 1, NEAR)]
    if len(typed.split()) == 1:
        hints.append(f'to make it one of the shop\'s: oc style {quoted(typed)} --advice "what to do"')
    else:
        hints.append("oc style lists them")
    return Refused(f"There is no style “{typed}”; there are {', '.join(known)}.", "\n".join(hints))
