"""What the shop says of a table's columns, --map "Telefon=phone", and what to type where a table is not understood."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from .....errors import Refused
from ....language.text import cut, quoted
from ....timeline.called import PIPED
from ..headings import columns, layouts, words
from ..headings.columns import Columns
from ..incoming import Wishes
from . import guessing, top
from .top import Top, is_of_people

STDIN = "stdin"  # what is piped in, in a sentence
SHOWN = 12
WIDEST = 40
ONCE = (words.COMPANY, words.ROLE, words.RELATION, words.WHY, words.BIRTHDAY, words.SINCE, words.LAST_VISIT)
"""Fields of which a second column is worth a word; names are written in several as a rule."""

NAMING = frozenset((words.FULL, words.FIRST, words.LAST, words.NICK, words.COMPANY))
"""The fields by which somebody is called."""

NOTHING = "nothing was imported"


def said(path: str) -> str:
    """Return what a file is called in a sentence."""
    return STDIN if path == PIPED else path


def parsed(typed: Sequence[str]) -> dict[str, str]:
    """Return what each heading means, by the heading, as it was typed: "Telefon=phone".

    Raises: Refused where there is no =, or no such field.
    """
    found: dict[str, str] = {}
    for one in typed:
        left, _, right = one.rpartition("=")
        field = right.strip().casefold()
        if not left.strip() or field not in words.FOR_MAP:
            raise Refused(
                f"“{one}” does not say what a heading means; right of = stands one of {', '.join(words.FOR_MAP)}.",
                f"oc import --map {_example(left)} FILE; {NOTHING}",
            )
        found[left.strip()] = field
    return found


def _example(left: str) -> str:
    """Return a --map with the heading that was typed; one that is told where there is none."""
    heading = left.strip()
    return quoted(f"{heading}=memo", as_one=True) if heading and len(heading) <= WIDEST else '"Telefon=phone"'


def meant(begins: Top, shown: str, wishes: Wishes) -> tuple[Top, Columns]:
    """Return the top of a table and what its columns are.

    Raises: Refused where nobody can be found by them, or the shop speaks of a heading that there is none of.
    """
    wished = wishes.columns
    by_number = {int(one): field for one, field in wished.items() if one.isdecimal() and one not in begins.cells}
    by_name = {one: field for one, field in wished.items() if int(one if one.isdecimal() else 0) not in by_number}
    width = len(begins.cells)
    if by_number and not begins.is_understood and not _is_heading(begins, by_number):
        begins = Top(begins.delimiter, 0, begins.cells, False)
    _refuse_unknown(begins, shown, by_name, [number for number in by_number if not 1 <= number <= width])
    if by_number and not begins.line:
        fields = [by_number.get(place + 1) for place in range(width)]
        called = [f"column {place + 1}" for place in range(width)]
        by_place = {one: field for one, field in zip(called, fields, strict=True) if field}
        return begins, columns.of_meanings(layouts.TABLE, called, fields, by_place)
    low = {one.casefold(): field for one, field in by_name.items()}
    told = {one: low[one.casefold()] for one in begins.cells if one.casefold() in low}
    told |= {begins.cells[number - 1]: field for number, field in by_number.items()}
    known = columns.of_headings(begins.cells, told)
    if not (begins.is_understood or by_number) or not known.has_people:
        raise _not_understood(begins, shown, known, wishes)
    if NAMING.isdisjoint(known.places) and (heading := guessing.names_in(begins, known.meanings)):
        raise _no_names(begins, shown, heading, known, wishes)
    return begins, known


def _no_names(begins: Top, shown: str, heading: str, known: Columns, wishes: Wishes) -> Refused:
    """Return the refusal of a table whose names stand under a heading that nobody understands."""
    return Refused(
        f"{shown} has what look like names under “{cut(heading, WIDEST)}”, and no heading that says so.",
        f'say what it is; --map "{cut(heading, WIDEST)}={words.SKIP}" leaves it out; {NOTHING}',
        _command(begins, shown, known, wishes, has_no_heading=False),
    )


def _is_heading(begins: Top, by_number: Mapping[int, str]) -> bool:
    """Tell whether the first row is a heading after all: where a telephone is to stand there is none."""
    sure = (words.PHONE, words.EMAIL, words.BIRTHDAY, words.SINCE, words.LAST_VISIT)
    cells = {begins.cells[one - 1] for one, field in by_number.items() if field in sure and one <= len(begins.cells)}
    return any(cell and not is_of_people(cell) for cell in cells)


def notes(begins: Top, known: Columns) -> Iterator[str]:
    """Yield what is said of how a table begins."""
    if not begins.line:
        yield "read as a table without a heading, from its first line"
    for field in ONCE if known.layout is layouts.TABLE else ():
        first, *others = [known.headings[place] for place in known.places.get(field, ())] or [""]
        if others:
            yield f"{_listed(others)}: read only where “{cut(first, WIDEST)}” is empty, as a customer has one {field}"


def _refuse_unknown(begins: Top, shown: str, by_name: Mapping[str, str], numbers: Sequence[int]) -> None:
    here = {one.casefold() for one in begins.cells}
    unknown = [one for one in by_name if one.casefold() not in here] + [str(number) for number in numbers]
    if unknown:
        raise Refused(
            f"{shown} has no heading “{unknown[0]}”; it has {_columns(begins)}.",
            f'--map "HEADING=FIELD", with a heading as it stands there; {NOTHING}',
        )


def _not_understood(begins: Top, shown: str, known: Columns, wishes: Wishes) -> Refused:
    """Return the refusal of a table, with the line to type for it."""
    has_no_heading = guessing.has_no_heading(begins)
    hint = f"say what its columns are, right of = one of {', '.join(words.FOR_MAP)}; {NOTHING}"
    command = _command(begins, shown, known, wishes, has_no_heading=has_no_heading)
    if has_no_heading:
        return Refused(f"{shown} has no heading: its first line is already somebody's.", hint, command)
    kept = [one for one, field in zip(known.headings, known.meanings, strict=True) if one and field]
    understood = (
        f"only {_listed(kept)} of it is understood" if kept else f"none of {_listed(begins.cells)} is understood"
    )
    sentence = f"{shown} has no heading that tells names, telephones or e-mails: {understood}."
    return Refused(sentence, hint, command)


def _command(begins: Top, shown: str, known: Columns, wishes: Wishes, *, has_no_heading: bool) -> str:
    """Return the import once more, with all that was typed, and what each column is by what stands in it."""
    told = {one.casefold() for one in wishes.columns}
    meanings = [None] * len(begins.cells) if has_no_heading else known.meanings
    guessed = [
        f"{one}={field}"
        for one, field in guessing.guessed(begins, meanings, has_no_heading=has_no_heading)
        if one.casefold() not in told
    ]
    maps = [*(f"{one}={field}" for one, field in wishes.columns.items()), *guessed]
    typed = [word for one in maps for word in ("--map", quoted(one, as_one=True))]
    encoding = ["--encoding", quoted(wishes.encoding, as_one=True)] if wishes.encoding else []
    file = PIPED if shown == STDIN else quoted(shown, as_one=True)
    return " ".join(["oc import", *wishes.options, *encoding, *typed, file])


def _columns(begins: Top) -> str:
    """Return the headings of a table, and of one without only how many columns there are: they are somebody's."""
    return f"{len(begins.cells)} columns" if top.has_people(begins.cells) else _listed(begins.cells)


def _listed(headings: Sequence[str]) -> str:
    named = [f"“{cut(one, WIDEST)}”" for one in headings if one]
    more = len(named) - SHOWN
    return ", ".join(named[:SHOWN]) + (f" and {more} more" if more > 0 else "")
