"""The report of an import: what became of each file and of each of its people, as a shopkeeper reads it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from ....domain.language.counts import people, were
from ....domain.language.text import clean, cut, quoted
from ....domain.transfer.reading.headings.layouts import TABLE
from ....domain.transfer.reading.some import Some
from ....domain.transfer.reading.tables.mapping import said
from ....domain.transfer.taking.counted import ADDED, BECAME, COMPLETED, UPDATED, Counted, Mended, Said
from ....store.record import Record
from ...terminal import streams
from ...terminal.streams import LONGEST_KEPT
from .import_opened import Opened

T = TypeVar("T")

NAMED = 2
"""People who are named of a kind; the rest are counted."""

SHOWN = 20
"""Headings that are named one by one; the rest are counted."""

LONGEST_HEADING = 60  # letters of one that is typed back
LONGEST = 400  # columns of a sentence, as a cell may stand in it


class Report(Record):
    """What became of one file; `typed` makes a hint one that can be pasted."""

    file: Opened
    counted: Counted
    is_dry: bool
    typed: Callable[[str], str]

    def sentences(self) -> Iterator[str]:
        """Yield the file's block: what it is, then its people, its lines and its columns, each indented."""
        yield f"{said(self.file.path)}: {self._told()}"
        for sentence in (*self._people(), *self._stays(), *self._lines(), *self._columns()):
            yield f"  {sentence}"

    def _told(self) -> str:
        """Return what the file is, with how many people stand in it: "Square customer export, 12 people, UTF-8".

        Shape: where somebody stands in it twice, or a row is nobody, "10 people in 12 rows".
        """
        what, *more = self.file.told.split(", ")
        count = self._count()
        rows = max(self.counted.rows, count) + self.counted.left_out.count
        said = _people(count) if rows == count else f"{_people(count)} in {rows:,} {self._called(rows)}"
        return ", ".join([what, said, *more])

    def _called(self, rows: int) -> str:
        one = "row" if self.file.parts else "card"
        return one if rows == 1 else f"{one}s"

    def _count(self) -> int:
        """Return how many people the file is about."""
        counted = self.counted
        groups = (counted.added, counted.completed, counted.updated, counted.known)
        return sum(group.count for group in groups) + counted.erased

    # people

    def _people(self) -> Iterator[str]:
        counted = self.counted
        would = "would be " if self.is_dry else ""
        are = "would be" if self.is_dry else "is" if counted.added.count < 2 else "are"
        yield f"{_people(counted.added.count)} {are} new{named(counted.added.first, counted.added.count)}"
        for group, what in (
            (counted.completed, f"and {would}given what was missing"),
            (counted.updated, f"and {would}changed to what the file says"),
            (counted.known, "with nothing new"),
        ):
            if group.count:
                names = named(group.first, group.count, LONGEST) if group is not counted.known else ""
                yield f"{people(group.count)} {were(group.count)} here already, {what}{names}"
        if (further := counted.rows - self._count()) > 0:
            yield f"{further:,} more {self._called(further)} {were(further)} of the same people"

    def _stays(self) -> Iterator[str]:
        """Yield what the store keeps to, whatever a file says."""
        counted = self.counted
        if counted.erased:
            stays = "stays" if counted.erased == 1 else "stay"
            yield f"{people(counted.erased)} {were(counted.erased)} erased here on request, and {stays} so"
        if taken_out := counted.taken_out:
            things, stay = ("thing was", "stays") if taken_out == 1 else ("things were", "stay")
            yield f"{taken_out:,} {things} taken out here since, and {stay} so"
        if counted.is_restored and not self.is_dry:
            yield "all is as it was, with who wrote what; oc undo cannot take that back"

    # lines

    def _lines(self) -> Iterator[str]:
        counted, would = self.counted, "would be " if self.is_dry else ""
        yield from _listed(
            counted.mends,
            lambda one: f"{_line(one)}: {would if one.became in GIVEN else ''}{_became(one)} {one.without}",
        )
        yield from _listed(counted.left_out, lambda one: f"line {one.line}: {would}left out, {one.why}")
        yield from _listed(
            counted.kept,
            lambda one: f"{_line(one)}: {one.sentence}",
            self.typed("what is here stays; oc import --update takes the file's"),
        )
        yield from self._alike(counted.alike)
        yield from _listed(counted.mindful, lambda one: self.typed(f"{_line(one)}: {one.sentence}"))
        yield from self._nameless()

    def _nameless(self) -> Iterator[str]:
        """Yield of whom the file has no name, in one sentence."""
        if not (some := self.counted.nameless).count:
            return
        names = named([one.name for one in some.first], some.count)
        has = "person has" if some.count == 1 else "people have"
        then = "" if self.is_dry else f"; then oc edit {some.first[0].sentence} --name NAME"
        yield self.typed(f"{some.count:,} {has} no name in the file{names}{then}")

    def _alike(self, alike: Some[Said]) -> Iterator[str]:
        """Yield who is new and shares a handle with somebody else, each with the line that makes one of the two.

        Shape: each command has a line of its own, so that it can be pasted.
        """
        for one in alike.first:
            sentence = cut(f"{_line(one)} {one.sentence}", LONGEST)
            is_said = one.both and not self.is_dry  # who is not here yet has no number
            yield f"{sentence}; if they are one person:" if is_said else sentence
            if is_said:
                yield f"  {self.typed('oc merge ' + ' '.join(one.both))}"
        for more in _more(alike):
            yield more
            yield self.typed("more of them: oc duplicates --all")

    # columns

    def _columns(self) -> Iterator[str]:
        """Yield the headings that nobody may keep, each with the reason, and those that nobody does."""
        if withheld := [_withheld(*one) for one in self.file.withheld]:
            yield f"{self.file.parts}never kept: {_some(withheld)}"
        if self.file.unread:
            yield f"{self.file.parts}not kept: {_some(self.file.unread)}"
            is_any = self.file.told.startswith(TABLE.told)  # of an export that is known, what is left is nobody's
            if is_any and (heading := self.file.unread[0]).isprintable() and len(heading) <= LONGEST_HEADING:
                yield f"to keep one: --map {quoted(f'{heading}=memo', as_one=True)}, or another field: oc import --help"


GIVEN = (BECAME[ADDED], BECAME[COMPLETED], BECAME[UPDATED])
"""What became of somebody who was given something."""


def _became(one: Mended) -> str:
    """Return what became of somebody, of whom something was left out."""
    if one.became in GIVEN:
        return f"{one.became} without"
    return "here already, and read without" if one.became else "read without"


def end(counts: Sequence[Counted], *, is_dry: bool, is_undone: bool) -> str:
    """Return what stands below all files: whether anything is new, and what comes next.

    `is_undone` tells whether undo would take back what came in.
    """
    if is_dry:
        return "Nothing was written: this was a dry run."
    if not any(map(_is_changed, counts)):
        is_known = any(counted.known.count for counted in counts)
        return "Nothing is new: all of it was here already." if is_known else "Nothing is new."
    return f"Next: oc serve NAME{'; oc undo takes all of it back' if is_undone else ''}"


def _is_changed(counted: Counted) -> bool:
    return bool(counted.added.count or counted.completed.count or counted.updated.count)


def _people(count: int) -> str:
    return people(count) if count else "nobody"


def named(names: Sequence[str], count: int, widest: int = LONGEST_KEPT) -> str:
    """Return the first of so many names and how many more there are: ": Margo Klein, Jim O'Neil and 8 more".

    Units: `widest` is the columns of one at the most.
    """
    if not count:
        return ""
    first = [cut(clean(name), widest) for name in names[: min(count, NAMED)]]
    more = count - len(first)
    last = f"{more:,} more" if more else first.pop()
    return f": {', '.join(first)} and {last}" if first else f": {last}"


def _listed(some: Some[T], sentence: Callable[[T], str], then: str = "") -> Iterator[str]:
    """Yield the sentences of one kind, how many more there are of it, and what to do about them."""
    yield from (cut(sentence(one), LONGEST) for one in some.first)
    yield from _more(some)
    if then and some.count:
        yield then


def _more(some: Some[T]) -> Iterator[str]:
    """Yield how many more there are than those that are said; nothing where all are."""
    if more := some.count - len(some.first):
        yield f"and {more:,} more like {'these' if len(some.first) > 1 else 'it'}"


def _line(one: Said | Mended) -> str:
    return f"line {one.line}, {streams.kept(one.name)}"


def _some(headings: Sequence[str]) -> str:
    shown = [streams.kept(heading) for heading in headings[:SHOWN]]
    more = len(headings) - len(shown)
    return ", ".join(shown) + (f" and {more:,} more" if more else "")


def _withheld(heading: str, reason: str) -> str:
    said = streams.kept(heading)
    return said if said.casefold() == reason else f"{said} ({reason})"
