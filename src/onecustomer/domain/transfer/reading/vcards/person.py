"""A card as a person who comes in: what of it can be kept, and what was left out and why."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from .....errors import Refused
from .....store import kinds
from .....store.record import Record
from ....finding import keys
from ....language import fields, names, phones
from ....language.days import YearlyDay
from ....language.sensitive import words
from ....language.text import accept
from ....people.details import CHECKS, Details
from ....timeline.occasions import BIRTHDAY, WHAT_LIMIT
from ..incoming import Incoming, LeftOut
from . import birthdays, values
from .card import Card, Property

SYSTEM = "vcard"
NAMELESS = "Customer"
MOST_HANDLES = 50  # of one kind
NOBODY = "no name, telephone or e-mail to find them by"
GROUP_KINDS = ("GROUP", "LOCATION", "DEVICE", "APPLICATION")
OF_THE_PROGRAM = frozenset(
    ("mycontacts", "my contacts", "contacts", "uncategorized", "starred in android", "starred", "system group")
)
"""Groups that a telephone puts everybody into."""

ANNIVERSARY = "anniversary"
ANNIVERSARIES = ("ANNIVERSARY", "X-ANNIVERSARY", "X-EVOLUTION-ANNIVERSARY", "X-KADDRESSBOOK-X-ANNIVERSARY")
SPOKEN = ("X-PHONETIC-FIRST-NAME", "X-PHONETIC-MIDDLE-NAME", "X-PHONETIC-LAST-NAME")
ANDROID = "X-ANDROID-CUSTOM"
KEPT = frozenset(
    (
        *("N", "FN", "NICKNAME", "TEL", "EMAIL", "BDAY", "NOTE", "ORG", "TITLE", "ROLE", "CATEGORIES", "UID", "KIND"),
        *ANNIVERSARIES,
        *SPOKEN,
        *("X-NICKNAME", "X-ABDATE", "X-ABLABEL", "X-ABSHOWAS", "X-ADDRESSBOOKSERVER-KIND", ANDROID),
    )
)
"""The properties that anybody asks for."""

EVENTS = {"1": ANNIVERSARY, "3": BIRTHDAY}
"""What a day is of, by Android's number; any other says it in a word."""

OF_PASSWORDS = ("pass", "cvv", "cvc", "pin", "code")
"""What every word of a password has in it."""

PAYABLE = re.compile(r"(?:[0-9][ .-]?){13}|^[A-Za-z]{2}[0-9]{2}")
"""What a number must have in it to be one of a payment card or an account."""

SEVERAL = re.compile(r"[/,;|&:pwPW]| or | and ")
"""What stands in a field that may have more than one number, or something beside it."""

LABEL = re.compile(r"_\$!<(.*)>!\$_")  # of Apple's own, beside those that people write
ADDRESS = re.compile(r"[^<]*<([^<>]+)>")  # Ann <ann@example.com>
PAUSED = re.compile(r"([+0-9 ().\-/]+)[,;pwPW]+([0-9]+)#?")


class Habits(Record):
    """How a file is read: the day it is, how the shop reads 11/12, and the encoding that it says."""

    today: dt.date
    order: str | None
    encoding: str | None


class Numbers:
    """The numbers by which the people of a file are known again.

    Shape: a card's own, if it has one; some programs give one number to all cards, and then it is nobody's.
    """

    def __init__(self) -> None:
        self.last = ("", "")
        self.seen: dict[int, int] = {}

    def give(self, uid: str, details: Details) -> tuple[str, bool]:
        """Return the number of a person, and whether it alone tells who they are."""
        name = details.name or ""
        if not uid or (uid == self.last[0] and names.whole(name) != names.whole(self.last[1])):
            return self._made(details), False
        self.last = (uid, name)
        return uid, True

    def _made(self, details: Details) -> str:
        """Return a number made from what tells the person from others.

        Shape: people of one name of whom nothing else is known are counted; of others it is one and the same.
        """
        told = [details.name or "", details.company or "", *(f"{kind}:{value}" for kind, value in details.handles)]
        digest = _digest([*told, repr(details.birthday)])
        if details.handles:
            return f"row-{digest}-1"
        short = int(digest, 16)
        self.seen[short] = self.seen.get(short, 0) + 1
        return f"row-{digest}-{self.seen[short]}"


class Reading:
    """One card on its way to be a person."""

    def __init__(self, card: Card, habits: Habits, numbers: Numbers) -> None:
        self.card, self.habits, self.numbers = card, habits, numbers
        self.details = Details()
        self.without = [f"line {line}, {why}" for line, why in card.bad]
        self.said: dict[str, list[tuple[Property, str]]] = {}
        for one in card.properties:
            try:
                self.said.setdefault(one.name, []).append((one, values.raw_text(one, habits.encoding)))
            except values.Unreadable:
                self.without.append(f"line {one.line}, its bytes say nothing")

    def person(self) -> Incoming | LeftOut:
        """Return the person of the card, or why it is nobody."""
        if self._first("KIND", "X-ADDRESSBOOKSERVER-KIND").upper() in GROUP_KINDS:
            return LeftOut(self.card.line, "it is no person, and no company")
        self._take_handles()
        company = self._company()
        is_named = self._take_name(company)
        if self.details.name is None:
            return LeftOut(self.card.line, NOBODY)
        self._take_lines(company)
        self._take_nicknames()
        days = self._days()
        memo = self._memo()
        number, is_sure = self.numbers.give(self._uid(), self.details)
        source = f"{SYSTEM}:{number}"
        self.details.handles.append((kinds.SOURCE, source))
        return Incoming(
            self.card.line,
            source,
            is_sure,
            self.details,
            is_named,
            memo,
            tuple(self._records()),
            None,
            days,
            tuple(self.without),
        )

    def _raw(self, *asked: str) -> list[tuple[Property, str]]:
        """Return the properties of such names, each with its value."""
        said = self.said
        return [one for name in asked if name in said for one in said[name]]

    def _first(self, *asked: str) -> str:
        """Return the first of such properties that says something, as one line; empty where there is none."""
        return next((said for _, raw in self._raw(*asked) if (said := values.line(raw))), "")

    def _leaving_out(self, what: str, take: Callable[[], object]) -> None:
        """Take something of the card, or note that it is left out, and why."""
        try:
            take()
        except Refused as error:
            self.without.append(f"{what}, {because(error)}")

    def _take_handles(self) -> None:
        numbers = [(one, values.line(raw)) for one, raw in self._raw("TEL")]
        for one, said in numbers:
            for text in phones.parted(telephone(said)) if SEVERAL.search(said) else [said]:
                is_fax = _is_fax(one) and phones.digits(text)
                self._take_handle(kinds.PHONE, "a telephone", f"{text} fax" if is_fax else text)
        for _, raw in self._raw("EMAIL"):
            self._take_handle(kinds.EMAIL, "an e-mail", address(values.line(raw)))

    def _take_handle(self, kind: str, what: str, text: str) -> None:
        known = [handle for handle in self.details.handles if handle[0] == kind]
        if not text or any(one[1] == text or keys.same(one, (kind, text)) for one in known):
            return
        if len(known) == MOST_HANDLES:
            self.without.append(f"{what}, there are more than {MOST_HANDLES}")
        elif len(known) < MOST_HANDLES:
            self._leaving_out(what, lambda: self.details.handles.append((kind, CHECKS[kind](text))))

    def _company(self) -> str:
        return next((said for _, raw in self._raw("ORG") if (said := values.line(values.parts(raw)[0]))), "")

    def _take_name(self, company: str) -> bool:
        """Take how they want to be called, and tell whether the card says it, or it was made from a handle."""
        refusals: list[str] = []
        for text in self._names(company):
            try:
                self.details.name = fields.accept_name(text)
                return True
            except Refused as error:
                refusals.append(f"a name, {because(error)}")
        if self.details.handles:
            self.without += [one for one in refusals if not one.endswith("no letter")][:1]
            self.details.name = name_from(*self.details.handles[0])
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
            self._leaving_out("a company", lambda: setattr(details, "company", _line(company, "company")))
        role = self._first("TITLE", "ROLE")
        if role:
            self._leaving_out("a role", lambda: setattr(details, "role", _line(role, "role")))
        spoken = " ".join(said for name in SPOKEN if (said := self._first(name)))
        if spoken:
            self._leaving_out("how the name is said", lambda: setattr(details, "say", _line(spoken, "pronunciation")))

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
                self._take_handle(kinds.NICK, "a nickname", text)

    def _days(self) -> tuple[tuple[str, YearlyDay], ...]:
        """Return the days of every year but for the birthday, which is taken."""
        found: dict[str, YearlyDay] = {}
        for what, text, omitted in self._said_days():
            if not text or what in found or (what == BIRTHDAY and self.details.birthday):
                continue
            try:
                day = birthdays.read(text, omitted, self.habits.today, self.habits.order)
                called = fields.accept_note(what, "day", WHAT_LIMIT)
            except Refused as error:
                self.without.append(f"{article(what)}, {because(error)}")
                continue
            if day and what == BIRTHDAY:
                self.details.birthday = day
            elif day:
                found[called] = day
        return tuple(found.items())

    def _said_days(self) -> Iterator[tuple[str, str, str | None]]:
        """Yield each day: what it is of, how it is written, and the year that stands for none."""
        for what, asked in ((BIRTHDAY, ["BDAY"]), (ANNIVERSARY, ANNIVERSARIES)):
            for one, raw in self._raw(*asked):
                yield what, values.line(raw), one.parameters.get(birthdays.OMIT_YEAR)
        for one, raw in self._raw("X-ABDATE"):
            yield self._labelled(one), values.line(raw), one.parameters.get(birthdays.OMIT_YEAR)
        for kind, said, number, label in self._android():
            if kind == "contact_event":
                yield EVENTS.get(number) or label or "day", said, None

    def _labelled(self, one: Property) -> str:
        """Return the label that belongs to a property by its group."""
        labels = [values.line(raw) for label, raw in self._raw("X-ABLABEL") if one.group and label.group == one.group]
        label = labels[0] if labels else ""
        own = LABEL.fullmatch(label)
        return own[1].casefold() if own else label or "day"

    def _memo(self) -> str | None:
        notes = [said for _, raw in self._raw("NOTE") if (said := values.text(raw))]
        kept: list[str] = []
        for note in dict.fromkeys(notes):
            self._leaving_out("a note", lambda note=note: kept.append(accept_memo(note)))  # type: ignore[misc]
        if len(kept) < 2:
            return kept[0] if kept else None
        try:
            return accept_memo("\n".join(kept))
        except Refused as error:
            self.without.append(f"all notes but the first, {because(error)}")
            return kept[0]

    def _records(self) -> Iterator[str]:
        groups = [said for _, raw in self._raw("CATEGORIES") for part in values.parts(raw, values.COMMA)
                  if (said := " ".join(part.split())) and said.casefold() not in OF_THE_PROGRAM]  # fmt: skip
        if groups:
            yield from self._record(f"The card says: group: {', '.join(dict.fromkeys(groups))}")
        if (work := self._first("ROLE")) and work != self._first("TITLE") and self._first("TITLE"):
            yield from self._record(f"The card says: role: {work}")

    def _record(self, text: str) -> Iterator[str]:
        kept: list[str] = []
        self._leaving_out("what the card says", lambda: kept.append(fields.accept_line(text, "line")))
        yield from kept

    def _uid(self) -> str:
        """Return the number that the card has; one that is too long, or might be of a payment card, is made over."""
        said = self._first("UID").removeprefix("urn:uuid:")
        if not said:
            return ""
        try:
            number = accept(said, "number", fields.CODE_LIMIT - len(SYSTEM) - 1)
            return fields.refuse_payment_numbers(number, "number") if PAYABLE.search(number) else number
        except Refused:
            return "uid-" + _digest([said])


def telephone(said: str) -> str:
    """Return a telephone number without the scheme of a link; an extension is called one."""
    if said[:4].casefold() != phones.SCHEME:
        paused = PAUSED.fullmatch(said)
        is_pause = paused and len(phones.digits(said)) < fields.FEWEST_PHONE_DIGITS
        return f"{paused[1].strip()} ext. {paused[2]}" if paused and is_pause else said
    number, *others = phones.bare(said).split(";")
    extension = next((one[4:] for one in others if one[:4].casefold() == "ext="), "")
    return f"{number.strip()} ext. {extension}" if extension else number.strip()


def address(said: str) -> str:
    """Return an e-mail address without the scheme of a link and without a name before it."""
    named = ADDRESS.fullmatch(said)
    bare = named[1] if named else said
    return bare[7:].partition("?")[0].strip() if bare[:7].casefold() == "mailto:" else bare.strip("<> ")


def name_from(kind: str, value: str) -> str:
    """Return a name for somebody known by an e-mail address or a telephone only, fit for a screen in the shop."""
    if kind == kinds.EMAIL:
        before = value.partition("@")[0]
        return before if names.fold(before) else NAMELESS
    return f"{NAMELESS} …{phones.end(value)}"


def accept_memo(text: str) -> str:
    """Return a note as it is stored.

    Raises: Refused as for a note, and where it has a password.
    """
    lower = text.casefold()
    if any(root in lower for root in OF_PASSWORDS) and words.PASSWORDS in words.kinds_in(text):
        raise Refused("It has words of passwords.")
    return fields.accept_note(text)


def because(error: Refused) -> str:
    """Return why something was refused, to stand behind its name: "it has 300 characters; 200 is the most"."""
    said = re.sub(r"^The [\w-]+ (?=has |is )", "it ", error.sentence.rstrip("."))
    return said[:1].lower() + said[1:]


def article(what: str) -> str:
    """Return a noun with its article."""
    return f"{'an' if what[:1].casefold() in tuple('aeiou') else 'a'} {what}"


def _line(text: str, what: str) -> str | None:
    return fields.accept_line(text, what) or None


def _is_fax(one: Property) -> bool:
    return "FAX" in one.parameters.get("TYPE", "").upper().replace(",", " ").split()


def _digest(told: Sequence[str] | Iterable[str]) -> str:
    return hashlib.sha256("\x1f".join(told).encode("utf-8", "replace")).hexdigest()[:16]
