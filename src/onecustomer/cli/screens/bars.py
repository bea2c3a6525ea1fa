"""Bars with the names under each, as rows that fit a width; Rich paints them, on a screen or in a picture's file."""

from __future__ import annotations

from rich.text import Text

from ...domain.language import days
from ...domain.language.text import cells, clean, cut
from ...domain.overview.pulse import GOOD, HURTS, TALK, Bar, Gone, Pulse
from ...store.record import Record
from ..terminal import streams
from ..terminal.streams import NARROW

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

BLOCKS, HASHES, PAINT = "blocks", "hashes", "paint"
"""What bars are made of: block characters, # where the encoding has none, or coloured ground in a picture's file."""

LABEL = 21  # columns of a label and its gap: the longest is "promises kept late"
INDENT = 2
MOST_ROWS = 3  # of names under a bar
MOST_GONE = 5  # who left, each in a sentence
WIDEST = 4  # columns of one entry, so that a quiet week is drawn as one

EIGHTHS = " ▏▎▍▌▋▊▉"
COLOURS = {GOOD: "green", TALK: "cyan", HURTS: "yellow"}
NOTHING = "Nothing was written in these days."


class Picture(Record):
    """A pulse to be drawn.

    Shape: `title` is empty or the name of the one whom it is of; `more` is the command that shows the names left
    out, empty where all are shown.
    """

    pulse: Pulse
    more: str
    title: str = ""


def rows(picture: Picture, width: int, made_of: str) -> Iterator[Text]:
    """Yield the rows of a picture, none wider than `width` columns."""
    pulse = picture.pulse
    period = f"{days.full(pulse.since)} to {days.full(pulse.until)}"
    for heading in filter(None, (picture.title, period)):
        yield from (Text(row, style="bold") for row in streams.fitted(heading, width, 0))
    yield Text()
    for sentence in _gone(picture):
        yield from (Text(row) for row in streams.fitted(sentence, width, INDENT))
    left = pulse.gone or pulse.back
    if left and pulse.bars:
        yield Text()
    if not (left or pulse.bars):
        yield from (Text(row) for row in streams.fitted(NOTHING, width, 0))
    yield from _drawn(pulse.bars, width, made_of, picture.more)


def _gone(picture: Picture) -> list[str]:
    """Return who left and who is back, in sentences; after a few, how many more there are, and where."""
    pulse = picture.pulse
    return [*_few(pulse.gone, "gone", picture.more), *_few(pulse.back, "back", picture.more)]


def _few(people: Sequence[Gone], how: str, more: str) -> list[str]:
    said = [one.sentence for one in people]
    left = len(said) - MOST_GONE if more else 0
    if left <= 0:
        return said
    return [*said[:MOST_GONE], f"and {left:,} more {'is' if left == 1 else 'are'} {how}: {more}"]


def _drawn(bars: Sequence[Bar], width: int, made_of: str, more: str) -> Iterator[Text]:
    """Yield bars, all of one scale, each with its names."""
    lead = LABEL if width >= NARROW else INDENT
    room = width - lead - 1 - max((len(_count(bar)) for bar in bars), default=0)
    each = _columns_of_one(bars, room)
    for bar in bars:
        label = cut(clean(bar.label), LABEL - 2)
        if lead == INDENT:
            yield Text(label)
            label = ""
        label += " " * (lead - cells(label))
        yield Text.assemble(label, _bar(bar, each, room, made_of), f" {_count(bar)}")
        for row in _names(bar.within, width - lead, more):
            yield Text.assemble(" " * lead, (row, "dim"))


def _count(bar: Bar) -> str:
    return f"{bar.count:,}"


def _columns_of_one(bars: Sequence[Bar], room: int) -> float:
    """Return how many columns one entry takes: one at least, where the bars of what is no talk have room for it.

    A bar of talk that outgrows the room then is cut, and says so.
    """
    most = max((bar.count for bar in bars), default=0)
    told = max((bar.count for bar in bars if bar.tone != TALK), default=0)
    return min(WIDEST, max(room / max(most, 1), min(1, room / told) if told else 0))


def _bar(bar: Bar, each: float, room: int, made_of: str) -> Text:
    colour = COLOURS[bar.tone]
    length = bar.count * each
    is_cut = round(length * 8) > room * 8
    whole = room - 1 if is_cut else max(1, round(length))
    end = ("…" if made_of != HASHES else ">") if is_cut else ""
    if made_of == PAINT:
        return Text.assemble((" " * whole, f"on {colour}"), (end, colour))
    if made_of == HASHES:
        return Text("#" * whole + end, style=colour)
    full, eighths = (whole, 0) if is_cut else divmod(max(1, round(length * 8)), 8)
    return Text(("█" * full + EIGHTHS[eighths]).rstrip() + end, style=colour)


def _names(names: Sequence[str], room: int, more: str) -> list[str]:
    """Return names in rows, each name whole where it fits; after a few rows, how many more there are, and where."""
    shown: list[str] = []
    for number, name in enumerate(names):
        told = cut(clean(name), room - 1) + ("," if number + 1 < len(names) else "")
        if shown and cells(shown[-1]) + 1 + cells(told) <= room:
            shown[-1] += f" {told}"
        elif more and len(shown) == MOST_ROWS:
            left = f"and {len(names) - number:,} more: {more}"
            return shown + streams.broken(left, room, INDENT)
        else:
            shown.append(told)
    return shown
