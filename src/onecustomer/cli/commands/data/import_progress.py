"""How far an import is: a bar with a rate on a terminal, and nothing elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ....domain.transfer.reading.incoming import Incoming, LeftOut, Progress, Source
from ...terminal import streams
from ...terminal.streams import NARROW
from ...terminal.till import Till

if TYPE_CHECKING:
    from rich.progress import Progress as Bars
    from rich.progress import ProgressColumn

LOOKING, BRINGING = "Looking through", "Bringing in"
NARROWEST_BAR, BESIDE = 10, 60  # columns of a bar at the least, and of what stands beside it


class Phases:
    """The bars of a terminal, one at a time; elsewhere none.

    Shape: `people` is how many the bar that is there has read; `sentences` are said once all are gone.
    """

    def __init__(self, bars: Bars | None) -> None:
        self.bars = bars
        self.people = 0
        self.sentences: list[str] = []

    def begin(self, phase: str, size: int) -> Progress:
        """Return what moves the bar of a phase over a file of so many bytes; the bar before goes."""
        if (bars := self.bars) is None:
            return lambda read: None
        for done in bars.task_ids:
            bars.remove_task(done)
        self.people = 0
        task = bars.add_task(phase, total=size or None, people=0)
        return lambda read: bars.update(task, completed=read, people=self.people)

    def later(self, phase: str, size: int) -> Progress:
        """Return what begins a phase once something was read, and moves its bar."""
        begun: list[Progress] = []

        def move(read: int) -> None:
            if not begun:
                begun.append(self.begin(phase, size))
            begun[0](read)

        return move

    def counting(self, source: Source) -> Source:
        """Return a source whose people the bar counts."""
        return source if self.bars is None else Counting(source, self)


class Counting:
    """A source whose people are counted as they are read."""

    def __init__(self, source: Source, phases: Phases) -> None:
        self.source, self.phases, self.path = source, phases, source.path

    def people(self, progress: Progress) -> Iterator[Incoming | LeftOut]:
        """Yield the people of the source."""
        for one in self.source.people(progress):
            self.phases.people += 1
            yield one


@contextmanager
def phases(till: Till) -> Iterator[Phases]:
    """Yield the bars, gone where the block ends."""
    shown = Phases(None)
    try:
        with _bars(till) as shown.bars:
            yield shown
    finally:
        for sentence in shown.sentences:
            streams.say(sentence)


@contextmanager
def _bars(till: Till) -> Iterator[Bars | None]:
    if not till.interactive:
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress as Bars

    console = Console(stderr=True, no_color=not streams.takes_colour())
    with Bars(*_columns(console.width), console=console, transient=True) as bars:
        yield bars


def _columns(width: int) -> list[ProgressColumn]:
    """Return the bar and what stands beside it, as far as there is room."""
    from rich.progress import BarColumn, ProgressColumn, Task, TaskProgressColumn, TextColumn, TimeRemainingColumn
    from rich.text import Text

    class Rate(ProgressColumn):
        """How many people a second."""

        def render(self, task: Task) -> Text:
            """Return the rate since the phase began; nothing before anybody was read."""
            people, elapsed = task.fields["people"], task.elapsed
            return Text(f"{people / elapsed:,.0f} people/s" if people and elapsed else "")

    what, how_far = TextColumn("{task.description}"), [TaskProgressColumn(), Rate()]
    if width < NARROW:
        return [what, *how_far]
    return [what, BarColumn(max(NARROWEST_BAR, width - BESIDE)), *how_far, TimeRemainingColumn(compact=True)]
