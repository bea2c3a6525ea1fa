"""People come in from files at one till of a shop, in turns of many, while others write, and however it ends."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from onecustomer.store import kinds
from onecustomer.store.counter import append
from onecustomer.store.open import open_store
from onecustomer.store.shop import awake
from onecustomer.store.shop.shared import Shared
from tests.shop.founded import ShopOf
from tests.shop.servers import Server
from tests.shop.tills import NewTill, Till, wait
from tests.words import CAST, NOW, Oc

pytestmark = pytest.mark.long

MANY = 1_700
LONG = 3_000_000  # steps, which take a second or so
ARE_IN = "SELECT 1 FROM customer WHERE name = 'Person 499'"


@pytest.fixture
def tills(shop_of: ShopOf) -> tuple[Till, Till]:
    """Two tills of a shop that has Margo."""
    first, second = shop_of(CAST[0])
    return first, second


def alike(first: Till, second: Till) -> bool:
    """Tell whether both have the same, once each has taken in what there is."""
    for till in (first, second):
        till("shop send").printed_or_said()
    return first.has() == second.has()


def test_a_dry_import_writes_nothing_anywhere(tills: tuple[Till, Till], tmp_path: Path) -> None:
    first, second = tills
    before, file = second.has(), people(tmp_path / "new.csv", 20)
    assert "20" in second("import", "--dry-run", file).printed_or_said()
    first("find klein")
    assert before == first.has() == second.has()


def test_what_is_imported_at_one_till_is_at_the_other_and_taken_back_from_both(
    tills: tuple[Till, Till], tmp_path: Path
) -> None:
    first, second = tills
    before = first.has()
    second("import", people(tmp_path / "new.csv", 1_200)).printed_or_said()
    assert "Person 1199" in first("find 'Person 1199'").printed()
    assert 1_201 == len(first.has()["customer"])
    assert alike(first, second)
    second("undo").printed_or_said()
    assert alike(first, second)
    assert before == first.has()


def test_the_first_import_of_an_empty_shop_goes_to_the_server(new_till: NewTill, tmp_path: Path) -> None:
    first, second = new_till("one"), new_till("two")
    first("shop start service=shop").printed_or_said()
    second("shop join service=shop").printed_or_said()
    file = tmp_path / "all.csv"
    file.write_text("name,favourite\n" + "".join(f"Person {number},{'x' * 18_000}\n" for number in range(500)))
    second("import", str(file), "--map", "favourite=skip").printed_or_said()
    assert "Person 499" in first("find 'Person 499'").printed()
    assert alike(first, second)


def test_an_export_of_a_store_comes_in_under_its_keys_and_is_taken_back(tills: tuple[Till, Till], oc: Oc) -> None:
    first, second = tills
    for command in CAST[:5]:
        oc(command).printed_or_said()
    export = str(second.folder / "people.json")
    oc("export", "-o", export).printed_or_said()
    before = second.has()
    second("import", export).printed_or_said()
    assert "Alecia Ruiz" in first("find alecia").printed()
    assert alike(first, second)
    second("import", export).printed_or_said()  # nobody comes in twice
    assert 5 == len(second.has()["customer"])
    second("undo --yes").printed_or_said()
    assert alike(first, second)
    assert before == first.has()


def test_an_export_is_the_first_that_comes_into_an_empty_shop(oc: Oc, new_till: NewTill) -> None:
    first, second = new_till("one"), new_till("two")
    export = str(first.folder / "people.json")
    for command in (*CAST[:5], "note --for klein likes tea"):
        oc(command).printed_or_said()
    oc("export", "-o", export).printed_or_said()
    first("shop start service=shop").printed_or_said()
    second("shop join service=shop").printed_or_said()
    second("import", export).printed_or_said()
    first("note --for klein likes coffee").printed_or_said()
    assert "likes tea" in first("history klein").printed()
    assert alike(first, second)


@pytest.mark.long
def test_a_till_that_is_far_behind_writes_as_one_that_is_not(tills: tuple[Till, Till], tmp_path: Path) -> None:
    first, second = tills
    first("import", people(tmp_path / "new.csv", 2_200)).printed_or_said()
    second("note --for klein likes tea").printed_or_said()
    second("edit klein --role boss").printed_or_said()
    assert "Person 2199" in second("find 'Person 2199'").printed()
    assert "boss" in first("show klein").printed()
    assert alike(first, second)


@pytest.mark.long
def test_an_import_goes_on_while_another_till_writes(tills: tuple[Till, Till], tmp_path: Path) -> None:
    first, second = tills
    process = second.begun("import", people(tmp_path / "new.csv", MANY))
    wait(lambda: bool(second.rows(ARE_IN)), process)
    assert process.poll() is None
    for number in range(3):
        first(f"note --for klein number {number}").printed_or_said()
    first("add", f"Person {MANY - 1}", "--email", f"person{MANY - 1}@example.com").printed_or_said()
    said = process.communicate(timeout=60)
    assert 0 == process.returncode, said
    assert alike(first, second)
    assert "number 2" in second("show klein").printed()
    assert 1 == len(first.rows("SELECT 1 FROM customer WHERE name = ?", f"Person {MANY - 1}"))


def test_an_import_that_is_killed_goes_on_with_the_same_command(tills: tuple[Till, Till], tmp_path: Path) -> None:
    first, second = tills
    file = people(tmp_path / "new.csv", MANY)
    process = second.begun("import", file)
    wait(lambda: bool(second.rows(ARE_IN)), process)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert "is not finished" in first("today").printed_or_said()
    assert "goes on" in second("import", file).err
    assert alike(first, second)
    assert MANY + 1 == len(first.has()["customer"])
    assert not first.rows("SELECT 1 FROM deed WHERE unfinished IS NOT NULL")


@pytest.mark.long
def test_the_import_of_a_till_that_is_gone_is_taken_back_at_another(tills: tuple[Till, Till], tmp_path: Path) -> None:
    first, second = tills
    before = first.has()
    process = second.begun("import", people(tmp_path / "new.csv", MANY))
    wait(lambda: bool(second.rows(ARE_IN)), process)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    second("find klein")
    assert "two · 2" in first("today").printed_or_said()
    assert "nothing to take back" in first("undo --yes", OC_TILL="two").complained(1)
    first("undo --yes", OC_TILL="two · 2").printed_or_said()
    assert alike(first, second)
    assert before == first.has()


@pytest.mark.long
def test_a_turn_that_takes_long_at_its_till_is_not_ended_by_the_server(
    tills: tuple[Till, Till], server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = tills
    with server.admin() as asked:
        asked.execute("SELECT pg_get_functiondef('shop.turn'::regproc)")
        (turn,) = asked.fetchone()
        asked.execute(turn.replace("'5s'", "'400ms'"))
    monkeypatch.setattr(awake, "EVERY", 0.1)
    for name, value in second.env.items():
        monkeypatch.setenv(name, value)
    store = open_store(str(second.db), lambda _: None)
    assert isinstance(store, Shared)
    store.connect()
    with store.writing():
        append.deed(store, at=NOW, till="two", staff=None, verb=kinds.NOTE, customer_id=1)
        store.ask(
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9000000) SELECT max(i) FROM n"
        )
    store.close()
    assert alike(first, second)


def people(path: Path, count: int) -> str:
    """Write a file of so many people, and return where."""
    rows = (f"Person {number},person{number}@example.com,\n" for number in range(count))
    path.write_text("name,email,notes\n" + "".join(rows))
    return str(path)
