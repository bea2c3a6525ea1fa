"""Who may be here twice is proposed with why, and nobody is merged by it; who are two are proposed no more."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onecustomer.domain.finding.alike import pairs
from onecustomer.domain.finding.alike.judging import Known
from onecustomer.domain.language import names
from tests.bench import duplicates
from tests.words import HOSTILE, SQUARE, Oc, Ran, Rows, ShopAfter, assert_harmless

NAME_ALONE = "the same name, and nothing else that tells"
PEOPLE = (
    "@2026-03-02 add Margo Klein --phone '+1 212 555 0143' --at Acme",
    "@2026-03-02 add 'Tom Klein' --phone '+1 212 555 0143' --yes",
    "@2026-03-02 add Margo Klien --phone '212 555 0143' --yes",
    "@2026-03-02 add Katarzyna Wolska --birthday 1958-11-26",
    "@2026-03-02 add Wolska Katarzina --birthday 1958-11-26",
    "@2026-03-02 add John Smith --birthday 1950-01-02",
    "@2026-03-02 add John Smith --birthday 1980-03-04 --yes",
    "@2026-03-02 add Robert Xander --email bob@example.com",
    "@2026-03-02 add Bob Xander --email BOB@example.com --yes",
    "@2026-03-02 add Zoë Quill",
    "@2026-03-02 add Quill Zoe --yes",
    "@2026-05-03 serve c3",
)


@pytest.fixture
def shop(shop_after: ShopAfter) -> Oc:
    return shop_after(*PEOPLE)


def proposed(oc: Oc, *who: str) -> dict[tuple[str, ...], list[str]]:
    """Return the pairs that are proposed, by their references, each with why."""
    said = json.loads(oc("duplicates", *who, "--json").printed())
    assert 1 == said["schema"]
    return {tuple(sorted(one["ref"] for one in pair["people"])): pair["because"] for pair in said["duplicates"]}


def test_pairs_are_proposed_with_why(shop: Oc) -> None:
    assert {
        ("c1", "c3"): ["the same telephone", "names nearly alike"],
        ("c4", "c5"): ["names nearly alike", "the same birthday"],
        ("c8", "c9"): ["the same e-mail", "names nearly alike"],
        ("c10", "c11"): [NAME_ALONE],
    } == {tuple(sorted(pair, key=lambda ref: int(ref[1:]))): why for pair, why in proposed(shop).items()}


def test_two_of_a_household_and_namesakes_of_two_birthdays_are_two(shop: Oc) -> None:
    found = proposed(shop)
    assert not [pair for pair in found if "c2" in pair]
    assert ("c6", "c7") not in found


def test_who_is_known_better_stays_and_nobody_is_merged(shop: Oc, db: Path) -> None:
    before = db.read_bytes()
    said = shop("duplicates").out
    assert "oc merge c3 c1\n" in said
    assert before == db.read_bytes()


def test_each_pair_says_what_tells_them_apart(shop: Oc) -> None:
    said = shop("duplicates")
    rows = said.out.splitlines()
    at = next(number for number, row in enumerate(rows) if "The same telephone" in row)
    assert "    Margo Klien  c3  last here 3 May · phone …43" == rows[at + 1]
    assert "    Margo Klein  c1  Acme · phone …43" == rows[at + 2]
    assert "born 26 Nov 1958" in said.out
    assert "5550143" not in said.out.replace(" ", "") and "bob@" not in said.out


@pytest.mark.parametrize("width", [20, 40, 80])
def test_each_pair_has_its_commands_whole_on_lines_of_their_own(shop: Oc, width: int) -> None:
    rows = shop("duplicates", COLUMNS=str(width)).out.splitlines()
    commands = [row for row in rows if row.lstrip().startswith("oc ")]
    assert 4 == len([row for row in commands if row.startswith("    oc merge c")])
    assert 4 == len([row for row in commands if row.startswith("    oc duplicates --two c")])
    assert "    oc duplicates --two c3 c1" in commands
    assert max(len(row) for row in rows if row not in commands) <= width


SMALL = (
    "add Anna Schröder --phone '+49 30 1234567'",
    "add Anna Schröder --email anna@example.com --yes",
    "add Erwin Schröder --phone '+49 30 1234567' --yes",
    *("add Jim Stone --yes", "add Jim Stone --phone '212 555 0143' --yes", "add Jim Stone --yes"),
    "add Sofía Núñez",
    "add Sofia Nunez --yes",
    "add Jim Bond",
    "add Anna",
    "add Anna --yes",
    "add Bo Xu --birthday 05-03",
    "add Bo Xu --birthday 08-29 --yes",
)


def test_in_a_small_shop_one_name_is_enough(shop_after: ShopAfter) -> None:
    found = proposed(shop_after(*SMALL))
    assert {("c1", "c2"), ("c4", "c5"), ("c4", "c6"), ("c5", "c6"), ("c7", "c8")} == set(found)
    assert {NAME_ALONE} == {why for because in found.values() for why in because}


def test_who_may_well_be_two_are_counted_and_listed_when_asked_for(shop_after: ShopAfter) -> None:
    oc = shop_after(*SMALL)
    assert (
        "2 pairs share a name, a telephone or an e-mail and may well be two: oc duplicates --all"
        in oc("duplicates").err
    )
    more = proposed(oc, "--all")
    assert ["the same telephone", "other names"] == more["c1", "c3"] == proposed(oc, "erwin")["c1", "c3"]
    assert [NAME_ALONE] == more["c10", "c11"]
    assert ("c12", "c13") not in more
    said = json.loads(oc("duplicates --all --json").out)["duplicates"]
    assert [True] * 5 + [False] * 2 == [pair["likely"] for pair in said]


def test_nobody_is_here_twice_where_only_a_telephone_is_shared(shop_after: ShopAfter) -> None:
    said = shop_after(*SMALL[:1], SMALL[2])("duplicates").err
    assert "Nobody seems to be here twice." in said
    assert "1 pair shares a name, a telephone or an e-mail" in said


def test_whom_a_whole_company_shares_a_telephone_with_is_not_listed(shop_after: ShopAfter) -> None:
    oc = shop_after(*(f"add {name} Xu --phone '212 555 0143' --yes" for name in ["Ann", "Bo", "Cy", "Di", "Ed", "Flo"]))
    assert {} == proposed(oc, "--all")


def test_one_persons_pairs_are_listed_alone(shop: Oc) -> None:
    assert [("c1", "c3"), ("c2", "c3")] == list(proposed(shop, "c3"))
    assert {} == proposed(shop, "c6")
    assert "Nobody looks like John Smith" in shop("duplicates c6").err
    assert 3 == shop("duplicates nobody").code


def test_who_are_two_are_proposed_no_more_until_that_is_taken_back(shop: Oc) -> None:
    said = shop("duplicates --two c3 c1").printed()
    assert "Margo Klien (c3) and Margo Klein (c1) are two people" in said
    assert ("c1", "c3") not in proposed(shop)
    assert "known already" in shop("duplicates --two c1 c3").printed()
    assert "word that they are two" in shop("undo").printed()
    assert ("c1", "c3") in proposed(shop)


def test_two_are_named_and_nobody_is_guessed(shop: Oc) -> None:
    assert 2 == shop("duplicates --two c1").code == shop("duplicates --two").code
    assert 4 == shop("duplicates --two klein c4").code
    assert 3 == shop("duplicates --two nobody c4").code
    assert 1 == shop("duplicates --two c4 c4").code


def test_a_merger_says_that_they_were_said_to_be_two(shop: Oc) -> None:
    shop("duplicates --two c1 c3")
    assert "Somebody said that they are two." in shop("merge c1 c3").err
    assert 0 == shop("merge c1 c3 --yes").code


def test_a_terminal_gets_the_first_twenty(shop: Oc, till: Path) -> None:
    twice = [(number, letter) for number in range(25) for letter in "AB"]
    people = "".join(
        f"Quentin,Xyl{chr(97 + number) * 3}o,,,{letter}{number},,1958-11-{number + 1:02},\n" for number, letter in twice
    )
    (till / "shop.csv").write_text(SQUARE + people)
    assert "50 people are new" in shop("import", str(till / "shop.csv")).out
    said = shop("duplicates", at_terminal=True)
    assert 20 == said.out.count("oc merge")
    assert "more: oc duplicates --all" in said.err
    assert shop("duplicates --all", at_terminal=True).out.count("oc merge") > 25
    assert shop("duplicates").out.count("oc merge") > 25


def test_nobody_is_there_twice(shop_after: ShopAfter) -> None:
    oc = shop_after("add Margo Klein")
    said = oc("duplicates")
    assert (0, "", "oc: Nobody seems to be here twice.\n") == (said.code, said.out, said.err)
    assert '{"schema": 1, "duplicates": []}\n' == oc("duplicates --json").printed()


def test_the_birthday_of_who_wants_no_notes_is_not_shown(shop: Oc) -> None:
    shop("edit c4 --no-notes")
    said = shop("duplicates c5").out
    assert "born 26 Nov 1958" in said.split("Wolska Katarzina")[1]
    assert 1 == said.count("born")


def test_names_that_hide_something_are_made_plain(shop: Oc, rows: Rows) -> None:
    rows("UPDATE customer SET name = ?, company = ? WHERE id = 1", HOSTILE, HOSTILE)
    for command in ("duplicates", "merge c1 c3", "merge c1 c3 --yes", "undo", "duplicates --two c1 c3"):
        answer: Ran = shop(command)
        assert_harmless(answer)


def known(number: int, name: str, born: tuple[int | None, int, int] | None = None, *reached: str) -> Known:
    return Known(number, tuple(names.fold(name)), born, reached)


@pytest.mark.parametrize(
    "one,other,is_pair",
    [
        (known(1, "Ann Klein", (1990, 5, 3)), known(2, "Ann Klein", (1990, 3, 5)), True),
        (known(1, "Ann Klein", (1990, 5, 3)), known(2, "Ann Klein", (1990, 5, 30)), True),
        (known(1, "Ann Klein", (1990, 5, 3)), known(2, "Ann Klein", (1961, 8, 29)), False),
        (known(1, "Ann Klein", (1990, 5, 3)), known(2, "Ann Klein", (None, 5, 3)), True),
        (known(1, "Ann Klein"), known(2, "Tom Klein"), False),
        (known(1, "Ann Klein"), known(2, "Anne Klein"), False),
        (known(1, "Ann Klein", None, "card7"), known(2, "A Klein", None, "card7"), True),
        (known(1, "Klein", None, "k@x.com"), known(2, "Ann Klein", None, "k@x.com"), True),
        (known(1, "Ann Klein", None, "k@x.com"), known(2, "Tom Klein", None, "k@x.com"), False),
        (known(1, "Jo van den Berg", (1990, 5, 3)), known(2, "Jo Vandenberg", (1990, 5, 3)), True),
    ],
)  # fmt: skip
def test_what_makes_two_likely_one(one: Known, other: Known, is_pair: bool) -> None:
    others = [
        known(number, f"{name} {chr(97 + number % 26)}other{number}") for number, name in enumerate(["Ann"] * 9, 3)
    ]
    found = {(pair.one, pair.other) for pair in pairs.alike([one, other, *others], {}) if pair.is_likely}
    assert is_pair == ((1, 2) in found)


@pytest.mark.parametrize("others,is_likely", [(38, True), (2_500, False)])
def test_one_common_name_is_enough_among_few_people_and_not_among_many(others: int, is_likely: bool) -> None:
    """One in 50 is called John, and one in 100 Smith; rare names are enough among many too."""
    people = [known(1, "John Smith"), known(2, "John Smith"), known(3, "Wanda Quill"), known(4, "Wanda Quill")]
    for number in range(5, 5 + others):
        first, last = "John" if number % 50 == 0 else f"first{number % 400}", f"last{number % 700}"
        people.append(known(number, f"{first} {'Smith' if number % 100 == 1 else last}"))
    found = {(pair.one, pair.other): pair.is_likely for pair in pairs.alike(people, {})}
    assert (is_likely, True) == (found[1, 2], found[3, 4])


@pytest.mark.parametrize("name", ["dataset2", "dataset3"])
def test_real_names_and_birthdays_are_told_apart(name: str, tmp_path: Path) -> None:
    path = duplicates.CASES / "real" / "names" / f"{name}.csv"
    if not path.is_file():
        pytest.skip("the folder of real cases is not beside this checkout")
    found = duplicates.measured(tmp_path / "names.db", duplicates.of_febrl(path))
    assert found.precision >= duplicates.LEAST_PRECISION
    assert found.recall >= duplicates.LEAST_RECALL


def test_the_benchmark_of_duplicates_runs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert 0 == duplicates.main(["--cases", str(tmp_path), "--size", "600"])
    said = capsys.readouterr().out
    assert "600 made up" in said
    assert [] == [line for line in said.splitlines()[4:] if line.split()[-1] not in ("holds", "MISSED")]
