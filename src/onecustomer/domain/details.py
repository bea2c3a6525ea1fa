"""What is said of a person when they are added, edited or imported: each thing checked in one place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ..errors import Refused
from . import checks, keys, names, phones, typed_days
from .text import NAME_LIMIT, accept

LINE_LIMIT = 200
FEWEST_PHONE_DIGITS = 4
CODE_LIMIT = 100


@dataclass
class Details:
    """A person's details, checked; none means not said, empty text means to be cleared.

    Shape: `words` are (kind, value) pairs of what else finds the person; `cleared` names the kinds of word
    that are said anew; `birthday` is (month, day, year), its year none where it is not known.
    Units: `every` is days between visits, 0 to be cleared.
    """

    name: str | None = None
    say: str | None = None
    company: str | None = None
    role: str | None = None
    relation: str | None = None
    usual_style: str | None = None
    why: str | None = None
    since: dt.date | None = None
    every: int | None = None
    birthday: tuple[int, int, int | None] | None = None
    clears_birthday: bool = False
    words: list[tuple[str, str]] = field(default_factory=list)
    cleared: set[str] = field(default_factory=set)

    def values(self) -> dict[str, object]:
        """Return the columns of the customer that are said, an empty text as none."""
        said = {column: getattr(self, column) for column in COLUMNS}
        return {column: value or None for column, value in said.items() if value is not None}

    def say_words(self, kind: str, values: Iterable[str]) -> None:
        """Take the words of one kind anew; empty ones only clear.

        Raises: Refused where one cannot be what it should.
        """
        for value in values:
            self.cleared.add(kind)
            if value.strip():
                word = (kind, CHECKS[kind](value))
                if word not in self.words:
                    self.words.append(word)

    def say_birthday(self, text: str, order: str | None = None) -> None:
        """Take the birthday anew; empty text clears it. `order` is how the shop reads 11/12.

        Raises: Refused where it is no day.
        """
        self.clears_birthday = True
        self.birthday = typed_days.birthday(text, order) if text.strip() else None


COLUMNS = ("name", "say", "company", "role", "relation", "usual_style", "why", "since", "every")


def name(text: str) -> str:
    """Return a display name as it is kept.

    Raises: Refused where it is empty, too long, hides something, or has nothing to find it by.
    """
    kept = " ".join(checks.no_payment_numbers(accept(text, "name", NAME_LIMIT), "name").split())
    if not names.words(kept):
        raise Refused("The name has no letter or number to find it by.", "type it again with at least one")
    return kept


def line(text: str, what: str) -> str:
    """Return a lasting line as it is kept; empty text stays empty.

    Raises: Refused where it is too long, hides something or holds a payment number.
    """
    return checks.no_payment_numbers(accept(text, what, LINE_LIMIT), what) if text.strip() else ""


def phone(text: str) -> str:
    """Return a telephone number as it is kept: as it was typed.

    Raises: Refused where it has too few or too many digits, or letters.
    """
    kept = accept(text, "phone", CODE_LIMIT)
    if len(phones.digits(kept)) < FEWEST_PHONE_DIGITS:
        raise Refused(f"“{kept}” is no telephone number.", f"digits, {FEWEST_PHONE_DIGITS} to {phones.MOST} of them")
    return kept


def email(text: str) -> str:
    """Return an e-mail address as it is kept.

    Raises: Refused where it has no part before or behind one @, or a space.
    """
    kept = accept(text, "e-mail", CODE_LIMIT)
    before, _, behind = kept.partition("@")
    if not before or not behind or "@" in behind or len(kept.split()) > 1:
        raise Refused(f"“{kept}” is no e-mail address.", "write it as ana@example.com")
    return kept


def card(text: str) -> str:
    """Return the code of a loyalty card as it is kept.

    Raises: Refused where it is empty, hides something, or is a payment card's.
    """
    return checks.no_payment_numbers(accept(keys.scanned(text), "card", CODE_LIMIT), "card")


def nick(text: str) -> str:
    """Return a nickname as it is kept; it is held to what a name is held to."""
    return name(text)


CHECKS = {keys.PHONE_WORD: phone, keys.EMAIL_WORD: email, keys.CARD_WORD: card, keys.NICK_WORD: nick}


def said(
    *,
    words: Sequence[tuple[str, Sequence[str] | None]] = (),
    birthday: str | None = None,
    every: str | None = None,
    order: str | None = None,
    display_name: str | None = None,
    style: str | None = None,
    **lines: str | None,
) -> Details:
    """Return the details that the options of a command say; none is not said, empty text clears.

    Raises: Refused where one of them cannot be taken.
    """
    details = Details(usual_style=style)
    if display_name is not None:
        details.name = name(display_name)
    for column, text in lines.items():
        if text is not None:
            setattr(details, column, line(text, CALLED.get(column, column)))
    for kind, values in words:
        details.say_words(kind, values or ())
    if birthday is not None:
        details.say_birthday(birthday, order)
    if every is not None:
        details.every = typed_days.every(every) if every.strip() else 0
    return details


CALLED = {"relation": "relation", "say": "pronunciation"}
