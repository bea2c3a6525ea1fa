"""What is owed, on the card: what stands first, and how a promise turns due and overdue."""

from __future__ import annotations

import pytest

from tests.words import Oc, line


def test_what_is_overdue_comes_first_and_the_others_are_counted(shop: Oc) -> None:
    shop("promise the last --by 2026-12-20 --for klein")
    assert "the last due on 20 Dec" == line(shop, "Owed")
    shop("promise the second --by tomorrow --for klein")
    assert "the second due tomorrow" == line(shop, "Owed")
    shop("promise the first --by yesterday --late --for klein")
    assert ["the first overdue since 20 Nov", "the second due tomorrow", "the last due on 20 Dec"] == owed(shop)
    shop("promise one too many --by 2026-12-24 --for klein")
    assert "the last due on 20 Dec, and 1 more" == owed(shop)[-1]
    assert 3 == len(owed(shop))


def owed(oc: Oc) -> list[str]:
    """Return the rows of what is owed to Margo Klein on the card, single spaced."""
    rows = [" ".join(row.split()) for row in oc("serve klein").printed().splitlines()]
    first = next(number for number, row in enumerate(rows) if row.startswith("Owed "))
    return [rows[first].removeprefix("Owed "), *rows[first + 1 :]]


def test_a_promise_stands_above_a_complaint(shop: Oc) -> None:
    shop("note --complaint the zip --for klein")
    shop("promise coat --by friday --for klein")
    labels = [line.split()[0] for line in shop("show klein").printed().splitlines()]
    assert ["Owed", "Open"] == labels[2:4]


def test_a_promise_turns_due_and_then_overdue(shop: Oc) -> None:
    shop("promise coat --by friday --for klein")
    said = {day: line(shop, "Owed", now=f"2026-11-{day}T12:00:00+00:00") for day in (25, 26, 27, 28)}
    assert ["on Friday", "tomorrow", "today"] == [said[day].partition("due ")[2] for day in (25, 26, 27)]
    assert "coat overdue since 27 Nov" == said[28]


@pytest.mark.parametrize("days,when", [(179, "due on 19 May"), (180, "due on 20 May 2027")])
def test_a_day_half_a_year_ahead_has_its_year(shop: Oc, days: int, when: str) -> None:
    shop(f"promise coat --by 'in {days} days' --for klein")
    assert f"coat {when}" == line(shop, "Owed")


def test_a_day_of_another_year_has_its_year(shop: Oc) -> None:
    shop("promise coat --by '18 Nov' --for klein")
    assert "coat due on 18 Nov 2027" == line(shop, "Owed")
    assert "coat overdue since 18 Nov 2027" == line(shop, "Owed", now="2028-01-02T12:00:00+00:00")
