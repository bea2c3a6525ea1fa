"""The sheet to hand over: every word that is kept about one person, in sentences said to them.

Shape: lines of any length; an empty one parts, one that begins with BULLET is an item of the heading above.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from ...errors import StoreError
from ...store import kinds
from ...store.counter import undo
from ...store.rows import Occasion
from ..language import days
from ..language.text import ended
from ..timeline import occasions
from ..timeline.deed import VALUES
from .exporting import Person
from .phrases import BROUGHT, EACH_WRITE, FINDING, HAPPENED, LAST, MOVED, OPENING, TITLE, WRITTEN

Row = Mapping[str, Any]
Names = Callable[[str], str | None]

BULLET = "- "


def sheet(person: Person, news: Sequence[Row], advice: Mapping[str, str], name_of: Names, today: dt.date) -> list[str]:
    """Return the sheet of a person: `advice` says what each style means, `name_of` who has a reference."""
    return Sheet(person, news, advice, name_of).lines(today)


class Sheet:
    """One person's sheet under way."""

    def __init__(self, person: Person, news: Sequence[Row], advice: Mapping[str, str], name_of: Names) -> None:
        self.person, self.advice, self.name_of = person, advice, name_of
        self.news = {one["number"]: one for one in news}
        self.deeds = {one["number"]: one for one in person["deeds"]}
        self.entries = {one["ref"]: one for one in person["interactions"]}

    def lines(self, today: dt.date) -> list[str]:
        """Return all lines."""
        person = self.person
        made = [
            TITLE,
            f"{person['name']}, on {days.full(today)}",
            "",
            OPENING,
        ]
        facts = person["facts"]
        for heading, items in (
            ("Who you are to us", self._who()),
            ("How we reach and find you", map(self._handle, person["handles"])),
            ("Days that we remember", map(self._occasion, person["occasions"])),
            ("What we bear in mind whenever you come", [self._fact(one) for one in facts if one["kind"] == kinds.PIN]),
            ("What you look for", [self._fact(one) for one in facts if one["kind"] != kinds.PIN]),
            ("What happened, the oldest first", self._timeline()),
            ("What else we know you by", self._known_by()),
            ("News that you were told", map(self._told, person["told"])),
            (EACH_WRITE, map(self._deed, person["deeds"])),
            ("Copies", self._copies(person["copies"])),
        ):
            if said := [f"{BULLET}{ended(item)}" for item in items]:
                made += ["", heading, *said]
        return [*made, "", *LAST]

    def _who(self) -> Iterator[str]:
        person = self.person
        yield f"We call you {person['name']}" + (f", and say it {person['say']}" if person["say"] else "")
        if person["company"]:
            yield f"You work at {person['company']}" + (f", as {person['role']}" if person["role"] else "")
        elif person["role"]:
            yield f"Your work: {person['role']}"
        if person["relation"]:
            yield f"You are to us: {person['relation']}"
        if person["since"]:
            yield f"You have been coming to us since {_since(person)}"
        if person["why"]:
            yield f"Why you come: {person['why']}{_in_brackets(_said(person['why_day']))}"
        if person["every"] is not None:
            yield (
                "We expect no visits of you" if person["every"] == 0 else f"You come every {days.each(person['every'])}"
            )
        if style := person["usual_style"]:
            advice = f" To us that means: {self.advice[style]}" if style in self.advice else ""
            why = f", because: {person['usual_why']}" if person["usual_why"] else ""
            yield f"How you like to be served: {style}{why}.{advice}"
        if person["later"]:
            why = f", because: {person['later_why']}" if person["later_why"] else ""
            yield f"Until {day(person['later'])} we do not ask after you{why}"
        if person["no_notes"]:
            yield "You asked us to keep no notes of you"
        for entry in person["brought_by"]:
            yield f"Somebody who comes here brought you to us, as we noted on {day(entry['day'])}"
        signed = self._signed(person, said_on=person["added"])
        yield f"You stand in our records{_since_then(person['added'])}{_in_brackets(signed)}"

    def _handle(self, one: Row) -> str:
        return f"{FINDING.get(one['kind'], one['kind'])}: {one['value']}{_in_brackets(self._signed(one))}"

    def _occasion(self, one: Row) -> str:
        columns: dict[str, Any] = {column: one.get(column) for column in Occasion.fields}
        try:
            when = occasions.in_full(Occasion(**columns))
        except StoreError:
            when = f"{one['day']}/{one['month']}"
        return f"{one['what']}, {when}{_in_brackets(self._signed(one), self._mended(one))}"

    def _fact(self, one: Row) -> str:
        notes = _said(one["day"]), self._signed(one, said_on=one["day"]), self._mended(one)
        return f"{one['text']}{_in_brackets(*notes)}"

    def _timeline(self) -> Iterator[str]:
        for one in sorted(self.person["interactions"], key=lambda one: (str(one["day"]), int(one["ref"][1:]))):
            has_day = not (one["imported"] and one["text"])
            on = day(one["day"]) if has_day else f"Before {day(one['day'])}"
            ends = self.entries.get(one["about"], {}).get("text")
            notes = (
                f"about “{ends}”" if ends else "",
                f"by way of “{one['via']}”" if one["via"] else "",
                self._signed(one, said_on=one["day"]),
                self._mended(one),
            )
            yield f"{on}: {self._happened(one)}{_in_brackets(*notes)}"

    def _happened(self, one: Row) -> str:
        what = HAPPENED.get(one["kind"], str(one["kind"]))
        if one["kind"] == kinds.REFERRAL:
            what += f" {self.name_of(one['other']) or 'somebody'}" if one["other"] else " somebody"
        if one["due"]:
            due = days.with_hour(day(one["due"]), one["due_time"])
            what += f", for {due}" if one["kind"] == kinds.GESTURE else f", by {due}"
        said = [one["style"], f"“{one['text']}”" if one["text"] else None]
        return ": ".join(str(part) for part in (what, *said) if part)

    def _known_by(self) -> Iterator[str]:
        for one in self.person["aliases"]:
            yield f"You stood here twice, and as {one['ref']} too{_in_brackets(self._signed(one))}"
        for one in self.person["apart"]:
            yield f"You are not {one['other']}, of nearly your name{_in_brackets(self._signed(one))}"

    def _told(self, one: Row) -> str:
        news = self.news.get(one["news"])
        text = f"“{news['text']}”, for whoever looks for: {news['words']}" if news else "news that is no longer kept"
        return f"{day(one['day'])}: {text}{_in_brackets(self._signed(one, said_on=one['day']))}"

    def _deed(self, one: Row) -> str:
        at = str(one["at"])
        where = f", at the till “{one['till']}”" if one["till"] else ""
        who = f", by {one['staff']}" if one["staff"] else ""
        what = WRITTEN.get(one["verb"]) or a(one["verb"])
        if one["customer"] not in (None, self.person["ref"]):
            what = BROUGHT if one["verb"] == kinds.ADD else MOVED
        before = "; ".join(said for change in _changes(one["before"]) if (said := _changed(change)))
        said = f". Before that it said: {before}" if before else ""
        file = f", from a file: {one['file']}" if one["file"] else ""
        return f"{day(at[:10])}, {at[11:16]}{where}{who}: {what}{file}{said}"

    def _copies(self, copies: Sequence[Row]) -> Iterator[str]:
        if len(copies) > 1:
            yield (
                f"{len(copies)} copies of our records have you in them as you were then, made from"
                f" {day(copies[0]['day'])} to {day(copies[-1]['day'])}; the last is kept until"
                f" {day(copies[-1]['until'])}"
            )
        for copy in copies if len(copies) == 1 else ():
            yield (
                f"A copy of our records, made on {day(copy['day'])}, has you in it as you were then, and is kept until"
                f" {day(copy['until'])} ({copy['file']})"
            )
        if not copies:
            yield "Beside our records lies no older copy of them that has you in it"

    def _signed(self, one: Row, said_on: object = None) -> str:
        """Return who wrote a row and when; the day only where it is another than the one on which it was said."""
        deed = self.deeds.get(one["deed"], {})
        who = one.get("staff") or deed.get("staff")
        on = deed.get("day") or str(deed.get("at", ""))[:10]
        how = "taken over from a file" if deed.get("verb") == kinds.IMPORT else "written"
        by, when = f" by {who}" if who else "", f" on {day(on)}" if on and on != said_on else ""
        return f"{how}{by}{when}" if by or when else ""

    def _mended(self, one: Row) -> str:
        deed = self.deeds.get(one["mended"] or 0)
        by = f" by {deed['staff']}" if deed and deed["staff"] else ""
        return f"put right{by} on {day(deed['day'] or str(deed['at'])[:10])}" if deed else ""


def _changes(before: object) -> Sequence[Any]:
    if isinstance(before, list):
        return before
    return [] if before is None else [(None, "", {"text": before})]


def _changed(change: Any) -> str:
    """Return what a change replaced, every word of it; empty where there was nothing before."""
    kind, what, value = change
    if not isinstance(value, dict):
        return str(value or "")
    if kind == undo.MOVED or (kind == undo.TAKEN and what != "customer"):
        return ""  # numbers of rows
    if kind in (VALUES, undo.TAKEN):
        known = {str(name).replace("_", " "): said for name, said in value.items() if said not in (None, "")}
        return ", ".join(f"{name} {_quoted(said)}" for name, said in known.items())
    words = [value.get(name) for name in ("what", "value", "text", "style", "via", "staff")]
    said = ", ".join(_quoted(one) for one in words if one)
    on = f" of {day(value['day'])}" if isinstance(value.get("day"), str) else ""
    return " ".join(part for part in (f"{value.get('kind') or 'a day'}{on}", said) if part)


def _quoted(said: object) -> str:
    return f"“{said if isinstance(said, str) else json.dumps(said)}”"


def _since(person: Row) -> str:
    """Return since when somebody comes, and no more than was said; what is no day as it stands."""
    iso, said = str(person["since"]), person["since_said"]
    try:
        return days.since_in_full(days.of_iso(iso), said) if said else day(iso)
    except StoreError:
        return iso


def _since_then(iso: object) -> str:
    return f" since {day(iso)}" if iso else ""


def _said(iso: object) -> str:
    return f"said on {day(iso)}" if iso else ""


def _in_brackets(*notes: str) -> str:
    said = "; ".join(note for note in notes if note)
    return f" ({said})" if said else ""


def day(iso: object) -> str:
    """Return a day as it is spoken of, 21 Nov 2026; what is no day as it stands."""
    try:
        return days.full(days.of_iso(str(iso)))[4:]
    except StoreError:
        return str(iso)


def a(noun: object) -> str:
    """Return a noun with its article."""
    return f"{'an' if str(noun)[:1] in 'aeiou' else 'a'} {noun}"
