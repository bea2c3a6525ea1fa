"""What is sent late: what was said after it at another till stays the last word, and what no version reads is said."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from typing import Any

import pytest

from tests.shop.proxy import Proxy
from tests.shop.tills import Till, back
from tests.words import NOON

Tills = tuple[Till, Till]
Change = Callable[[dict[str, Any]], object]
SOON, LATER, DAYS_LATER = NOON.replace("T12:00", "T12:30"), NOON.replace("T12", "T13"), NOON.replace("-21T", "-24T")
STYLES = "SELECT style FROM interaction WHERE style IS NOT NULL ORDER BY id"
VISITS = "SELECT count(*) FROM interaction WHERE kind = 'visit' AND customer_id = 1"
NUMBERS = "SELECT id, kind FROM interaction ORDER BY id"
UNREADABLE = "This onecustomer cannot read it."


def sent(first: Till, second: Till, door: Proxy, **env: str) -> str:
    """Let a till send what waits, and the other fetch it; both have the same then. Return what was said of it."""
    back(door, first)
    ran = first("shop send", **env)
    assert 0 == ran.code, ran.err
    second("shop send", **env).printed_or_said()
    assert first.has() == second.has()
    return ran.err


def test_a_style_that_comes_late_stands_where_it_was_said(behind_a_door: Tills, door: Proxy) -> None:
    first, second = behind_a_door
    door.shut()
    first("style upset --for klein --why rain").printed_or_said()
    first("note --today hurried --for klein zip broke", OC_NOW=SOON).printed_or_said()
    second("style languid --for klein", OC_NOW=LATER).printed_or_said()
    sent(first, second, door)
    assert [("upset",), ("hurried",), ("languid",)] == first.rows(STYLES)
    assert "LANGUID" in first("show klein").out
    second("undo --yes").printed_or_said()
    assert "HURRIED" in second("show klein").out


def test_a_style_that_was_said_last_is_shown_where_it_comes_late_too(behind_a_door: Tills, door: Proxy) -> None:
    first, second = behind_a_door
    door.shut()
    first("style upset --for klein", OC_NOW=LATER).printed_or_said()
    second("style languid --for klein").printed_or_said()
    sent(first, second, door)
    assert "UPSET" in second("show klein").out


@pytest.mark.parametrize(
    ("served", "left", "is_lost"), [(NOON, LATER, True), (LATER, NOON, False)], ids=["before", "after"]
)
def test_who_left_after_a_visit_that_comes_late_has_left(
    behind_a_door: Tills, door: Proxy, served: str, left: str, *, is_lost: bool
) -> None:
    first, second = behind_a_door
    door.shut()
    first("serve klein", OC_NOW=served).printed_or_said()
    second("lost klein --why rain", OC_NOW=left).printed_or_said()
    sent(first, second, door)
    assert [(is_lost,)] == second.rows("SELECT lost FROM rhythm WHERE customer_id = 1")


def test_a_visit_that_comes_late_is_not_another_one_because_they_left_since(behind_a_door: Tills, door: Proxy) -> None:
    first, second = behind_a_door
    door.shut()
    first("serve klein").printed_or_said()
    second("serve klein").printed_or_said()
    second("lost klein --why rain", OC_NOW=LATER).printed_or_said()
    numbers = second.rows(NUMBERS)
    sent(first, second, door)
    assert numbers == second.rows(NUMBERS)
    assert [(1,)] == second.rows(VISITS)
    assert [(1,)] == second.rows("SELECT lost FROM rhythm WHERE customer_id = 1")


def test_what_comes_days_late_makes_nobody_quiet_and_no_clock_wrong(behind_a_door: Tills, door: Proxy) -> None:
    first, second = behind_a_door
    door.shut()
    first("serve klein").printed_or_said()
    second("serve klein", OC_NOW=DAYS_LATER).printed_or_said()
    assert "clock" not in sent(first, second, door, OC_NOW=DAYS_LATER)
    assert [(2,)] == first.rows(VISITS)


def test_why_an_ending_and_a_referral_are_not_taken_is_said(behind_a_door: Tills, door: Proxy) -> None:
    first, second = behind_a_door
    second("promise coat --for klein --by friday").printed_or_said()
    first("show klein").printed_or_said()
    door.shut()
    first("done --for klein").printed_or_said()
    first("note --referral zoë --for klein told her").printed_or_said()
    second("mend e1 --move jim").printed_or_said()
    second("merge klein zoë --yes").printed_or_said()
    sent(first, second, door)
    said = first("shop").out
    assert "coat. What it ends was moved to somebody else." in said
    assert "told her. Nobody brings themselves:" in said


def entry(**more: Any) -> Change:
    """Return a change of an append's only entry."""
    return lambda said: said["entries"][0].update(more)


ANOTHERS: dict[str, Change | str] = {
    "no JSON": '{"person": ',
    "no object": "[1]",
    "nothing": "{}",
    "no entries": lambda said: said.update(entries=[]),
    "entries that are text": lambda said: said.update(entries=["zip broke"]),
    "entries that are a number": lambda said: said.update(entries=7),
    "more of it all": lambda said: said.update(of_a_newer_program=1),
    "more of an entry": entry(of_a_newer_program=1),
    "less of it all": lambda said: said.pop("session"),
    "less of an entry": lambda said: said["entries"][0].pop("day"),
    "no day": entry(day="tomorrow"),
    "a day that is a number": entry(day=7),
    "a due day of text": entry(due="soon"),
    "words that are a list": entry(text=["zip"]),
    "a kind that is none": entry(kind=None),
    "what it ends is a number": entry(about_id=1),
    "nobody": lambda said: said.update(person=None),
    "a name that is a list": lambda said: said.update(name=["Klein"]),
    "another's key": lambda said: said["keys"][0].__setitem__(-1, "0" * 32),
    "no keys": lambda said: said.update(keys=None),
    "a moment of text": lambda said: said.update(now="soon"),
    "a draft of nothing": lambda said: said.update(verb="add"),
}


def change(till: Till, how: Change | str) -> None:
    """Let the first entry that waits at a till be as another version, or damage, has left it."""
    with closing(sqlite3.connect(till.db.with_name("shop.db-outbox"))) as outbox, outbox:
        (append,) = outbox.execute("SELECT append FROM entry WHERE id = 1").fetchone()
        if callable(how):
            how(said := json.loads(append))
            append = json.dumps(said)
        outbox.execute("UPDATE entry SET append = ? WHERE id = 1", (append if callable(how) else how,))


@pytest.mark.parametrize("how", ANOTHERS.values(), ids=ANOTHERS)
def test_what_this_program_cannot_read_is_set_aside_and_listed(
    behind_a_door: Tills, door: Proxy, how: Change | str
) -> None:
    first, second = behind_a_door
    door.shut()
    first("note --for klein zip broke").printed_or_said()
    first("note --for klein came again").printed_or_said()
    change(first, how)
    assert 0 == first("shop").code
    assert 0 == first("show klein").code
    sent(first, second, door)
    assert "came again" in second("show klein").out
    assert UNREADABLE in first("shop").out
    assert [UNREADABLE] == [one["reason"] for one in first.shop()["refused"]]


def test_what_cannot_be_read_goes_with_whom_the_shop_erases(behind_a_door: Tills, door: Proxy) -> None:
    first, second = behind_a_door
    door.shut()
    first("note --for klein zip broke").printed_or_said()
    change(first, lambda said: said.update(entries=7))
    second("forget klein --yes").printed_or_said()
    sent(first, second, door)
    assert not first.db.with_name("shop.db-outbox").exists()


def test_a_draft_that_this_program_cannot_read_is_set_aside(behind_a_door: Tills, door: Proxy) -> None:
    first, _ = behind_a_door
    door.shut()
    first("add --away Ada Byron").printed_or_said()
    change(first, lambda said: said["given"].update(of_a_newer_program=1))
    back(door, first)
    ran = first("shop send", at_terminal=True)
    assert 0 == ran.code, ran.err
    assert f"Ada Byron, to be added. {UNREADABLE}" in first("shop").out
