"""A card as a person who comes in: what of it can be kept, and what was left out and why."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator

from .....errors import Refused
from .....store import kinds
from .....store.record import Record
from ....finding.compatible import made_up
from ....language import fields, names
from ....language.days import YearlyDay
from ....people.details import Details
from ....timeline.occasions import BIRTHDAY, WHAT_LIMIT
from .. import made
from ..incoming import Incoming, LeftOut
from ..tables import cells, day_cells
from ..tables.day_order import Orders, mark_of
from ..tables.said import parted_tags, sentence
from . import birthdays, numbers, values
from .card import Card, Property

MOST_HANDLES = 50  # of one kind
MOST_WITHOUT = 20  # things left out that are told of one card
GROUP_KINDS = ("GROUP", "LOCATION", "DEVICE", "APPLICATION")
OF_THE_PROGRAM = frozenset(
    ("mycontacts", "my contacts", "contacts", "uncategorized", "starred in android", "starred", "system group")
)
"""Groups that a telephone puts everybody into."""

ANNIVERSARY = "anniversary"
ANNIVERSARIES = (
    *("ANNIVERSARY", "X-ANNIVERSARY", "X-EVOLUTION-ANNIVERSARY", "X-KADDRESSBOOK-X-ANNIVERSARY", "X-MS-ANNIVERSARY"),
    "X-WAB-WEDDING_ANNIVERSARY",
)
SPOKEN = ("X-PHONETIC-FIRST-NAME", "X-PHONETIC-MIDDLE-NAME", "X-PHONETIC-LAST-NAME")
ANDROID = "X-ANDROID-CUSTOM"
KEPT = frozenset(
    (
        *("N", "FN", "NICKNAME", "TEL", "EMAIL", "BDAY", "NOTE", "ORG", "TITLE", "ROLE", "CATEGORIES", "UID", "KIND"),
        "LANG",
        *ANNIVERSARIES,
        *SPOKEN,
        *("X-NICKNAME", "X-ABDATE", "X-ABLABEL", "X-ABSHOWAS", "X-ADDRESSBOOKSERVER-KIND", ANDROID),
    )
)
"""The properties that anybody asks for."""

EVENTS = {"1": ANNIVERSARY, "3": BIRTHDAY}
"""What a day is of, by Android's number; any other says it in a word."""

LABEL = re.compile(r"_\$!<(.*)>!\$_")  # of Apple's own, beside those that people write


class Habits(Record):
    """How a file is read: the day it is, how 11/12 is read, and the encoding that it says."""

    today: dt.date
    orders: Orders
    encoding: str | None


class Reading:
    """One card on its way to be a person."""

    def __init__(self, card: Card, habits: Habits, given: numbers.Numbers) -> None:
        self.card, self.habits, self.numbers = card, habits, given
        self.details = Details()
        self.without = [f"line {line}, {why}" for line, why in card.bad]
        self.said: dict[str, list[tuple[Property, str]]] = {}
        for one in card.properties:
            try:
                self.said.setdefault(one.name, []).append((one, values.raw_text(one, habits.encoding)))
            except values.Unreadable:
                self.without.append(f"line {one.line}, whose bytes say nothing")

    def person(self) -> Incoming | LeftOut:
        """Return the person of the card, or why it is nobody."""
        if self._first("KIND", "X-ADDRESSBOOKSERVER-KIND").upper() in GROUP_KINDS:
            return LeftOut(self.card.line, "it is no person, and no company")
        self._take_handles()
        company = self._company()
        is_named = self._take_name(company)
        if self.details.name is None:
            return LeftOut(self.card.line, "; and ".join([*self.without[:1], made.NOBODY]))
        self._take_lines(company)
        self._take_nicknames()
        days = self._days()
        memo, records = self._memo(), tuple(self._records())
        source = f"{numbers.SYSTEM}:{self.numbers.give(self._first('UID'), self.details, memo)}"
        self.details.handles.append((kinds.SOURCE, source))
        return Incoming(
            self.card.line,
            source,
            True,
            self.details,
            is_named,
            memo,
            records,
            None,
            days,
            tuple(self.without[:MOST_WITHOUT]) + self._more(),
        )

    def _more(self) -> tuple[str, ...]:
        """Return how much else was left out of a card of which nearly nothing can be read."""
        more = len(self.without) - MOST_WITHOUT
        return (f"{more:,} things more",) if more > 0 else ()

    def _raw(self, *asked: str) -> list[tuple[Property, str]]:
        """Return the properties of such names, each with its value."""
        said = self.said
        return [one for name in asked if name in said for one in said[name]]

    def _first(self, *asked: str) -> str:
        """Return the first of such properties that says something, as one line; empty where there is none."""
        return next((said for _, raw in self._raw(*asked) if (said := values.line(raw))), "")

    def _kept(self, check: Callable[[str], str], text: str, what: str) -> str | None:
        """Return a text as it is kept; none, and a note of the reason, where there is none or it cannot be."""
        try:
            return check(text) if text else None
        except Refused as refusal:
            self.without.append(sentence(what, refusal))
            return None

    def _take_handles(self) -> None:
        for _, raw in self._raw("EMAIL"):
            for text in cells.e_mails(values.linked(raw)):
                self._take_handle(kinds.EMAIL, cells.e_mail, text, "e-mail")
        for one, raw in self._raw("TEL"):
            is_fax = _is_fax(one)
            for text in cells.telephones(values.telephone(raw)):
                self._take_handle(kinds.PHONE, cells.telephone, text, "telephone", " fax" if is_fax else "")

    def _take_handle(self, kind: str, check: Callable[[str], str], text: str, what: str, called: str = "") -> None:
        handles = self.details.handles
        if sum(other == kind for other, _ in handles) == MOST_HANDLES:
            self.without.append(sentence(what, Refused(f"There are more than {MOST_HANDLES}.")))
            return
        kept = self._kept(check, text, what)
        if kept and not any(_are_same(kind, kept, value) for other, value in handles if other == kind):
            handles.append((kind, kept + called))

    def _company(self) -> str:
        return next((said for _, raw in self._raw("ORG") if (said := values.line(values.parts(raw)[0]))), "")

    def _take_name(self, company: str) -> bool:
        """Take how they want to be called, and tell whether the card says it, or it was made from a handle."""
        refusals: list[str] = []
        for text in filter(cells.cell, self._names(company)):
            try:
                self.details.name = cells.name(text)
                return True
            except Refused as refusal:
                refusals.append(sentence("name", refusal))
        self.without += [one for one in refusals if not one.endswith("no letter")][:1]
        if self.details.handles:
            self.details.name = made_up(*self.details.handles[0])
        return False

    def _names(self, company: str) -> Iterator[str]:
        """Yield what they may be called, the best first."""
        called = self._first("FN")
        if called and "@" not in called and "," not in called:
            yield called
        family, given, more = ([" ".join(part.split()) for part in self._components("N")] + [""] * 3)[:3]
        if called and "@" not in called and "," in called:
            yield names.shown(given, family) if called == f"{family}, {given}" else called
        whole = names.shown(" ".join(f"{given} {more}".split()), family)
        if whole and "@" not in whole:
            yield whole
        if company:
            yield company
        yield from (nickname for nickname in self._nicknames() if "@" not in nickname)

    def _components(self, name: str) -> list[str]:
        """Return the components of a name; what stands between commas in one is several words of it."""
        found = next((raw for _, raw in self._raw(name) if raw.strip(" ;")), "")
        if "," in found:
            found = found.replace("\\,", "\x1f").replace(",", " ").replace("\x1f", "\\,")
        return values.parts(found)

    def _take_lines(self, company: str) -> None:
        details = self.details
        if company and names.fold(company) != names.fold(details.name or ""):
            details.company = self._line(company, "company")
        details.role = self._line(self._first("TITLE", "ROLE"), "role")
        details.say = self._line(" ".join(said for name in SPOKEN if (said := self._first(name))), "pronunciation")

    def _line(self, text: str, what: str) -> str | None:
        return self._kept(lambda one: cells.line(one, what), text, what)

    def _nicknames(self) -> Iterator[str]:
        for _, raw in self._raw("NICKNAME", "X-NICKNAME"):
            yield from (said for part in values.parts(raw, values.COMMA) if (said := " ".join(part.split())))
        if ANDROID in self.said:
            yield from (said for kind, said, *_ in self._android() if kind == "nickname" and said)

    def _android(self) -> Iterator[list[str]]:
        """Yield what Android keeps beside what cards have: the kind, the value, the number of its label, its label."""
        for _, raw in self._raw(ANDROID):
            said = [" ".join(part.split()) for part in [*values.parts(raw), "", "", ""]]
            yield [said[0].rpartition("/")[2], *said[1:4]]

    def _take_nicknames(self) -> None:
        for text in self._nicknames():
            if names.whole(text) != names.whole(self.details.name or ""):
                self._take_handle(kinds.NICK, cells.nickname, text, "nickname")

    def _days(self) -> tuple[tuple[str, YearlyDay], ...]:
        """Return the days of every year but for the birthday, which is taken."""
        found: dict[str, YearlyDay] = {}
        for what, text, omitted in self._said_days():
            if not text or what in found or (what == BIRTHDAY and self.details.birthday):
                continue
            called = self._kept(_accept_day, what, "day") or "day"
            day = self._kept_day(called, text, omitted)
            if day and what == BIRTHDAY:
                self.details.birthday = day
                lost = None if day.year else day_cells.lost_year(text, self.habits.today)
                self.without += [lost] if lost else []
            elif day:
                found[called] = day
        return tuple(found.items())

    def _kept_day(self, what: str, text: str, omitted: str | None) -> YearlyDay | None:
        try:
            return birthdays.read(text, omitted, self.habits.orders[mark_of(text)], self.habits.today)
        except Refused as refusal:
            self.without.append(sentence(what, refusal))
            return None

    def _said_days(self) -> Iterator[tuple[str, str, str | None]]:
        """Yield each day: what it is of, how it is written, and the year that stands for none."""
        for what, asked in ((BIRTHDAY, ["BDAY"]), (ANNIVERSARY, ANNIVERSARIES)):
            for one, raw in self._raw(*asked):
                yield what, values.line(raw), one.parameters.get(birthdays.OMIT_YEAR)
        labels = self._labels() if "X-ABDATE" in self.said else {}
        for one, raw in self._raw("X-ABDATE"):
            yield labels.get(one.group, "day"), values.line(raw), one.parameters.get(birthdays.OMIT_YEAR)
        for kind, said, number, label in self._android():
            if kind == "contact_event":
                yield EVENTS.get(number) or label or "day", said, None

    def _labels(self) -> dict[str, str]:
        """Return the labels by the groups that they are of, Apple's own in small letters."""
        found: dict[str, str] = {}
        for one, raw in self._raw("X-ABLABEL"):
            label = values.line(raw)
            own = LABEL.fullmatch(label)
            if one.group and label:
                found.setdefault(one.group, own[1].casefold() if own else label)
        return found

    def _memo(self) -> str | None:
        notes = dict.fromkeys(said for _, raw in self._raw("NOTE") if (said := values.text(raw)))
        kept = [note for one in notes if (note := self._kept(cells.memo, one, "note"))]
        if len(kept) < 2:
            return kept[0] if kept else None
        return self._kept(cells.memo, "\n".join(kept), "note") or kept[0]

    def _records(self) -> Iterator[str]:
        """Yield what the card says of them that has no place here, a sentence each."""
        groups = [
            " ".join(part.split()) for _, raw in self._raw("CATEGORIES") for part in values.parts(raw, values.COMMA)
        ]
        kept, left_out = parted_tags(
            dict.fromkeys(one for one in groups if one and one.casefold() not in OF_THE_PROGRAM)
        )
        self.without += left_out
        role = self._first("ROLE") if self._first("TITLE") else ""
        told = {
            "group": ", ".join(kept),
            "role": role if role != self._first("TITLE") else "",
            "language": ", ".join(dict.fromkeys(values.line(raw) for _, raw in self._raw("LANG"))),
        }
        for what, said in told.items():
            if said and (record := self._line(f"The card says: {what}: {said}", what)):
                yield record


def _are_same(kind: str, one: str, other: str) -> bool:
    if kind == kinds.PHONE:
        return cells.same_telephone(one, other)
    return names.whole(one) == names.whole(other) if kind == kinds.NICK else one.casefold() == other.casefold()


def _accept_day(what: str) -> str:
    return fields.accept_note(what, "day", WHAT_LIMIT)


def _is_fax(one: Property) -> bool:
    return "FAX" in one.parameters.get("TYPE", "").upper().replace(",", " ").split()
