"""Eight weeks in a shop in New York, told in commands: each day's screens are a golden file.

`OC_WRITE_GOLDEN=1 pytest tests/whole/test_eight_weeks.py` writes them anew; read the difference before it is kept.
"""

from __future__ import annotations

import os
import shlex
from pathlib import Path

import pytest

from tests.words import Oc

GOLDEN = Path(__file__).parent / "eight_weeks"

STORY = """
Mon 5 Oct: the shop begins with onecustomer
    2026-10-05T10:00-04:00
    add Margo Klein --say MAR-go --at Acme --style hurried --as "tailor's regular" --why "Same-day alterations"
    add Jim O’Neil --style languid --as regular
    add Alecia Ruiz --why "Lives across the street"
    add Juli Andersson --at IBM --role A/P
    add Jeff Baptiste --at IBM --role design --style languid --brought-by juli
    style gentle --advice "A quiet word and time are enough."
    style gentle --usually --for alecia
    find @ibm
    remember birthday 10-15 --for jim
    serve margo
    promise navy coat taken in --by friday
    note --need navy lining
    serve margo
    serve jeff

Fri 9 Oct: Margo's coat, and better than promised
    2026-10-09T09:00-04:00
    today
    serve margo
    done --beyond "pressed, and at the theatre door by six"
    thank for her trust
    serve margo
    note --gesture sent a card with the Hudson on it --for jim
    today
    history margo

Mon 12 Oct: Jim and Jeff
    2026-10-12T09:00-04:00
    today
    serve jim
    note reading about the Hudson; ask how it ends
    serve jeff

Mon 19 Oct: Jeff, as every Monday
    2026-10-19T09:00-04:00
    serve jeff
    thank for bringing Jeff --for juli

Thu 22 Oct: Alecia is upset today
    2026-10-22T16:00-04:00
    serve alecia
    style upset --why "cat at the vet"
    remember "cat's operation" tomorrow
    serve alecia
    today

Fri 23 Oct: a get-well note
    2026-10-23T09:00-04:00
    today
    show alecia
    note --gesture a get-well note for the cat --for alecia
    show alecia
    today

Thu 29 Oct: gentle again, and nobody touched it
    2026-10-29T16:00-04:00
    serve alecia
    note --complaint the coffee was cold
    serve alecia

Sun 1 Nov: the clocks go back
    2026-11-01T09:00-05:00
    today
    done --for alecia a fresh one, and a seat by the stove

Fri 13 Nov: Jeff is missed
    2026-11-13T09:00-05:00
    today
    news Autumn linings are in --for lining --until "30 Nov"
    serve margo
    told
    serve margo
    news

Mon 30 Nov: Jeff is back
    2026-11-30T09:00-05:00
    today
    serve jeff
    promise the lamp by the window --by "end of month" --late
    today --missed
    find @ibm
    today
    history jeff --graph
    pulse --since "5 Oct"
"""
"""Days, each with its moment, and what is typed on it."""


def days() -> dict[str, list[str]]:
    """Return the lines of each day, the moment first, by its heading."""
    told = [day.split("\n    ") for day in STORY.strip().split("\n\n")]
    return {heading: lines for heading, *lines in told}


@pytest.mark.long
@pytest.mark.usefixtures("new_york")
def test_eight_weeks(oc: Oc) -> None:
    seen: dict[str, str] = {}
    for heading, (moment, *commands) in days().items():
        seen[heading] = heading + "\n" + "".join(screen(oc, command, moment) for command in commands)
    if os.environ.get("OC_WRITE_GOLDEN"):
        for golden in GOLDEN.glob("*.txt"):
            golden.unlink()
        for heading, told in seen.items():
            path(heading).write_text(told, encoding="utf-8")
    assert {golden.name for golden in GOLDEN.glob("*.txt")} == {path(heading).name for heading in seen}
    for heading, told in seen.items():
        assert path(heading).read_text(encoding="utf-8") == told


def screen(oc: Oc, command: str, moment: str) -> str:
    """Return what a command looks like on the till: the line typed, then all that it prints."""
    ran = oc(*shlex.split(command), OC_NOW=moment, OC_STAFF="Ben" if command.startswith("thank") else "Ana")
    assert 0 == ran.code, (command, ran.err)
    told = "\n".join(line.rstrip() for line in (ran.out + ran.err.replace(os.environ["OC_DB"], "PATH")).splitlines())
    return f"\n$ oc {command}\n{told}\n"


def path(heading: str) -> Path:
    number = [*days()].index(heading) + 1
    return GOLDEN / f"{number:02} {heading.partition(':')[0]}.txt"
