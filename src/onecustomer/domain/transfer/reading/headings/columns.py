"""Which columns of a table are what: where each field stands in a row, and which columns nobody keeps, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .....store.record import Record
from . import heading, layouts, others, overruled, words
from .layouts import Layout

ONE_OF = (
    *(words.ID, words.FIRST, words.MIDDLE, words.LAST, words.FULL, words.NICK, words.SAY, words.SAY_FIRST),
    *(words.SAY_LAST, words.COMPANY, words.ROLE, words.RELATION, words.WHY, words.BIRTHDAY, words.SINCE),
    *(words.LAST_VISIT, words.YEAR_OF_BIRTH, words.MONTH_OF_BIRTH, words.DAY_OF_BIRTH, words.ANNIVERSARY),
)
"""The fields of which a row has one; of several columns the first with something in it counts."""

"""The fields of which a row may have several."""

OF_DAYS = (words.BIRTHDAY, words.SINCE, words.LAST_VISIT, words.ANNIVERSARY)
FOUND_BY = (words.NAME, words.FULL, words.FIRST, words.LAST, words.NICK, words.COMPANY, words.PHONE, words.EMAIL)
"""The fields of which a table has one at least, or it has nobody in it."""


class Columns(Record):
    """What the columns of a table are.

    Shape: `headings` as written, without outer spaces; `meanings` has what each means, none where nobody knows;
    `places` has where each field stands; `notes` are sentences about what the shop wished, and
    `wished` is where.
    """

    layout: Layout
    headings: Sequence[str]
    meanings: Sequence[str | None]
    places: Mapping[str, Sequence[int]]
    notes: Sequence[str] = ()
    wished: Sequence[int] = ()

    def first(self, field: str) -> int | None:
        """Return where a field stands first; none where the table has none."""
        return next(iter(self.places.get(field, ())), None)

    @property
    def has_people(self) -> bool:
        """Tell whether somebody can be known by these columns."""
        return any(field in self.places for field in FOUND_BY)

    @property
    def unread(self) -> list[str]:
        """The headings that nobody keeps, first those that nobody understands."""
        columns = list(zip(self.headings, self.meanings, strict=True))
        return [one for one, field in columns if one and field is None] + [
            one for one, field in columns if one and field in (words.SKIP, words.UNKEPT)
        ]

    @property
    def withheld(self) -> list[tuple[str, str]]:
        """The headings that are left out on purpose, each with the reason."""
        start = heading.WITHHELD
        return [
            (one, field.removeprefix(start))
            for one, field in zip(self.headings, self.meanings, strict=True)
            if field and field.startswith(start)
        ]

    @property
    def labels(self) -> Mapping[int, int]:
        """Where the word stands that says what a telephone is, by where the telephone stands: Google's alone has them.

        Shape: "Phone 1 - Label" stands before "Phone 1 - Value".
        """
        places = self.places.get(words.PHONE, ()) if self.layout is layouts.GOOGLE else ()
        return {
            place: place - 1
            for place in places
            if place and layouts.parts_of(self.headings[place])[0] == layouts.parts_of(self.headings[place - 1])[0]
        }

    @property
    def says(self) -> list[tuple[int, str]]:
        """The columns whose cells become entries: where each stands, and what it is of."""
        return [
            (place, field.removeprefix(words.SAYS))
            for field, places in self.places.items()
            if field.startswith(words.SAYS)
            for place in places
        ]


def of_headings(headings: Sequence[str], wished: Mapping[str, str]) -> Columns:
    """Return what the columns under some headings are; `wished` is what the shop says of a heading.

    Raises: Refused where the shop wishes for what is never kept.
    """
    overruled.refuse(headings, wished)
    layout = layouts.recognise(headings)
    told = {**layouts.told(layout, headings), **wished}
    meanings = others.without(headings, heading.meanings(headings, told), wished)
    return of_meanings(layout, headings, meanings, wished)


def of_meanings(
    layout: Layout, headings: Sequence[str], meanings: Sequence[str | None], wished: Mapping[str, str]
) -> Columns:
    """Return the columns of which it is known what each means; `wished` is what the shop says of a heading."""
    places: dict[str, list[int]] = {}
    for place, field in enumerate(meanings):
        if field:
            places.setdefault(words.FULL if field == words.NAME else field, []).append(place)
    told = [place for place, one in enumerate(headings) if wished.get(one, words.SKIP) != words.SKIP]
    return Columns(layout, headings, meanings, places, tuple(overruled.notes(headings, wished)), told)
