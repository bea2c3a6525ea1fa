"""One person who is here twice is made one, and two again: nothing is lost, doubled or mixed up."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.words import SQUARE, Oc, Rows, ShopAfter, found

TWICE = (
    "@2026-03-02 add Margo Klein --phone '+1 212 555 0143' --at Acme --birthday 11-26 --since 2019",
    "@2026-03-02 add 'Jim Stone' --phone '+1 212 555 0178'",
    "@2026-04-02 add Margo Klien --phone '212 555 0143' --email m@example.com --say MAR-go --why hems --yes"
    " --at IBM --role design",
    "@2026-05-01 note --for c1 --pin paper receipts",
    "@2026-05-02 note --for c3 --pin 'Paper receipts!'",
    "@2026-05-02 note --for c3 --need navy lining",
    "@2026-05-03 serve c1",
    "@2026-05-03 serve c3",
    "@2026-05-04 serve c3",
    "@2026-05-05 note --for c3 --complaint zip broke",
    "@2026-05-06 done --for c3 a new zip",
    "@2026-05-07 promise navy coat --by 2026-05-20 --for c3",
    "@2026-05-08 news 'Linings are in' --for lining --until 2026-12-31",
    "@2026-05-08 told --for c3",
    "@2026-05-09 note --for c2 --referral c3",
    "@2026-05-09 remember anniversary 06-01 --for c3",
)
"""Margo is c1, and c3 too; Jim is c2."""


@pytest.fixture
def shop(shop_after: ShopAfter) -> Oc:
    return shop_after(*TWICE)


def exported(oc: Oc, *words: str) -> Any:
    answer = oc("export", *words)
    assert 0 == answer.code, answer.err
    return json.loads(answer.out)


def people(oc: Oc) -> Any:
    """Return what an export has of everybody but for deeds."""
    said = exported(oc)["customers"]
    return [{name: value for name, value in one.items() if name != "deeds"} for one in said]


def test_the_first_stays_with_all_of_the_second(shop: Oc) -> None:
    said = shop("merge c1 c3 --yes")
    assert "Margo Klien (c3) is Margo Klein (c1) now." in said.out
    assert "oc: not kept: at IBM, design" in said.err
    margo = exported(shop, "c1")["customers"][0]
    assert ("Margo Klein", "Acme", None, "MAR-go", "hems") == tuple(
        margo[name] for name in ("name", "company", "role", "say", "why")
    )
    assert [("phone", "+1 212 555 0143"), ("email", "m@example.com"), ("nick", "Margo Klien")] == [
        (one["kind"], one["value"]) for one in margo["handles"]
    ]
    assert ["paper receipts", "navy lining"] == [one["text"] for one in margo["facts"]]
    assert ["birthday", "anniversary"] == [one["what"] for one in margo["occasions"]]
    assert {"2026-05-03", "2026-05-04"} == {one["day"] for one in margo["interactions"] if one["kind"] == "visit"}
    assert ["c2"] == [one["customer"] for one in margo["brought_by"]]
    assert 1 == len(margo["told"])
    assert ["c3"] == [one["ref"] for one in margo["aliases"]]
    assert ["Margo Klein", "Jim Stone"] == [one["name"] for one in people(shop)]


def test_a_visit_of_one_day_is_not_doubled_and_an_ending_stays_with_what_it_ended(shop: Oc) -> None:
    shop("merge c1 c3 --yes")
    happened = exported(shop, "c1")["customers"][0]["interactions"]
    assert 2 == len([one for one in happened if one["kind"] == "visit"])
    (zip_,) = [one for one in happened if one["kind"] == "complaint"]
    assert [zip_["ref"]] == [one["about"] for one in happened if one["kind"] == "answer"]


def test_the_number_of_the_second_goes_on_finding_them(shop: Oc) -> None:
    shop("merge c1 c3 --yes")
    for command in ("serve c3", "show C3", "history c3"):
        assert shop(command).printed().startswith("Margo Klein")
    assert "Noted for Margo Klein" in shop("note --for c3 came back").printed()
    assert ["Margo Klein"] == found(shop, "klien") == found(shop, "c3")
    shop("serve jim")
    assert "about Margo Klein? oc mend" in shop("note c3 likes silk").err


def test_who_is_served_by_the_old_key_is_served_on(shop: Oc) -> None:
    shop("serve c3")
    shop("merge c1 c3 --yes", OC_TILL="till two")
    assert "Noted for Margo Klein: hello" in shop("note hello").printed()


def test_undo_makes_two_of_them_again(shop: Oc) -> None:
    before = people(shop)
    shop("merge c1 c3 --yes")
    assert "Margo Klein c1 and Margo Klien c3 are two again." in shop("undo").printed()
    assert before == people(shop)
    assert "again" not in shop("serve klien").printed()


@pytest.mark.parametrize(
    "later",
    [
        "note --for c1 a word",
        "serve c3",
        "edit c1 --phone 2125550001",
        "remember operation friday --for c1",
        "note --for c1 --pin a lamp",
        "add Bo --brought-by c1",
        "mend e1 --move c1",
        "merge c2 c1 --yes",
        "merge c1 c2 --yes",
        "duplicates --two c1 c2",
        "mend f3 navy velvet",
    ],
)
def test_what_is_written_of_them_since_stands_in_the_way_of_undo(shop: Oc, later: str) -> None:
    shop("note --for c2 about a lamp")
    number = exported(shop, "c2")["customers"][0]["interactions"][-1]["ref"]
    shop("merge c1 c3 --yes")
    assert 0 == shop(later.replace("e1", number), OC_TILL="till two").code
    said = shop("undo").complained(1)
    assert "more was written of the same person since" in said
    assert 0 == shop("undo", OC_TILL="till two").code
    assert "Margo Klien c3 are two again" in shop("undo").printed()


@pytest.mark.parametrize(
    "earlier",
    [
        "add Zora",
        "edit c3 --at Bell",
        "style languid --usually --for c3",
        "edit c3 --drop navy",
        "note --for c1 --referral c2",
        "mend e4 --move c2",
        "mend e4 --drop",
        "mend d2 --move c2",
        "mend f3 --drop",
        "edit c3 --phone 2125550009",
        "note --for c3 --pin paper receipts",
        "duplicates --two c2 c3",
        "remember anniversary 06-02 --for c3",
        "done --for c3",
        "note --for c3 a word of another till",
        "serve c3",
        "import shop.csv",
    ],
)
def test_what_another_till_wrote_before_is_taken_back_or_refused_and_nothing_breaks(
    shop: Oc, earlier: str, till: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heading = "First Name,Last Name,Email Address,Phone Number,Square Customer ID,Memo,Birthday,Last Visit\n"
    (till / "shop.csv").write_text(f"{heading}Margo,Klien,m@example.com,212 555 0143,S1,likes silk,,\nBo,X,,,S2,,,\n")
    monkeypatch.chdir(till)
    before = people(shop)
    assert 0 == shop(earlier, OC_TILL="till two").code
    after = people(shop)
    assert 0 == shop("merge c1 c3 --yes").code
    taken = shop("undo", OC_TILL="till two")
    assert taken.code in (0, 1)
    assert "Traceback" not in taken.err and "inside" not in taken.err
    assert 0 == shop("undo").code
    if taken.code:
        assert after == people(shop)
    if taken.code or earlier.startswith("import"):  # of whom a merger was written since, the import stays
        assert 0 == shop("undo", OC_TILL="till two").code
    assert before == people(shop)


def test_an_import_that_is_taken_back_leaves_what_a_merger_may_put_back(
    shop: Oc, rows: Rows, till: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heading = "First Name,Last Name,Email Address,Phone Number,Square Customer ID,Memo,Birthday,Last Visit\n"
    (till / "shop.csv").write_text(f"{heading}Mar,Kli,,,S1,,,\nBo,X,,,S2,,,\n")
    monkeypatch.chdir(till)
    before = people(shop)
    assert 0 == shop("import shop.csv", OC_TILL="till two").code
    rows("DELETE FROM handle WHERE kind = 'source'")
    shop("merge c1 c4 --yes")
    assert 0 == shop("undo", OC_TILL="till two").code
    assert "Mar Kli c4 are two again" in shop("undo").printed()
    assert ["Margo Klein", "Jim Stone", "Margo Klien", "Mar Kli"] == [one["name"] for one in people(shop)]
    assert 0 == shop("undo", OC_TILL="till two").code
    assert before == people(shop)


def test_pins_beyond_three_become_notes_and_come_back_as_pins(shop: Oc) -> None:
    for who, words in (("c1", "one"), ("c1", "two"), ("c3", "three"), ("c3", "four")):
        shop(f"note --for {who} --pin {words}")
    before = people(shop)
    assert "2 pins are notes now" in shop("merge c1 c3 --yes").out
    margo = exported(shop, "c1")["customers"][0]
    assert 3 == len([one for one in margo["facts"] if one["kind"] == "pin"])
    assert {"three", "four"} == {one["text"] for one in margo["interactions"] if one["kind"] == "note"}
    shop("undo")
    assert before == people(shop)


def test_at_a_terminal_both_are_shown_and_what_differs_is_asked(shop: Oc) -> None:
    said = shop("merge c1 c3", stdin="y\n2\n", at_terminal=True)
    assert 0 == said.code
    assert said.err.index("Margo Klein  c1") < said.err.index("Margo Klien  c3") < said.err.index("one person?")
    assert "At which company? 1 = Acme, 2 = IBM, design. Enter for 1:" in said.err
    margo = exported(shop, "c1")["customers"][0]
    assert ("IBM", "design") == (margo["company"], margo["role"])
    assert "not kept" not in said.err


@pytest.mark.parametrize(
    "line,answers,since",
    [
        ("merge c1 c2 --yes", "", "2019-06-01"),
        ("merge c2 c1 --yes", "", "2019-06-01"),
        ("merge c1 c2", "y\n\n", "2019-06-01"),
        ("merge c1 c2", "y\n1\n", "2022-01-15"),
        ("merge c2 c1", "y\n2\n", "2022-01-15"),
    ],
)
def test_since_when_they_come_is_the_earlier_day_unless_another_is_chosen(
    shop_after: ShopAfter, line: str, answers: str, since: str
) -> None:
    oc = shop_after("add Jim Stone --since 2022-01-15", "add Jim Stone --since 2019-06-01 --yes")
    said = oc(line, stdin=answers, at_terminal=bool(answers))
    assert 0 == said.code
    assert [since] == [one["since"] for one in exported(oc)["customers"]]
    if line == "merge c1 c2" and answers:
        asked = "Customer since when? 1 = Sat 15 Jan 2022, 2 = Sat 1 Jun 2019. Enter for 2:"
        assert asked in " ".join(said.err.split())


def test_what_is_not_known_is_not_said_to_be_all(shop_after: ShopAfter) -> None:
    oc = shop_after("add Anna Schröder --email anna@example.com", "add Anna Schröder --yes", "add Bo Xu")
    said = oc("merge c1 c2").err
    assert "    Anna Schröder  c1  an e-mail, and no telephone\n" in said
    assert "    Anna Schröder  c2  no telephone, no e-mail and no visit is known\n" in said
    oc("edit c2 --phone 2125550143 --email other@example.com")
    assert "c2  phone …43 · an e-mail\n" in oc("merge c1 c2").err


def test_the_last_visit_that_a_file_said_of_each_stays(
    shop_after: ShopAfter, till: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    oc = shop_after("add Bo Xu")
    rows = "Jim,Stone,,,S1,likes silk,,2025-12-24\nJim,Stone,,,S2,likes silk,,2026-11-01\nJim,Stone,,,S3,,,2026-11-01\n"
    (till / "shop.csv").write_text(SQUARE + rows)
    monkeypatch.chdir(till)
    assert "3 people are new" in oc("import shop.csv").out
    before = people(oc)
    for gone in ("c3", "c4"):
        oc(f"merge c2 {gone} --yes")
    jim = exported(oc, "c2")["customers"][0]
    assert ["2025-12-24", "2026-11-01"] == sorted(one["day"] for one in jim["interactions"] if one["kind"] == "visit")
    assert ["likes silk"] == [one["text"] for one in jim["interactions"] if one["kind"] == "note"]
    for _ in range(2):
        assert "are two again" in oc("undo").printed()
    assert before == people(oc)


def test_enter_keeps_what_the_first_says(shop: Oc) -> None:
    assert 0 == shop("merge c1 c3", stdin="y\n\n", at_terminal=True).code
    assert "Acme" == exported(shop, "c1")["customers"][0]["company"]


def test_a_birthday_that_differs_is_asked(shop: Oc) -> None:
    shop("edit c3 --birthday 1958-11-27 --at Acme --role ''")
    said = shop("merge c1 c3", stdin="y\n2\n", at_terminal=True)
    assert "Birthday? 1 = every 26 Nov, 2 = every 27 Nov, since 1958. Enter for 1:" in " ".join(said.err.split())
    occasions = exported(shop, "c1")["customers"][0]["occasions"]
    assert [(27, 1958)] == [(one["day"], one["year"]) for one in occasions if one["what"] == "birthday"]


def test_the_year_of_a_birthday_is_taken_where_the_first_has_none(shop: Oc) -> None:
    shop("edit c3 --birthday 1958-11-26")
    shop("merge c1 c3 --yes")
    occasions = exported(shop, "c1")["customers"][0]["occasions"]
    assert [1958] == [one["year"] for one in occasions if one["what"] == "birthday"]


def test_without_a_terminal_it_needs_yes_and_changes_nothing(shop: Oc, db: Path) -> None:
    before = db.read_bytes()
    said = shop("merge c1 c3").complained(1)
    assert "oc merge c1 c3 --yes" in said
    assert 1 == shop("merge c1 c3", stdin="n\n", at_terminal=True).code
    assert before == db.read_bytes()


def test_nobody_is_guessed(shop: Oc) -> None:
    assert 4 == shop("merge margo c2 --yes").code
    assert 3 == shop("merge c1 nobody --yes").code
    assert 2 == shop("merge c1").code == shop("merge c1 c2 c3").code
    assert "is one person already" in shop("merge c1 c1 --yes").complained(1)
    shop("merge c1 c3 --yes")
    assert "is one person already" in shop("merge c1 c3 --yes").complained(1)


def test_no_transaction_is_open_while_it_asks_and_what_changed_is_seen(
    shop: Oc, monkeypatch: pytest.MonkeyPatch
) -> None:
    from onecustomer.cli.commands.people import merge

    asked = merge._ask

    def meanwhile(*given: Any) -> None:
        assert 0 == shop("edit c3 --at Bell", OC_TILL="till two").code
        monkeypatch.setattr(merge, "_ask", asked)
        asked(*given)

    monkeypatch.setattr(merge, "_ask", meanwhile)
    said = shop("merge c1 c3", stdin="y\n\n", at_terminal=True)
    assert 1 == said.code
    assert "changed by another till meanwhile" in " ".join(said.err.split())


def test_who_asked_for_no_notes_goes_on_to_want_none(shop: Oc) -> None:
    shop("edit c3 --no-notes")
    before = people(shop)
    assert "hems" not in shop("merge c1 c3 --yes").err
    assert exported(shop, "c1")["customers"][0]["no_notes"] is True
    assert "zip broke" not in shop("show c1").out
    shop("undo")
    assert before == people(shop)


def test_a_referral_between_the_two_is_gone_and_comes_back(shop: Oc) -> None:
    shop("note --for c1 --referral c3")
    before = people(shop)
    shop("merge c1 c3 --yes")
    assert "referral" not in {one["kind"] for one in exported(shop, "c1")["customers"][0]["interactions"]}
    shop("undo")
    assert before == people(shop)


def test_a_third_record_takes_the_numbers_of_before_along(shop: Oc) -> None:
    shop("merge c1 c3 --yes")
    shop("merge c2 c1 --yes")
    assert shop("show c3").printed().startswith("Jim Stone")
    shop("undo")
    assert shop("show c3").printed().startswith("Margo Klein")
    shop("undo")
    assert shop("show c3").printed().startswith("Margo Klien")


def test_an_export_comes_back_as_it_was(shop: Oc, till: Path) -> None:
    shop("merge c1 c3 --yes")
    shop("duplicates --two c1 c2")
    first, second, other = till / "first.json", till / "second.json", till / "other.db"
    shop("export", "-o", str(first))
    assert 0 == shop("import", str(first), OC_DB=str(other)).code
    shop("export", "-o", str(second), OC_DB=str(other))
    assert first.read_bytes() == second.read_bytes()
    assert shop("show c3", OC_DB=str(other)).printed().startswith("Margo Klein")
    assert "(c4)" in shop("add Bo", OC_DB=str(other)).printed()


def test_another_store_finds_them_by_the_key_of_before(shop: Oc, till: Path) -> None:
    separate, merged, other = till / "separate.json", till / "merged.json", till / "other.db"
    shop("export", "-o", str(separate))
    shop("merge c1 c3 --yes")
    shop("duplicates --two c1 c2")
    shop("export", "-o", str(merged))
    shop("add Zora", OC_DB=str(other))
    assert "2 people are new" in shop("import", str(merged), OC_DB=str(other)).out
    before = other.read_bytes()
    assert "2 people were here already, with nothing new" in shop("import", str(merged), OC_DB=str(other)).out
    assert before == other.read_bytes()
    shop("import", str(separate), OC_DB=str(other))
    names = [one["name"] for one in json.loads(shop("export", OC_DB=str(other)).out)["customers"]]
    assert ["Zora", "Margo Klein", "Jim Stone"] == names
    said = shop("add Bo", OC_DB=str(other)).printed()
    refs = {one["ref"] for one in json.loads(shop("export", OC_DB=str(other)).out)["customers"][1]["aliases"]}
    assert refs and not any(f"({ref})" in said for ref in refs)


def test_an_export_of_before_the_merger_makes_nobody_two(shop: Oc, till: Path) -> None:
    file = till / "all.json"
    shop("export", "-o", str(file))
    shop("merge c1 c3 --yes")
    before = people(shop)
    assert "3 people were here already" in shop("import", str(file)).out
    assert before == people(shop)


def test_the_sheet_says_that_they_stood_here_twice(shop: Oc) -> None:
    shop("merge c1 c3 --yes")
    shop("duplicates --two c1 c2")
    said = " ".join(shop("export c1 --plain").out.split())
    assert "You stood here twice, and as c3 too" in said
    assert "that you stood here twice, and stand here once now" in said
    assert "You are not c2, of nearly your name" in said
    assert "name “Margo Klien”" in said and "company “IBM”" in said


def test_who_is_erased_leaves_nothing_of_either(shop: Oc, db: Path, rows: Rows) -> None:
    shop("note --for c3 --pin Zanzibarella")
    shop("duplicates --two c2 c3")
    keys = [one["key"] for one in people(shop) if one["name"].startswith("Margo")]
    shop("merge c1 c3 --yes")
    assert 0 == shop("forget c3 --yes").code
    left = db.read_bytes()
    for word in ("Zanzibarella", "Klien", "klien", "Klein", "m@example.com", "IBM", *keys):
        assert word.encode() not in left, word
    assert [(0,), (0,)] == rows("SELECT count(*) FROM alias UNION ALL SELECT count(*) FROM apart")
    erased = (db.parent / f"{db.name}-erased").read_text()
    assert all(key in erased for key in keys)


def test_who_is_erased_leaves_no_name_in_the_merger_of_another(shop: Oc, db: Path) -> None:
    shop("note --for c3 --pin 'with Jim Stone always'")
    shop("note --for c1 --pin 'with Jim Stone always'")
    shop("duplicates --two c2 c3")
    shop("merge c1 c3 --yes", OC_TILL="till three")
    assert b"with Jim Stone always" in db.read_bytes()
    assert 0 == shop("mend f5 --drop", OC_TILL="till two").code
    assert 0 == shop("forget c2 --yes").code
    assert b"Jim Stone" not in db.read_bytes()
    assert "named somebody who was erased since" in shop("undo", OC_TILL="till three").complained(1)


def test_what_was_changed_outside_onecustomer_is_no_sql(shop: Oc, rows: Rows) -> None:
    shop("merge c1 c3 --yes")
    for wrong in (
        '[["moved", "sqlite_master", {"of": 3, "to": 1, "numbers": [1]}]]',
        '[["moved", "fact", {"of": 3, "to": 1, "numbers": ["1; --"]}]]',
        '[["taken", "customer", {"id": 3, "x": 1}]]',
        '[["taken", "deed", {"id": 3}]]',
    ):
        rows("UPDATE deed SET before = ? WHERE verb = 'merge'", wrong)
        assert "changed outside onecustomer" in shop("undo").err


def test_the_old_notes_of_a_merger_are_tidied_and_its_number_still_finds(shop: Oc) -> None:
    shop("merge c1 c3 --yes", OC_NOW="2026-06-01T12:00:00+00:00")
    assert 0 == shop("tidy --yes", OC_NOW="2036-06-01T12:00:00+00:00").code
    assert shop("show c3", OC_NOW="2036-06-01T12:00:00+00:00").out.startswith("Margo Klein")


WRITES = (
    "serve {who}",
    "serve {who} --via phone",
    "note --for {who} a word",
    "note --for {who} --pin paper",
    "note --for {who} --pin lamp",
    "note --for {who} --need silk",
    "note --for {who} --complaint zip",
    "done --for {who}",
    "promise coat --by friday --for {who}",
    "edit {who} --at Acme",
    "edit {who} --at IBM --role design",
    "edit {who} --why hems",
    "edit {who} --every 6w",
    "edit {who} --since 2019",
    "edit {who} --birthday 11-26",
    "edit {who} --birthday 1958-11-27",
    "edit {who} --nick Mo",
    "edit {who} --phone 2125550001",
    "edit {who} --no-notes",
    "style hurried --usually --for {who}",
    "later {who} --until friday",
    "thank --for {who}",
    "lost {who} --why slow",
    "remember anniversary 06-01 --for {who}",
    "remember anniversary 06-02 --for {who}",
    "note --for {who} --referral c3",
    "note --for c3 --referral {who}",
    "duplicates --two {who} c3",
    "told --for {who}",
    "edit {who} --name 'Zoë Ray'",
)
lives = st.lists(st.tuples(st.sampled_from(("c1", "c2")), st.sampled_from(WRITES)), max_size=12)


@settings(max_examples=max(20, settings.default.max_examples // 3))  # each is a dozen commands
@given(lives, st.booleans())
def test_a_merger_and_its_undo_leave_everything_as_it_was(
    shop_after: ShopAfter, happened: list[tuple[str, str]], is_turned: bool
) -> None:
    oc = shop_after(
        "add Zoe Ray --phone '212 555 0001'",
        "add Zoe Raye --yes",
        "add Jim",
        "news 'Silk is in' --for silk --until 2026-12-31",
    )
    for who, line in happened:
        oc(*shlex.split(line.format(who=who)), OC_TILL="till two")
    before = people(oc)
    first, second = ("c2", "c1") if is_turned else ("c1", "c2")
    assert 0 == oc("merge", first, second, "--yes").code
    merged = exported(oc)["customers"]
    assert [first, "c3"] == sorted(one["ref"] for one in merged)
    (one,) = [one for one in merged if one["ref"] == first]
    assert len([fact for fact in one["facts"] if fact["kind"] == "pin"]) <= 3
    assert len({occasion["what"] for occasion in one["occasions"]}) == len(one["occasions"])
    assert 0 == oc("undo").code
    assert before == people(oc)
