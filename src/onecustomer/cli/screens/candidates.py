"""Candidates: a numbered list to choose from, each with what tells people apart."""

from __future__ import annotations

import datetime as dt

from ...domain.language import days
from ...domain.language.text import cells, clean, cut
from ..terminal import streams
from ..terminal.streams import NARROW

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...domain.finding.ranking import Candidate

WIDEST_NAME = 30
INDENT = 4


def rows(found: Sequence[Candidate], today: dt.date, width: int, most: int) -> list[str]:
    """Return a numbered list of candidates, the first `most` of them; on a narrow screen details stand below."""
    shown = found[:most]
    widest = min(WIDEST_NAME, max(cells(clean(candidate.person.name)) for candidate in shown))
    longest = max(len(candidate.ref) for candidate in shown)
    lines = []
    for number, candidate in enumerate(shown, 1):
        detail = clean(" · ".join(details(candidate, today)))
        if width < NARROW:
            name = cut(clean(candidate.person.name), width - INDENT - 2 - len(candidate.ref))
            lines.append(f"{number:>2}  {name}  {candidate.ref}")
            below = streams.broken(detail, width - INDENT, 0) if detail else []
            lines += [" " * INDENT + cut(row, width - INDENT) for row in below]
            continue
        name = cut(clean(candidate.person.name), widest)
        name += " " * (widest - cells(name))
        lines.append(cut(f"{number:>2}  {name}  {candidate.ref:<{longest}}  {detail}".rstrip(), width))
    if len(found) > most:
        lines.append("    and more: type more of the name")
    return lines


def details(candidate: Candidate, today: dt.date) -> list[str]:
    """Return what tells a candidate from the others: workplace, last seen, how the telephone number ends."""
    person = candidate.person
    told = [person.company or person.relation or ""]
    if candidate.formerly:
        told.append(f"formerly at {candidate.formerly}")
    if candidate.last_day:
        told.append(f"last here {days.short(days.of_iso(candidate.last_day), today)}")
    if candidate.phone_end:
        told.append(f"phone …{candidate.phone_end}")
    return [detail for detail in told if detail]
