"""Each command at two tills of one shop: what one does, the other has at its next command."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.shop.founded import ShopOf
from tests.shop.tills import Till
from tests.words import CAST, Json, Ran


@pytest.fixture
def tills(shop_of: ShopOf) -> tuple[Till, Till]:
    """Two tills of a shop that has the cast; all of it came from the first."""
    first, second = shop_of(*CAST)
    return first, second


def alike(first: Till, second: Till) -> bool:
    """Tell whether both have the same, once each has taken in what there is."""
    for till in (first, second):
        till("shop send").printed_or_said()
    return first.has() == second.has()


def said(answer: Ran) -> str:
    """Return all that a command said."""
    return answer.out + answer.err


WRITES = (
    "add 'Ada Byron' --phone '+1 212 555 0111'",
    "serve klein",
    "serve klein --on yesterday",
    "note --for klein likes tea",
    "note --for klein --pin vip",
    "note --for klein --need 'navy lining'",
    "note --for klein --complaint zip broke",
    "thank --for klein for waiting",
    "promise coat --for klein --by friday",
    "edit klein --role boss --phone '+1 212 555 0999'",
    "style weekend --advice 'be quick'",
    "style hurried --usually --for alecia",
    "setting quiet 60d",
    "setting region DE",
    "news 'Linings are in' --for everybody --until friday",
    "told --for klein",
    "remember birthday 12-24 --for klein",
    "later klein --until friday --why prices",
    "lost jim --why prices",
    "merge c2 c1 --yes",
    "edit c1 --no-notes",
    "forget c3 --yes",
)


def test_what_one_till_writes_the_other_has(tills: tuple[Till, Till]) -> None:
    first, second = tills
    for command in WRITES:
        before = first.has()
        second(command).printed_or_said()
        assert second.has() != before, command
        assert alike(first, second), command


def test_nobody_takes_back_what_a_terminal_of_the_same_name_wrote_at_another_computer(tills: tuple[Till, Till]) -> None:
    first, second = tills
    first("note --for klein likes tea", OC_TILL="pts/0").printed()
    second("note --for klein likes coffee", OC_TILL="pts/0").printed()
    assert "likes tea" in first("undo", OC_TILL="pts/0").printed()
    assert "likes coffee" in second("show klein").printed()
    assert "nothing to take back" in first("undo", OC_TILL="pts/0").complained(1)
    assert "likes coffee" in second("undo", OC_TILL="pts/0").printed()
    assert alike(first, second)


def test_what_was_merged_at_one_till_is_taken_back_there_after_the_other_has_seen_it(tills: tuple[Till, Till]) -> None:
    first, second = tills
    before = first.has()
    first("merge c1 c2 --yes").printed_or_said()
    assert "Margo Klein" in second("show c2").printed()
    assert "are two again" in first("undo").printed()
    second("find klein")
    for table in before:
        assert before[table] == first.has()[table] == second.has()[table], table


def test_a_country_that_is_said_at_one_till_makes_telephones_known_at_the_other(tills: tuple[Till, Till]) -> None:
    first, second = tills
    first("setting region US").printed()
    assert "Margo Klein" in second("find 212 555 0143").printed()
    assert alike(first, second)


def test_a_line_is_mended_at_the_till_that_did_not_write_it(tills: tuple[Till, Till], as_json: Json) -> None:
    first, second = tills
    first("note --for klein zip broke").printed()
    (entry,) = as_json(second("history klein --json").printed())["interactions"]
    second(f"mend {entry['ref']} the zip is well").printed()
    assert "the zip is well" in first("show klein").printed()
    assert alike(first, second)


def test_the_shops_server_needs_no_copies_of_a_till(tills: tuple[Till, Till], tmp_path: Path) -> None:
    _first, second = tills
    for command in ("backup", f"backup {tmp_path / 'copy.db'}"):
        assert "whoever runs the server backs it up" in second(command).complained(1)
    assert "oc shop join service=shop --yes fetches it anew" in second("restore --yes").complained(1)
    second("merge c1 c2 --yes", OC_BACKUP="yes").printed_or_said()
    assert [] == [*second.folder.glob("backups/*")]
    later = second("today", OC_NOW="2027-03-01T10:00:00+00:00", OC_BACKUP="yes")
    assert "copy" not in later.printed_or_said()


def test_a_copy_that_is_gone_or_damaged_is_fetched_anew(tills: tuple[Till, Till]) -> None:
    _, second = tills
    second.db.write_bytes(second.db.read_bytes()[:100] + b"x" * 50_000)
    for command in ("find klein", "doctor"):
        assert "oc shop join service=NAME" in " ".join(said(second(command)).split())
    assert "1 thing is wrong: the store.\n" in second("doctor").out, "no copies are made of a till's copy"
    state = second.db.with_name("shop.db-shop").rename(second.folder / "moved")
    assert "oc shop join service=NAME" in " ".join(second("find klein").complained(5).split())
    state.rename(second.db.with_name("shop.db-shop"))
    second.db.unlink()
    assert "oc shop join service=NAME" in second("find klein").complained(5)
    assert "fetches it anew" in second("restore --yes").complained(1)


def test_doctor_says_how_a_till_stands_to_the_shop(tills: tuple[Till, Till]) -> None:
    first, second = tills
    assert "its copy has all that the server has" in second("doctor").printed()
    first("note --for klein likes tea").printed()
    assert "1 writes" in second("doctor").printed()
    second("find klein")
    deep = second("doctor --deep").printed()
    assert "each of its rows is as there" in deep
    assert "oc backup" not in deep, "which a till refuses"
    second.change("UPDATE customer SET name = 'Somebody' WHERE id = 1")
    assert "Other rows than on the shop's server, though all is fetched: customer." in second("doctor --deep").out


def test_doctor_mends_what_is_made_of_rows_at_this_till_alone(tills: tuple[Till, Till]) -> None:
    first, second = tills
    whole = second.has()
    second.change("DELETE FROM search_key WHERE customer_id = 1")
    assert 5 == second("doctor").code
    second("doctor --fix").printed()
    assert whole == second.has()
    assert alike(first, second)


def test_what_says_where_people_are_kept_says_the_server(tills: tuple[Till, Till], as_json: Json) -> None:
    _, second = tills
    assert "On the shop’s own server" in " ".join(second("policy").printed_or_said().split())
    assert "PostgreSQL" in second("policy --record").printed_or_said()
    assert "till 2 of the shop shop" in second("--version").printed()


def test_the_demo_is_never_shared(tills: tuple[Till, Till]) -> None:
    first, _ = tills
    first("demo").printed_or_said()
    for action in ("start service=shop", "join service=shop", "send", "leave --yes", "upgrade"):
        assert "never shared" in first(f"demo shop {action}").complained(1)
    shown = first("demo shop")
    assert (0, "This till is alone: its customers are in its own store.\n", "") == (shown.code, shown.out, shown.err)
    assert first("shop").out.startswith("Shop     shop; this is till 1\n")
    assert "Alecia" in first("demo serve alecia").printed()
