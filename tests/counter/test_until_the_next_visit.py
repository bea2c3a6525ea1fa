"""What stays on the card until the next visit: on every card of that day, and from the day after on none."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.words import TODAY, Json, Oc, at, line


def after(days: int) -> str:
    """Return the day so many days after the one on which it happened."""
    return (TODAY + dt.timedelta(days=days)).isoformat()


UPSET = ("style upset --for zoe --why 'cat at the vet'", "note --for zoe --today upset cat at the vet")
THEN = "upset on 21 Nov: cat at the vet. Ask after it, gently."


@pytest.mark.parametrize("said", UPSET)
@pytest.mark.parametrize("days", [1, 8, 40])
def test_why_she_was_upset_is_asked_after_at_her_next_visit(shop: Oc, said: str, days: int) -> None:
    shop("serve zoe")
    shop(said)
    assert "" == line(shop, "Then", "zoe")
    visit, day_after = after(days), after(days + 1)
    assert THEN == line(shop, "Then", "zoe", day=visit)
    for _ in range(2):
        assert f"Then     {THEN}\n" in shop("serve zoe", OC_NOW=at(visit)).printed()
    assert "" == line(shop, "Then", "zoe", day=day_after)
    assert "Then " not in shop("serve zoe", OC_NOW=at(day_after)).printed()


def test_it_is_asked_after_where_she_was_never_here_before(shop: Oc, as_json: Json) -> None:
    shop("style upset --for zoe --why 'cat at the vet'")
    shop("serve zoe --via phone", OC_NOW=at(after(1)))
    assert THEN == line(shop, "Then", "zoe", day=after(2))
    then = as_json(shop("show zoe --json", OC_NOW=at(after(2))).out)["card"]["then"]
    assert {"day": "2026-11-21", "style": "upset", "text": "cat at the vet"}.items() <= then.items()


def test_undo_takes_what_is_asked_after_back(shop: Oc) -> None:
    shop("style upset --for zoe --why 'cat at the vet'")
    shop("undo")
    assert "" == line(shop, "Then", "zoe", day=after(1))


@pytest.mark.parametrize("style", ["hurried --why 'the van waits'", "languid --why 'a long lunch'", "upset", "usual"])
def test_only_what_upset_her_is_asked_after(shop: Oc, style: str) -> None:
    shop(f"style {style} --for zoe")
    assert "" == line(shop, "Then", "zoe", day=after(1))


def test_a_complaint_that_upset_her_is_said_once(shop: Oc) -> None:
    shop("note --for zoe --complaint zip broke --today upset")
    shown = shop("show zoe", OC_NOW=at(after(1))).printed()
    assert 1 == shown.count("zip broke")
    assert "Complaint 21 Nov: zip broke unanswered" == line(shop, "Open", "zoe", day=after(1))
    shop("done --for zoe new zip")
    shown = shop("show zoe", OC_NOW=at(after(1))).printed()
    assert "upset on 21 Nov: zip broke. Ask after it, gently." == line(shop, "Then", "zoe", day=after(1))
    assert "21 Nov answered zip broke: new zip" == line(shop, "Last", "zoe", day=after(1))


def test_what_upset_her_first_is_asked_after_where_she_complained_too(shop: Oc) -> None:
    shop("style upset --for zoe --why 'cat at the vet'")
    shop("note --for zoe --complaint zip broke --today upset")
    assert THEN == line(shop, "Then", "zoe", day=after(1))


@pytest.mark.parametrize("note", ["--pin hates the smell of glue", "--need a quiet room", "--on yesterday rain"])
def test_a_note_that_stands_apart_is_a_reason_too(shop: Oc, note: str) -> None:
    shop(f"note --for zoe --today upset {note}")
    assert line(shop, "Then", "zoe", day=after(1)).startswith("upset on 21 Nov: ")


def test_of_several_days_the_last_one_is_asked_after(shop: Oc) -> None:
    shop("style upset --for zoe --why 'cat at the vet'")
    shop("style upset --for zoe --why 'rain in the hall'", OC_NOW=at(after(1)))
    assert "upset on 22 Nov: rain in the hall. Ask after it, gently." == line(shop, "Then", "zoe", day=after(3))


def test_a_broken_promise_stays_until_the_next_visit(shop: Oc, as_json: Json) -> None:
    shop("serve zoe")
    shop("promise coat --by today --for zoe")
    shop("done --for zoe --broken forgot")
    for day in (after(0), after(9)):
        assert "coat, for 21 Nov: forgot. Say sorry." == line(shop, "Broken", "zoe", day=day)
    broken = as_json(shop("show zoe --json", OC_NOW=at(after(9))).out)["card"]["broken"]
    assert ["coat"] == [one["about"]["text"] for one in broken]
    assert "Broken " in shop("serve zoe", OC_NOW=at(after(9))).printed()
    assert "" == line(shop, "Broken", "zoe", day=after(10))
    assert "21 Nov not kept coat: forgot" == line(shop, "Last", "zoe", day=after(10))


def test_undo_of_a_broken_promise_makes_it_owed_again(shop: Oc) -> None:
    shop("promise coat --by today --for zoe")
    shop("done --for zoe --broken 'forgot.'")
    assert "coat, for 21 Nov: forgot. Say sorry." == line(shop, "Broken", "zoe")
    shop("undo")
    assert "" == line(shop, "Broken", "zoe")
    assert line(shop, "Owed", "zoe")


def test_several_broken_promises_are_named_or_counted(shop: Oc) -> None:
    for number in range(4):
        shop(f"promise thing {number} --by today --for zoe")
    for _ in range(4):
        shop("done 1 --for zoe --broken forgot")
    rows = [row for row in shop("serve zoe").printed().splitlines() if "Say sorry." in row]
    assert 3 == len(rows)
    assert [False, False, True] == [row.endswith(" and 1 more") for row in rows]


def test_a_warning_and_may_leave_stay_open_until_done(shop: Oc) -> None:
    shop("note --for zoe --warning the door sticks")
    shop("note --for zoe --leaving says Bell is faster")
    assert "May leave, 21 Nov: says Bell is faster unanswered" == line(shop, "Open", "zoe")
    shop("serve zoe", OC_NOW=at(after(1)))
    shop("done 1 --for zoe asked what she needs", OC_NOW=at(after(1)))
    assert "Warning 21 Nov: the door sticks unanswered" == line(shop, "Open", "zoe", day=after(1))
    shop("undo", OC_NOW=at(after(1)))
    assert line(shop, "Open", "zoe", day=after(1)).startswith("May leave, ")


def test_a_new_job_is_said_at_the_next_visit(shop: Oc, as_json: Json) -> None:
    shop("serve juli")
    shop("edit juli --at Acme --role CFO", OC_NOW=at(after(1)))
    assert "" == line(shop, "New", "juli", day=after(1))
    assert "CFO at Acme; was A/P at IBM" == line(shop, "New", "juli", day=after(8))
    assert "New      CFO at Acme; was A/P at IBM\n" in shop("serve juli", OC_NOW=at(after(8))).printed()
    new = as_json(shop("show juli --json", OC_NOW=at(after(8))).out)["card"]["new"]
    assert ("job", after(1)) == (new["kind"], new["day"])
    assert "" == line(shop, "New", "juli", day=after(9))


def test_a_job_of_before_is_not_said_beside_the_one_of_today(shop: Oc) -> None:
    shop("edit juli --at Acme --role CFO", OC_NOW=at(after(1)))
    shop("edit juli --role CEO", OC_NOW=at(after(2)))
    assert "" == line(shop, "New", "juli", day=after(2))
    assert "CEO at Acme; was CFO at Acme" == line(shop, "New", "juli", day=after(3))


def test_a_slip_put_right_is_no_new_job(shop: Oc) -> None:
    shop("edit klein --at Acmee", OC_NOW=at(after(1)))
    assert "" == line(shop, "New", day=after(2))
    shop("edit klein --at Acme", OC_NOW=at(after(2)))
    assert "Nobody found" in shop("find @acmee", OC_NOW=at(after(2))).complained(3)


def test_who_is_hurried_hears_nothing_of_the_new_job(shop: Oc) -> None:
    shop("edit juli --role CFO --style hurried", OC_NOW=at(after(1)))
    assert line(shop, "New", "juli", day=after(2))
    assert "New " not in shop("serve juli", OC_NOW=at(after(2))).printed()


def test_undo_of_a_new_job_says_nothing_of_it(shop: Oc) -> None:
    shop("edit juli --role CFO", OC_NOW=at(after(1)))
    assert line(shop, "New", "juli", day=after(2))
    shop("undo", OC_NOW=at(after(1)))
    assert "" == line(shop, "New", "juli", day=after(2))
