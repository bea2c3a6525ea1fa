"""The parts of a morning: what each is called, what stands where it is empty, and its lines, page by page."""

from __future__ import annotations

from ...store.overview import morning
from ...store.record import Record
from .morning import Morning

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .items import Item
    from .morning import After, Page

PAGE = 1_000  # lines that are read in one transaction


class Part(Record):
    """A part of the morning: its name, the label on the screen, its option's help, and what stands where it is empty.

    Shape: LAST_OPEN in `nothing` stands for the last open day before today. `role` is that of the card's lines of the
    same kind, which have its colour. `page` gives its lines, `total` counts all of them.
    """

    name: str
    label: str
    role: str
    help: str
    nothing: str
    page: Callable[[Morning, int, After], Page]
    total: Callable[[Morning], int]

    def without_label(self) -> Part:
        """Return the part as it goes on, below lines that have its label."""
        return Part(**vars(self) | {"label": ""})


def pages(part: Part, of: Callable[[], Morning]) -> Iterator[list[Item]]:
    """Yield all lines of a part, so many at a time; each page is read in a transaction of its own.

    Shape: what other tills write meanwhile may be in it or not.
    """
    after: After = None
    while True:
        asked = of()
        with asked.store.reading():
            found, after = part.page(asked, PAGE, after)
        yield found
        if after is None:
            return


GONE = Part(
    "gone", "Gone", "left", "Who left this week.", "Nobody left this week.",
    Morning.gone, lambda asked: asked.count(morning.GONE),
)  # fmt: skip
OWED = Part(
    "owed", "Owed", "owed", "All promises that are open.", "Nothing is owed to anybody.",
    Morning.owed, lambda asked: asked.count(morning.PROMISES),
)  # fmt: skip
OPEN = Part(
    "open", "Open", "open", "All complaints and warnings that nobody answered, and who may leave.",
    "Nobody waits for an answer.", Morning.open, lambda asked: asked.count(morning.OPEN),
)  # fmt: skip
DATES = Part(
    "dates", "Soon", "soon", "All days to remember that are near.", "No day to remember is near.",
    Morning.dates, Morning.count_dates,
)  # fmt: skip
NEWS = Part(
    "news", "Tell", "tell", "Everybody who waits for news.", "There is no news that anybody still waits for.",
    Morning.news, Morning.count_news,
)  # fmt: skip
HEARD = Part(
    "heard", "Heard", "tell", "The praise of the last day.", "No praise was heard since LAST_OPEN.",
    Morning.heard, lambda asked: asked.count(morning.HEARD),
)  # fmt: skip
MISSED = Part(
    "missed", "Missed", "missed", "Everybody who stays away.", "Nobody is missed.",
    Morning.missed, lambda asked: asked.count(morning.MISSED),
)  # fmt: skip
THANKS = Part(
    "thanks", "Thank", "thank", "Who brought somebody or praised, and was not thanked.", "Nobody is to be thanked.",
    Morning.thanks, lambda asked: asked.count(morning.THANKS),
)  # fmt: skip
PARTS = (GONE, OWED, OPEN, DATES, NEWS, HEARD, MISSED, THANKS)
"""The parts of a morning, in their order."""

NEVER_THANKED = Part(
    "unthanked", "", "thank", "All others who were never thanked.",
    "Everybody was thanked, or is in oc today --thanks.",
    Morning.never_thanked, lambda asked: asked.count(morning.NEVER_THANKED),
)  # fmt: skip
"""No part of a morning: the list of `oc thank --unthanked`."""
