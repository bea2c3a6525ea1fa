"""What a copy that is put back may not take back: that somebody was erased, or wants no notes; and what is said."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from onecustomer.store import marker
from tests.words import Json, Oc, Rows, copy_of

HERS = b"margo.klein@example.com"


@pytest.fixture
def stick(shop: Oc, db: Path, till: Path) -> Path:
    """A copy of the shop on a stick, beside nothing."""
    shop("note --for klein zip broke")
    (till / "stick").mkdir()
    return Path(shutil.copy(copy_of(db), till / "stick" / "customers.db"))


def is_there(shop: Oc, who: str = "klein") -> bool:
    """Tell whether somebody is in the store."""
    return shop(f"show {who}").code == 0


def test_an_erasure_that_was_killed_before_its_end_outlives_the_store(
    shop: Oc, db: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as here:
        here.setattr(
            "onecustomer.store.erasure.finish.finish", lambda *_, **__: (_ for _ in ()).throw(KeyboardInterrupt)
        )
        assert 130 == shop("forget klein --yes").code
    db.write_bytes(b"no store" * 1000)
    assert "not brought back: 1 person" in shop(f"restore {stick} --yes").err
    assert not is_there(shop)


def test_who_was_erased_stays_erased_where_the_whole_folder_is_gone(
    oc: Oc, shop: Oc, db: Path, stick: Path, till: Path
) -> None:
    counter = till / "counter" / "shop.db"
    oc(f"--db {counter} restore {stick} --yes").printed_or_said()
    oc(f"--db {counter} forget klein --yes").printed_or_said()
    shutil.rmtree(counter.parent)
    answer = oc(f"--db {counter} restore {stick} --yes")
    assert "not brought back: 1 person" in answer.err
    assert "No list" not in answer.err
    assert HERS not in counter.read_bytes()
    assert 1 == len(Path(f"{counter}-erased").read_text().splitlines())


@pytest.mark.parametrize("named", ["shop.db", "backups/shop.db.2026-11-21.daily"])
def test_the_list_beside_the_file_is_read_too_and_learnt(
    oc: Oc, shop: Oc, db: Path, stick: Path, till: Path, named: str
) -> None:
    old = till / "old" / named
    old.parent.mkdir(parents=True)
    shutil.copy(stick, old)
    shop("forget klein --yes").printed_or_said()
    Path(f"{db}-erased").rename(till / "old" / "shop.db-erased")
    os.remove(f"{marker.file_of(str(db))}-erased")
    there = till / "new" / "shop.db"
    assert "not brought back: 1 person" in oc(f"--db {there} restore {old} --yes").err
    assert "not brought back: 1 person" in oc(f"--db {there} restore {stick} --yes").err


def test_where_no_list_is_found_it_says_who_is_in_it_again(oc: Oc, stick: Path, till: Path, as_json: Json) -> None:
    os.utime(stick, (1_795_000_000, 1_795_000_000))
    there = till / "new" / "shop.db"
    shown = " ".join(oc(f"--db {there} restore {stick} --yes").err.split())
    assert "No list of who was erased is found: whoever was after Wed 18 Nov 2026 is in it again" in shown
    other = till / "newer" / "shop.db"
    assert not as_json(oc(f"--db {other} restore {stick} --yes --json").printed())["restore"]["erased_is_known"]


def test_who_wants_no_notes_since_is_still_not_noted_of(shop: Oc, stick: Path) -> None:
    shop("edit klein --no-notes").printed_or_said()
    shop("edit jim --role baker").printed_or_said()
    assert "Said since that they want no notes, and it stays so: 1 person." in shop(f"restore {stick} --yes").err
    assert "wants no notes" in shop("note --for klein likes blue").complained(1)
    assert "Noted" in shop("note --for jim likes blue").printed()


def test_corrections_and_what_was_taken_out_are_counted(shop: Oc, stick: Path) -> None:
    shop("mend e1 zip broke twice").printed_or_said()
    shop("note --for jim hello").printed()
    assert "NOT in it: 1 note and 1 line corrected or taken out." in " ".join(
        shop(f"restore {stick} --yes").err.split()
    )


def test_names_of_staff_that_were_erased_are_said_to_be_there_again(shop: Oc, stick: Path) -> None:
    shop("note --for jim hello", OC_STAFF="Ana").printed()
    shop("forget --staff Ana --yes").printed_or_said()
    shown = " ".join(shop(f"restore {stick} --yes").err.split())
    assert "Erased since, and perhaps there again: 1 name of staff;" in shown


def test_what_was_tidied_is_said_to_be_there_again(shop: Oc, stick: Path) -> None:
    late = "2030-01-01T12:00:00+00:00"
    assert "Erased: " in shop("tidy --yes", OC_NOW=late).printed_or_said()
    shown = " ".join(shop(f"restore {stick} --yes", OC_NOW=late).err.split())
    assert "Tidied since, and there again: what was past its time; oc tidy erases it anew." in shown


def test_what_was_left_of_a_store_that_is_gone_is_set_aside_named_and_hinders_no_erasure_once_removed(
    shop: Oc, db: Path, rows: Rows
) -> None:
    copy_of(db)
    db.unlink()
    Path(f"{db}-wal").write_bytes(b"what was written last")
    answer = shop("restore --yes")
    aside = f"{db}.damaged-20261121T120000Z-wal"
    assert f"set aside, and may hold people; remove it when you miss nothing: {aside}" in " ".join(answer.err.split())
    assert f"whoever is in it is in it still: {aside}" in shop("doctor --json").out
    assert aside in shop("forget klein --yes").complained(5)
    os.remove(aside)
    assert "Finished an erasure" in shop("note --for jim hello").err
    assert [] == rows("SELECT * FROM erasure")


def test_the_store_that_a_restore_left_is_never_taken_by_itself_while_another_copy_is_there(
    shop: Oc, db: Path, stick: Path
) -> None:
    shop(f"restore {stick} --yes").printed_or_said()
    assert (db.parent / "backups" / "shop.db.2026-11-21.restore").exists()
    assert "shop.db.2026-11-21.daily" in shop("restore --yes").printed_or_said()
    db.write_bytes(b"no store" * 1000)
    assert "oc restore brings back the newest copy" in shop("today").complained(5)
    assert "2026-11-21.daily" in shop("today").err


def test_a_file_as_it_is_typed_comes_before_a_copy_of_that_name(
    shop: Oc, db: Path, till: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = copy_of(db).name
    shop("add Bo Diddley").printed()
    (till / "stick").mkdir()
    shutil.copy(db, till / "stick" / name)
    monkeypatch.chdir(till)
    assert f"from {db.parent / 'backups' / name}" in " ".join(shop(f"restore {name} --yes").printed_or_said().split())
    monkeypatch.chdir(till / "stick")
    answer = shop(f"restore {name} --yes")
    assert f"from {till / 'stick' / name}" in " ".join(answer.printed_or_said().split())


def test_the_day_of_a_copy_from_elsewhere_is_that_of_its_name_or_said_to_be_the_files(shop: Oc, stick: Path) -> None:
    os.utime(stick, (1_795_000_000, 1_795_000_000))
    assert "The copy of Wed 18 Nov 2026, 11:06, as the date of the file has it:" in shop(f"restore {stick}").err
    named = stick.rename(stick.with_name("customers.db.2026-11-20.daily"))
    assert "The copy of Fri 20 Nov 2026:" in shop(f"restore {named}").err


WRONG = {
    "''": "Of the copy nothing is said but an empty name.",
    "/dev/zero": "That is a device, and no copy: /dev/zero",
    "{stick}": "That is a folder, and no copy: {stick}",
}


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such device")
@pytest.mark.parametrize("typed", WRONG)
def test_what_is_no_file_is_said_to_be_what_it_is(shop: Oc, stick: Path, typed: str) -> None:
    words = typed.format(stick=stick.parent)
    complained = shop(f"restore {words} --yes").complained(1)
    assert WRONG[typed].format(stick=stick.parent) in complained
    hint = f"oc restore {stick}" if "{" in typed else "oc restore brings back the newest copy"
    assert f"oc: hint: {hint}" in complained
