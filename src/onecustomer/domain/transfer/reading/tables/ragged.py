"""Rows that have fewer or more cells than the heading: made to fit where it is clear how, so that no person is lost."""

from __future__ import annotations

from ....language import phones
from ....language.fields import FEWEST_PHONE_DIGITS
from ..headings import columns, words
from ..headings.columns import Columns
from ..incoming import Incoming
from .records import Cells

WORDY = (words.MEMO, words.WHY)
"""The fields of text, in which people write commas."""

WHOLE_NAMES = (words.FULL, words.NICK, words.COMPANY)
HALF_NAMES = (words.FIRST, words.LAST)
"""Names of which one alone in its row may be any word: "end"."""

MOST_WORDS = 5  # of a name that stands alone in its row; more are a sentence, as below a table


class Trimmed(list[str]):
    """A row of which cells were left out, as it had too many; `many` is how many."""

    many: int


def told(row: Cells, person: Incoming) -> Incoming:
    """Return a person with a word of the cells that were left out of the row."""
    many = row.many if isinstance(row, Trimmed) else 0
    said = "1 cell that is too many" if many == 1 else f"{many} cells that are too many"
    return Incoming(**{**vars(person), "without": (*person.without, said)})


def fitting(row: Cells, width: int, delimiter: str, known: Columns | None) -> Cells | None:
    """Return a row as wide as the heading; none where nobody can tell which cell is of which column.

    Shape: without `known` columns only empty cells are added or taken off.
    """
    count = len(row)
    if count > width:
        return _cut(row, width, delimiter, known)
    filled = row + [""] * (width - count)
    is_somebody = known is not None and not _is_shifted(filled, known) and _is_somebody(filled, count, known)
    return filled if is_somebody or (known is None and 2 * count >= width) else None


def _cut(row: Cells, width: int, delimiter: str, known: Columns | None) -> Cells | None:
    kept, more = row[:width], [cell for cell in row[width:] if cell.strip()]
    if not more:
        return kept
    if known is None or _is_shifted(kept, known):
        return None
    if known.meanings[-1] in WORDY:
        return [*kept[:-1], delimiter.join(row[width - 1 :]).rstrip(f"{delimiter} ")]
    trimmed = Trimmed(kept)
    trimmed.many = len(more)
    return trimmed


def _is_somebody(row: Cells, count: int, known: Columns) -> bool:
    """Tell whether a short row has what somebody is known by, and is not a line of text below the table."""
    if 2 * count >= len(row):
        return True
    places = [place for one in (words.PHONE, words.EMAIL) for place in known.places.get(one, ())]
    if any(row[place].strip() for place in places):
        return True
    named = WHOLE_NAMES if count == 1 else WHOLE_NAMES + HALF_NAMES
    names = [row[place].strip() for one in named for place in known.places.get(one, ()) if row[place].strip()]
    return any(len(name.split()) <= MOST_WORDS and not any(map(str.isdecimal, name)) for name in names)


def _is_shifted(row: Cells, known: Columns) -> bool:
    """Tell whether cells stand in columns that they are not of, as an e-mail in that of telephones."""
    cells = {
        field: [cell for place in known.places.get(field, ()) if (cell := row[place].strip())]
        for field in (words.PHONE, words.EMAIL, *columns.OF_DAYS)
    }
    return (
        any("@" in one or len(phones.digits(one)) < FEWEST_PHONE_DIGITS for one in cells[words.PHONE])
        or any("@" not in one for one in cells[words.EMAIL])
        or any(not any(map(str.isdecimal, one)) for of in columns.OF_DAYS for one in cells[of])
    )
