"""A person is asked for by a question at the terminal; a wrong answer is told, and asked again."""

from __future__ import annotations

from ...domain.language.fields import FEWEST_PHONE_DIGITS
from ...errors import Ambiguous, NobodyYet, NotFound, OnecustomerError, Refused
from ..terminal import streams

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeVar

    Found = TypeVar("Found")

LOST = "Nothing was kept."


def whom(question: str, find: Callable[[str], Found], *, keeps: bool = True) -> Found | None:
    """Return whom the person at the terminal names, of streams.TRIES answers; none where Enter is one.

    `find` finds whom an answer means; `keeps` says that there is something to keep, which is then not kept.
    Raises: NotFound and Refused where the last answer is wrong too; NobodyYet; Ambiguous where nobody was chosen.
    """
    for left in range(streams.TRIES, 0, -1):
        answer = streams.ask(question)
        if not answer:
            break
        try:
            return find(answer)
        except NobodyYet:
            raise
        except (NotFound, Refused) as error:
            wrong = _told(error, answer)
            if left == 1:
                raise type(wrong)(f"{wrong.sentence} {LOST}" if keeps else wrong.sentence, wrong.hint) from None
            streams.say(wrong.sentence)
        except Ambiguous as error:
            raise Ambiguous(f"{error.sentence} {LOST}" if keeps else error.sentence, error.hint) from None
    return None


def _told(error: OnecustomerError, answer: str) -> OnecustomerError:
    """Return what is wrong with an answer: a number that is too short for a telephone's end is no name."""
    if answer.isdecimal() and len(answer) < FEWEST_PHONE_DIGITS:
        return NotFound(f"“{answer}” is a number and no name.", "part of a name, a phone, an e-mail")
    return error
