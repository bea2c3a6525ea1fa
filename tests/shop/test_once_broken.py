"""What broke a prototype of the shop of many tills, each a test of its own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.shop.founded import ShopOf
from tests.shop.model import sound
from tests.shop.servers import Server
from tests.shop.tills import NewTill, Till, forget_hosts
from tests.words import CAST, NOON, Ran
from tests.writes import forks
from tests.writes.forks import Command

WARM = [["add", "Somebody"]]
PATIENT = 20  # times that a till sends: on a busy machine an answer may come too late
COUNT = "SELECT count(*) FROM {table} WHERE text LIKE ?"


@pytest.fixture
def tills(shop_of: ShopOf) -> list[Till]:
    """Two tills of a shop that has the cast."""
    return shop_of(*CAST)


def five(tills: list[Till], new_till: NewTill) -> list[Till]:
    """Return five tills of the shop."""
    more = [new_till(name) for name in ("three", "four", "five")]
    for till in more:
        till("shop join service=shop").printed_or_said()
    return [*tills, *more]


def at_once(*typed: tuple[Till, Sequence[str] | Sequence[Sequence[str]]]) -> list[Ran]:
    """Run commands at tills at once, each in a process and at a terminal of its own; of several they follow."""
    commands = [
        Command(words, {**till.env, "OC_TILL": f"terminal {number}"}) for number, (till, words) in enumerate(typed)
    ]
    return forks.run(commands, warm=WARM)[0]


def count(till: Till, text: str, table: str = "interaction") -> int:
    """Return how many entries of a copy say something."""
    return int(till.rows(COUNT.format(table=table), text)[0][0])


def alike(server: Server, tills: list[Till]) -> None:
    """Assert that all tills of a shop have what the server has, once each has asked."""
    for till in tills:
        assert any(_has_sent(till) for _ in range(PATIENT))
    assert [] == sound.wrong(server, tills)


def _has_sent(till: Till) -> bool:
    forget_hosts(till)
    return till("shop send").code == 0


def _answered(till: Till, ran: Ran) -> Ran:
    """Return what becomes of a pin once the server has answered; on a busy machine other tills may keep it too long."""
    for _ in range(PATIENT):
        if ran.code != 5:
            break
        forget_hosts(till)
        ran = till(f"note --for klein --pin pin {till.folder.name}")
    return ran


def test_who_is_fed_while_another_s_referral_names_her_is_named_there_still(server: Server, tills: list[Till]) -> None:
    first, second = tills
    second("add Ada Byron --brought-by klein").printed_or_said()
    (before,) = second.rows("SELECT id, other_id FROM interaction WHERE other_id IS NOT NULL")
    first("show ada").printed_or_said()
    second("edit ada --role boss --phone '+1 212 555 0111'").printed_or_said()
    first("show ada").printed_or_said()
    assert [before] == first.rows("SELECT id, other_id FROM interaction WHERE other_id IS NOT NULL")
    alike(server, tills)


def test_a_referral_whose_friend_was_taken_back_and_added_again_is_alike_everywhere(
    server: Server, tills: list[Till]
) -> None:
    first, second = tills
    second("add Ada Byron --brought-by klein").printed_or_said()
    first("show ada").printed_or_said()
    second("undo").printed_or_said()
    second("add Ada Byron --brought-by jim").printed_or_said()
    alike(server, tills)
    assert ["Jim O’Neil"] == [name for (name,) in first.rows(REFERRERS)]


REFERRERS = "SELECT name FROM customer JOIN interaction ON customer_id = customer.id WHERE other_id IS NOT NULL"


@pytest.mark.long
def test_commands_of_one_till_that_take_in_the_same_writes_at_once_all_do_well(
    server: Server, tills: list[Till]
) -> None:
    first, second = tills
    for number in range(6):
        second(f"note --for klein heard {number}").printed()
    second("forget alecia --yes").printed_or_said()
    reads = ["show", "klein"], ["find", "margo"], ["today"], ["note", "--for", "klein", "heard too"]
    ran = at_once(*[(first, words) for words in (*reads, *reads[:2])])
    assert [0] * 6 == [one.code for one in ran], [one.err for one in ran]
    alike(server, tills)
    assert 7 == count(first, "heard%")


@pytest.mark.long
def test_terminals_of_one_till_that_write_at_once_are_not_taken_for_a_copied_disk(
    server: Server, tills: list[Till]
) -> None:
    first, second = tills
    typed = [[["note", "--for", "klein", f"said {one} {number}"] for number in range(6)] for one in range(4)]
    ran = at_once(*[(first, words) for words in typed])
    assert [0] * 4 == [one.code for one in ran], [one.err for one in ran]
    assert not any("disk" in one.err for one in ran)
    first("edit klein --role regular").printed_or_said()
    alike(server, tills)
    assert (24, 24) == (count(first, "said%"), count(second, "said%"))


@pytest.mark.long
def test_an_import_while_another_till_writes_loses_nothing_of_either(
    server: Server, tills: list[Till], tmp_path: Path
) -> None:
    first, second = tills
    rows = "".join(f"Person{number} Of{number},p{number}@example.com\n" for number in range(1_100))
    (tmp_path / "people.csv").write_text(f"Name,Email\n{rows}")
    notes = [["note", "--for", "klein", f"meanwhile {number}"] for number in range(12)]
    ran = at_once((second, ["import", str(tmp_path / "people.csv")]), (first, notes))
    assert [0, 0] == [one.code for one in ran], [one.err for one in ran]
    alike(server, tills)
    assert [(1_100,)] == first.rows("SELECT count(*) FROM customer WHERE name LIKE 'Person%'")
    assert 12 == count(second, "meanwhile%")


@pytest.mark.long
def test_of_five_pins_and_of_five_endings_at_once_three_and_one_are_kept(
    server: Server, tills: list[Till], new_till: NewTill
) -> None:
    tills[0]("promise coat --by friday --for klein").printed()
    everywhere = five(tills, new_till)
    pinned = at_once(*[(till, ["note", "--for", "klein", "--pin", f"pin {till.folder.name}"]) for till in everywhere])
    pinned = [_answered(till, one) for till, one in zip(everywhere, pinned, strict=True)]
    assert [0, 0, 0, 1, 1] == sorted(one.code for one in pinned), [one.err for one in pinned]
    ended = at_once(*[(till, ["done", "coat", "--for", "klein"]) for till in everywhere])
    kept = [one for one in ended if one.code == 0 and "Kept here" not in one.err]
    assert {one.code for one in ended} <= {0, 1} and len(kept) <= 1, [one.err for one in ended]
    alike(server, everywhere)
    assert 3 == count(tills[0], "pin%", "fact")
    assert [(1,)] == tills[0].rows("SELECT count(*) FROM interaction WHERE about_id IS NOT NULL")


@pytest.mark.long
def test_five_tills_that_write_at_once_are_never_given_a_number_twice(
    server: Server, tills: list[Till], new_till: NewTill
) -> None:
    everywhere = five(tills, new_till)
    typed = [[["note", "--for", "jim", f"{till.folder.name} {n}"] for n in range(5)] for till in everywhere]
    ran = at_once(*zip(everywhere, typed, strict=True))
    assert [0] * 5 == [one.code for one in ran], [one.err for one in ran]
    alike(server, everywhere)
    numbers = tills[0].rows("SELECT count(*), count(DISTINCT id), count(DISTINCT key) FROM deed WHERE verb = 'note'")
    assert [(25, 25, 25)] == numbers


@pytest.mark.long
def test_a_copy_that_is_fetched_while_others_write_is_of_one_moment(
    server: Server, tills: list[Till], new_till: NewTill
) -> None:
    first, second = tills
    third = new_till("three")
    typed = [[["note", "--for", "jim", f"{till.folder.name} {n}"] for n in range(10)] for till in tills]
    joining = ["shop", "join", "service=shop"]
    ran = at_once((third, joining), *zip(tills, typed, strict=True))
    assert [0] * 3 == [one.code for one in ran], [one.err for one in ran]
    assert [("ok",)] == third.rows("PRAGMA integrity_check")
    assert [] == third.rows("PRAGMA foreign_key_check")
    alike(server, [first, second, third])


@pytest.mark.parametrize("is_seen", [True, False])
def test_a_row_that_an_undo_puts_back_is_there_again_everywhere(
    server: Server, tills: list[Till], is_seen: bool
) -> None:
    first, second = tills
    handles = "SELECT id, value FROM handle WHERE kind = 'phone' ORDER BY id"
    before = second.rows(handles)
    first("edit klein --phone ''").printed()
    if is_seen:
        second("show klein").printed()
        assert len(before) - 1 == len(second.rows(handles))
    first("undo").printed()
    second("find 0143").printed()
    assert before == second.rows(handles)
    alike(server, tills)


@pytest.mark.usefixtures("new_york")
def test_moments_and_days_are_the_same_whatever_zone_a_session_is_in(server: Server, tills: list[Till]) -> None:
    first, second = tills
    first("note --for klein in the east", PGTZ="America/New_York", OC_NOW="2026-11-22T03:30:00+00:00").printed()
    second("promise coat --by '24 Nov 17:00' --for klein", PGTZ="Asia/Tokyo", OC_NOW=NOON).printed_or_said()
    alike(server, tills)
    at = "SELECT at, day FROM deed WHERE verb IN ('note', 'promise') ORDER BY id"
    assert [
        ("2026-11-22 03:30:00.000000", "2026-11-21"),
        ("2026-11-21 12:00:00.000000", "2026-11-21"),
    ] == first.rows(at)
