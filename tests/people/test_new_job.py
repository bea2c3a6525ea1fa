"""A changed job: an entry of the timeline, and the old company, by which a former colleague is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.words import SQUARE, AtOnce, Json, Oc, Rows, ShopAfter, at, found

TOMORROW = at("2026-11-22")
JOBS = "SELECT customer_id, day, text, staff FROM interaction WHERE kind = 'job'"
FORMER = "SELECT customer_id, value FROM handle WHERE kind = 'former' ORDER BY id"
EVERYTHING = ("customer", "handle", "interaction", "search_key", "rhythm", "deed")


@pytest.fixture
def known(shop: Oc) -> Oc:
    """The shop a day later: nobody was added today. Juli is A/P at IBM, and Jeff design."""
    return lambda *words, **env: shop(*words, **{"OC_NOW": TOMORROW} | env)


@pytest.mark.parametrize(
    "edits,text",
    [
        (["--at Acme --role CFO"], "CFO at Acme; was A/P at IBM"),
        (["--at Acme"], "A/P at Acme; was A/P at IBM"),
        (["--role CFO"], "CFO at IBM; was A/P at IBM"),
        (["--at '' --role ''"], "no longer A/P at IBM"),
        (["--at ''"], "A/P; was A/P at IBM"),
        (["--at '' --role CFO"], "CFO; was A/P at IBM"),
        (["--role ''"], "works at IBM; was A/P at IBM"),
        (["--role ''", "--at Acme"], "works at Acme; was at IBM"),
        (["--role ''", "--at ''"], "no longer at IBM"),
        (["--role ''", "--at Acme --role CFO"], "CFO at Acme; was at IBM"),
        (["--at ''", "--role CFO"], "CFO; was A/P"),
        (["--at ''", "--at Acme --role CFO"], "CFO at Acme; was A/P"),
        (["--at ''", "--role ''"], "no longer A/P"),
    ],
)
def test_a_changed_job_is_an_entry_of_the_day(known: Oc, rows: Rows, edits: list[str], text: str) -> None:
    for edit in edits:
        assert 0 == known(f"edit juli {edit}", OC_STAFF="Ana").code
    assert [(4, "2026-11-22", text, "Ana")] == rows(f"{JOBS} ORDER BY id")[len(edits) - 1 :]
    assert f"22 Nov job {text} Ana" in " ".join(known("history juli").printed().split())


@pytest.mark.parametrize(
    "who,edit",
    [
        ("juli", "--at IBM --role A/P"),
        ("juli", "--at ibm --role a/p"),
        ("juli", "--at 'I’BM,'"),
        ("juli", "--phone 2125550999 --name 'Juli IBM'"),
        ("jim", "--at Acme --role CFO"),
        ("jim", "--at '' --role ''"),
        ("klein", "--role CFO"),
    ],
)
def test_what_was_unknown_or_is_the_same_is_no_changed_job(known: Oc, rows: Rows, who: str, edit: str) -> None:
    assert 0 == known(f"edit {who} {edit}").code
    assert ([], []) == (rows(JOBS), rows(FORMER))


def test_what_was_typed_on_the_day_they_were_added_is_put_right_and_no_changed_job(shop: Oc, rows: Rows) -> None:
    shop("edit juli --at Acme --role CFO")
    assert ([], []) == (rows(JOBS), rows(FORMER))


def test_the_edit_says_it_as_ever(known: Oc) -> None:
    said = known("edit juli --at Acme --role CFO").printed()
    assert "Changed Juli Andersson: at Acme, was IBM; role CFO, was A/P.\n" == said


def test_a_former_colleague_comes_after_those_who_work_there(known: Oc, as_json: Json) -> None:
    known("serve juli")
    known("edit juli --at Acme --role CFO")
    assert ["Jeff Baptiste", "Juli Andersson"] == found(known, "@ibm")
    told = known("find @ib").printed().splitlines()
    assert "Juli Andersson  c4  Acme · formerly at IBM · last here 22 Nov · phone …01" == told[1].strip()
    assert "formerly" not in told[0]
    said = as_json(known("find @ibm --json").printed())["candidates"]
    assert [("IBM", None), ("Acme", "IBM")] == [(one["company"], one["formerly"]) for one in said]
    assert [None] == [one["formerly"] for one in as_json(known("find juli --json").printed())["candidates"]]


def test_by_the_old_company_alone_nobody_is_served_and_an_entry_that_names_it_is_found_as_such(
    known: Oc, as_json: Json
) -> None:
    known("edit jeff --at ''")
    known("edit juli --at Acme --role CFO")
    for query in ("ibm", "ib", "ibmm"):
        assert "Nobody found" in known("serve", query).complained(3)
    told = as_json(known("find ibm --json").printed())["candidates"]
    assert {(8, "CFO at Acme; was A/P at IBM"), (8, "design; was design at IBM")} == {
        (one["tier"], one["because"]) for one in told
    }
    assert known("show juli acme").printed().startswith("Juli Andersson")


def test_of_several_old_companies_the_one_that_is_meant_is_named(known: Oc, as_json: Json) -> None:
    known("edit juli --at 'Bell Labs'")
    known("edit juli --at Acme")
    assert "formerly at Bell Labs" in known("find '@bell labs'").printed()
    assert "formerly at IBM" in known("find @ibm").printed()
    assert "Nobody found" in known("find '@ibm labs'").complained(3)
    assert "Nobody found" in known("find @nowhere").complained(3)
    assert "There is no company" in known("find @").complained(1)


def test_an_old_company_is_kept_once_and_goes_when_they_go_back(known: Oc, rows: Rows) -> None:
    known("edit juli --at Acme")
    assert [(4, "IBM")] == rows(FORMER)
    known("edit juli --at ibm")
    assert [(4, "Acme")] == rows(FORMER)
    assert ["Jeff Baptiste", "Juli Andersson"] == sorted(found(known, "@ibm"))
    assert "formerly" not in known("find @ibm").printed()
    assert "Took back today’s change for Juli Andersson; again: at Acme, former IBM\n" == known("undo").printed()
    assert [(4, "IBM")] == rows(FORMER)
    known("edit juli --at ''")
    assert [(4, "IBM"), (4, "Acme")] == rows(FORMER)
    known("edit juli --at IBM")
    assert [(4, "Acme")] == rows(FORMER)


def test_leaving_the_same_company_twice_keeps_it_once(known: Oc, rows: Rows) -> None:
    known("edit juli --at ''")
    rows("UPDATE customer SET company = 'ibm' WHERE id = 4")
    known("edit juli --at Acme")
    assert [(4, "IBM")] == rows(FORMER)


def test_who_went_from_one_bell_to_another_is_a_colleague_and_listed_once(known: Oc) -> None:
    known("edit juli --at 'Bell Labs'")
    known("edit juli --at 'Bell Works'")
    assert ["Juli Andersson"] == found(known, "@bell")
    assert "formerly" not in known("find @bell").printed()
    assert "Bell Works · formerly at Bell Labs" in known("find '@bell labs'").printed()


def test_of_two_tills_at_once_the_second_says_what_the_first_wrote(
    shop_after: ShopAfter, at_once: AtOnce, rows: Rows
) -> None:
    shop_after("@2026-11-20 add Juli --at IBM --role A/P")
    assert [0, 0] == [ran.code for ran in at_once("edit juli --at Acme", "edit juli --at Bell")]
    (first,), (second,) = rows("SELECT text FROM interaction WHERE kind = 'job' ORDER BY id")
    assert first.endswith("; was A/P at IBM")
    assert second.endswith(f"; was {first.partition(';')[0]}")


def test_history_says_where_they_were(known: Oc) -> None:
    known("edit juli --at Acme")
    assert "always  former  IBM" in known("history juli").printed()


@pytest.mark.parametrize("edit", ["--at Acme --role CFO", "--at ''", "--role CFO", "--at Acme --nick Ju"])
def test_undo_takes_entry_company_and_keys_back(known: Oc, rows: Rows, edit: str) -> None:
    before = {table: sorted(rows(f"SELECT * FROM {table}"), key=repr) for table in EVERYTHING}
    known(f"edit juli {edit}")
    assert before != {table: sorted(rows(f"SELECT * FROM {table}"), key=repr) for table in EVERYTHING}
    said = known("undo").printed()
    assert said.startswith("Took back today’s change for Juli Andersson; again: ")
    assert "former" not in said
    assert before == {table: sorted(rows(f"SELECT * FROM {table}"), key=repr) for table in EVERYTHING}


def test_undo_brings_back_what_going_back_took(known: Oc, rows: Rows) -> None:
    known("edit juli --at Acme")
    before = {table: sorted(rows(f"SELECT * FROM {table}"), key=repr) for table in EVERYTHING}
    known("edit juli --at IBM")
    known("undo")
    assert before == {table: sorted(rows(f"SELECT * FROM {table}"), key=repr) for table in EVERYTHING}
    assert "formerly at IBM" in known("find @ibm").printed()


def test_a_changed_job_is_mended_like_any_entry(known: Oc, rows: Rows) -> None:
    known("edit juli --at Acme --role CFO")
    assert (
        known("mend e1 CFO at Acme since May").printed().startswith("Mended e1, job (22 Nov) for Juli Andersson: CFO")
    )
    assert known("mend e1 --drop").printed().startswith("Took out e1, job (22 Nov) for Juli Andersson")
    assert [] == rows(JOBS)
    known("undo")
    known("undo")
    assert [(4, "2026-11-22", "CFO at Acme; was A/P at IBM", None)] == rows(JOBS)


def test_a_changed_job_is_no_visit_and_no_contact(known: Oc, as_json: Json) -> None:
    later = at("2027-11-21")
    known("serve juli")
    before = [known(f"today --{part} --json", OC_NOW=later).printed() for part in ("missed", "thanks")]
    assert "Juli Andersson" in before[0]
    assert 0 == known("edit juli --at Acme --role CFO", OC_NOW=later).code
    assert before == [known(f"today --{part} --json", OC_NOW=later).printed() for part in ("missed", "thanks")]
    assert [None] == [one["last_seen"] for one in as_json(known("find jeff --json").printed())["candidates"]]


def test_a_changed_job_is_no_contact_in_a_long_timeline_either(known: Oc) -> None:
    later = at("2027-11-21")
    for number in range(70):
        known(f"note n{number} --for juli")
    before = known("today --missed --json", OC_NOW=later).printed()
    assert "Juli Andersson" in before
    known("edit juli --at Acme --role CFO", OC_NOW=later)
    assert before == known("today --missed --json", OC_NOW=later).printed()


def test_a_changed_job_has_no_bar_and_is_not_among_the_last_on_the_card(known: Oc, as_json: Json) -> None:
    known("note --for jeff hello")
    before = known("pulse --json").printed()
    known("edit juli --at Acme --role CFO")
    assert before == known("pulse --json").printed()
    assert "Nothing was written in these days." in known("history juli --graph").printed()
    assert [] == as_json(known("show juli --json").printed())["card"]["last"]
    assert ["job"] == [one["kind"] for one in as_json(known("history juli --json").printed())["interactions"]]


def test_the_card_says_what_they_do_now(known: Oc) -> None:
    known("edit juli --at Acme --role CFO")
    assert known("show juli").printed().startswith("Juli Andersson  ·  CFO at Acme\n")
    known("edit juli --role ''")
    assert known("show juli").printed().startswith("Juli Andersson  ·  works at Acme\n")


def test_an_import_neither_changes_a_job_nor_takes_an_old_company_for_a_handle(
    known: Oc, rows: Rows, till: Path
) -> None:
    known("edit juli --at ''")
    before = rows(JOBS), rows(FORMER)
    file = till / "square.csv"
    head = SQUARE.replace("Memo", "Company Name")
    file.write_text(head + "Juli,Andersson,,+1 212 555 0101,S1,Bell,,\nJeff,Baptiste,,+1 212 555 0102,S2,Acme,,\n")
    assert 0 == known("import", str(file)).code
    assert before == (rows(JOBS), rows(FORMER))
    assert [("IBM",), ("Bell",)] == rows("SELECT company FROM customer WHERE id IN (4, 5) ORDER BY id DESC")
