"""What the columns of a table may be that is not understood, by what stands in them: to type, never taken."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ....language import names
from ..headings import heading, words
from .top import Top, has_people, is_of_people

SHOWN = 12  # columns
LONGEST = 60  # letters of a heading that is typed back
MOST_DIGITS = 8  # of a day; a telephone may have as few, but no dashes, strokes or dots between all of them
ANYTHING = "FIELD"
LAST_TIME = frozenset(("last", "latest", "recent", "zuletzt", "letzter", "letzte", "derniere", "ultima", "laatste"))
BIRTH_UNTIL = 1990
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
DAY = re.compile(r"\d{1,4}[-/.]\d{1,2}(?:[-/.]\d{1,4})?[-/.]?")
EMAIL, PHONE, DAYS, NAMES, WORD = "e-mails", "telephones", "days", "names", "single words"


def has_no_heading(begins: Top) -> bool:
    """Tell whether the first row is somebody's already: it has what no heading has, or is a name among names."""
    if has_people(begins.cells):
        return True
    is_list = len(begins.cells) == 1 and len(begins.rows) > 1
    return is_list and _kind([begins.cells[0]]) == _kind([row[0] for row in begins.rows if row and row[0]]) == NAMES


def names_in(begins: Top, meanings: Sequence[str | None]) -> str | None:
    """Return the heading of a column that nobody understands and that has whole names; none where none has."""
    for place, named in enumerate(begins.cells):
        cells = [row[place] for row in begins.rows if place < len(row) and row[place]]
        is_named = cells and _kind(cells) == NAMES and all(map(_is_written_large, cells))
        if named and not meanings[place] and is_named:
            return named
    return None


def _is_written_large(cell: str) -> bool:
    return all(not word[:1].islower() for word in cell.split())


def guessed(begins: Top, meanings: Sequence[str | None], *, has_no_heading: bool) -> Iterator[tuple[str, str]]:
    """Yield what each column may be that is not understood, by its heading or number.

    Shape: where nothing can be guessed of any, the first two headings stand as an example.
    """
    rows = [begins.cells, *begins.rows] if has_no_heading else begins.rows
    columns = [[row[place] for row in rows if place < len(row) and row[place]] for place in range(len(begins.cells))]
    kinds = [_kind(column) if column else "" for column in columns]
    found = dict(_fields(begins.cells, columns, kinds, [one for one in meanings if one]))
    named = {
        str(place + 1) if has_no_heading else cell: found.get(place)
        for place, cell in enumerate(begins.cells[:SHOWN])
        if (cell or has_no_heading) and len(cell) <= LONGEST and (has_no_heading or not meanings[place])
    }
    if any(named.values()):
        yield from ((one, field) for one, field in named.items() if field)
    else:
        yield from ((one, ANYTHING) for one in list(named)[:2])


def _fields(
    cells: Sequence[str], columns: Sequence[Sequence[str]], kinds: Sequence[str], has: Sequence[str]
) -> Iterator[tuple[int, str]]:
    is_named = not {words.NAME, words.FULL, words.FIRST, words.LAST}.isdisjoint(has)
    for place, kind in enumerate(kinds):
        if kind == EMAIL:
            yield place, words.EMAIL
        elif kind == PHONE:
            yield place, words.PHONE
        elif kind == DAYS:
            yield place, _day(cells[place], columns[place])
        elif kind in (NAMES, WORD) and not is_named:
            is_named = True
            if kind == WORD and kinds[place + 1 : place + 2] == [WORD]:
                is_wide = names.is_wide(columns[place][0])
                yield place, words.LAST if is_wide else words.FIRST
                yield place + 1, words.FIRST if is_wide else words.LAST
            else:
                yield place, words.NAME


def _kind(cells: Sequence[str]) -> str:
    """Return what all cells of a column are; empty where they are several things, or none that is known."""
    found = {_kind_of(cell) for cell in cells}
    if found == {NAMES, WORD}:
        return NAMES
    return found.pop() if len(found) == 1 else ""


def _kind_of(cell: str) -> str:
    if is_of_people(cell):
        digits = sum(letter.isdecimal() for letter in cell)
        return EMAIL if "@" in cell else DAYS if digits <= MOST_DIGITS and DAY.fullmatch(cell) else PHONE
    if any(letter.isdecimal() for letter in cell) or not any(letter.isalpha() for letter in cell):
        return DAYS if DAY.fullmatch(cell) else ""
    count = len(cell.split())
    return WORD if count == 1 else NAMES if count <= 4 and len(cell) <= LONGEST else ""


def _day(cell: str, column: Sequence[str]) -> str:
    """Return of which day a column is: by its heading the last visit, by its years a birthday, else the first."""
    if not LAST_TIME.isdisjoint(heading.fold(cell)):
        return words.LAST_VISIT
    years = [int(found[0]) for one in column if (found := YEAR.search(one))]
    return words.SINCE if years and min(years) > BIRTH_UNTIL else words.BIRTHDAY
