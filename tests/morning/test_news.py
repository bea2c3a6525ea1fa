"""News: for those who asked for such things, once to each, and to nobody else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Oc, Ran
from tests.people.test_relation import at, line

Rows = Callable[..., list[tuple[Any, ...]]]
AtOnce = Callable[..., list[Ran]]
TELLINGS = "SELECT customer_id, day, staff FROM telling"


@pytest.fixture
def wanting(shop: Oc) -> Oc:
    """Margo and Alecia need lining, and it is a pin of Jim's that he likes thread."""
    for words in ("--need navy lining --for klein", "--need Lining --for ruiz", "--pin likes thread --for jim"):
        assert 0 == shop(f"note {words}").code
    return shop


def to_tell(oc: Oc, as_json: Callable[[str], Any]) -> dict[str, list[str]]:
    """Return who is still to be told each piece of news, by its text."""
    return {one["text"]: one["to_tell"] for one in as_json(oc("news --json").printed())["news"]}


# for whom


@pytest.mark.parametrize(
    "wanted,names",
    [
        ("--for lining", "Margo Klein; Alecia Ruiz"),
        ("--for LÍNING", "Margo Klein; Alecia Ruiz"),
        ("--for 'navy lining'", "Margo Klein"),
        ("--for 'lining, navy'", "Margo Klein; Alecia Ruiz"),
        ("--for lin", "Margo Klein; Alecia Ruiz"),
        ("--for 'silk, thread'", "Jim O’Neil"),
        ("--for silk --for thread --for navy", "Jim O’Neil; Margo Klein"),
        ("--for 'thread,,lining'", "Jim O’Neil; Margo Klein; Alecia Ruiz"),
        ("--for 'navy thread'", "nobody yet"),
        ("--for ining", "nobody yet"),
        ("--for klein", "nobody yet"),
        ("--for '%'x", "nobody yet"),
    ],
)
def test_news_is_for_those_whose_needs_and_pins_have_the_words(wanting: Oc, wanted: str, names: str) -> None:
    said = wanting(f"news It is here {wanted} --until tomorrow").printed()
    assert said.startswith("News until Sun 22 Nov 2026 for ")
    told = said.partition(" To tell: ")[2].removesuffix(".\n").split("; ")
    assert sorted(names.split("; ")) == sorted(told)


def test_words_are_folded_as_names_are(shop: Oc) -> None:
    shop("note", "--for", "klein", "--need", "ΡΟΎΧΑ, Strümpfe & d’été")
    for words in ("strumpfe", "STRÜMPFE", "dete", "ρουχα"):
        said = shop("news", f"Here: {words}", "--for", words, "--until", "tomorrow").printed()
        shop("undo")
        assert "To tell: Margo Klein." in said


def test_news_is_on_the_card_with_what_asked_for_it(wanting: Oc, as_json: Callable[[str], Any]) -> None:
    wanting("news Linings are in --for lining --until tomorrow")
    assert "Linings are in (asked for: navy lining)" == line(wanting, "Tell")
    assert "" == line(wanting, "Tell", "jim")
    tell = as_json(wanting("show klein --json").out)["card"]["tell"]
    assert [{"text": "Linings are in", "until": "2026-11-22", "asked_for": "navy lining"}] == tell


def test_who_asks_after_the_news_came_is_told_too(wanting: Oc) -> None:
    wanting("news Silk is in --for silk --until tomorrow")
    wanting("note --need silk --for zoe")
    assert "Silk is in (asked for: silk)" == line(wanting, "Tell", "zoe")
    wanting("edit zoe --drop silk")
    assert "" == line(wanting, "Tell", "zoe")


def test_news_is_news_until_the_end_of_its_last_day(wanting: Oc) -> None:
    wanting("news Linings are in --for lining --until tomorrow")
    assert line(wanting, "Tell", day="2026-11-22")
    assert "" == line(wanting, "Tell", day="2026-11-23")
    assert "There is no news.\n" == wanting("news", OC_NOW=at("2026-11-23")).printed()
    assert "no news for" in wanting("told --for klein", OC_NOW=at("2026-11-23")).complained(1)


def test_what_ends_first_is_told_first(wanting: Oc) -> None:
    wanting("news Later --for lining --until 'in 3 days'")
    wanting("news Sooner --for lining --until today")
    assert "Sooner (asked for: navy lining) and 1 more" == line(wanting, "Tell")


@pytest.mark.parametrize(
    "command,code,sentence",
    [
        ("news Linings", 2, "For what needs, and until when?"),
        ("news Linings --for lining", 2, "For what needs, and until when?"),
        ("news Linings --until friday", 2, "For what needs, and until when?"),
        ("news --for lining", 2, "What is the news?"),
        ("news --until friday", 2, "What is the news?"),
        ("news '' --for lining --until friday", 1, "The news is empty."),
        ("news Linings --for '' --until friday", 1, "The need is empty."),
        ("news Linings --for '!?,' --until friday", 1, "There is no word that says whom the news is for."),
        ("news Linings --for lining --until yesterday", 1, "Fri 20 Nov 2026 is past; nobody would be told."),
        ("news Linings --for lining --until 2025-01-01", 1, "Wed 1 Jan 2025 is past; nobody would be told."),
        ("news Linings --for lining --until '31 feb'", 1, "There is no day 31 feb."),
        ("news Linings --for lining --until in 3 days", 1, "“in” is not a day that I understand."),
        ("news Linings --for lining --until 11/12", 1, "“11/12” could be 11 Dec or 12 Nov."),
        (f"news {'x' * 201} --for lining --until friday", 1, "The news has 201 characters; 200 is the most."),
        ("told", 2, "Nobody is being served on this till."),
        ("told --for klein", 1, "There is no news for Margo Klein."),
        ("told --for nobody", 3, "Nobody found for “nobody”."),
        ("told --for margo", 4, "“margo” may be 2 people."),
    ],
)
def test_news_that_cannot_be_taken_writes_nothing(
    wanting: Oc, db: Path, command: str, code: int, sentence: str
) -> None:
    before = db.read_bytes()
    complained = wanting(command).complained(code)
    assert sentence in complained
    assert "oc: hint: " in complained
    assert before == db.read_bytes()


# told, once


def test_what_was_told_is_never_said_again(wanting: Oc, rows: Rows) -> None:
    wanting("news Linings are in --for lining --until friday")
    wanting("serve klein")
    assert "Told Margo Klein: Linings are in\n" == wanting("told", OC_STAFF="Ana").printed()
    assert "" == line(wanting, "Tell")
    assert "" == line(wanting, "Tell", day="2026-11-27")
    assert "Margo Klein was told already: Linings are in\n" in wanting("told").complained(1)
    assert [(1, "2026-11-21", "Ana")] == rows(TELLINGS)
    assert "21 Nov told Linings are in Ana" in " ".join(wanting("history klein").printed().split())


def test_of_several_the_number_says_which(wanting: Oc, db: Path) -> None:
    wanting("news Silk is in --for lining --until friday")
    wanting("news Wool is in --for lining --until saturday")
    before = db.read_bytes()
    for number, said in ("", ""), ("3", "3 is not on the list: "), ("0", "0 is not on the list: "):
        complained = wanting(f"told --for klein {number}").complained(1)
        assert " 1  Silk is in (asked for: navy lining)\n 2  Wool is in (asked for: navy lining)\n" in complained
        assert f"oc: {said}There are 2 pieces of news for Margo Klein.\n" in complained
    assert before == db.read_bytes()
    asked = wanting("told --for klein", stdin="2\n", at_terminal=True)
    assert (0, "Told Margo Klein: Wool is in\n") == (asked.code, asked.out)
    assert "Told Margo Klein: Silk is in\n" == wanting("told --for klein 1").printed()


@pytest.mark.parametrize("words", ["she was pleased", "1 she was pleased"])
def test_words_beside_the_number_are_not_lost_but_refused(wanting: Oc, db: Path, words: str) -> None:
    wanting("news Linings are in --for lining --until friday")
    before = db.read_bytes()
    assert "takes a number and no words" in wanting(f"told --for klein {words}").complained(2)
    assert before == db.read_bytes()


def test_the_list_names_who_was_told_and_who_is_to_be(wanting: Oc, as_json: Callable[[str], Any]) -> None:
    assert "There is no news.\n" == wanting("news").printed()
    wanting("news Linings are in --for lining --for wool --until friday", OC_STAFF="Ben")
    wanting("told --for klein", OC_STAFF="Ana")
    told = wanting("news").printed()
    for said in (
        "Linings are in\n",
        "    For lining, wool, until Fri 27 Nov 2026\n",
        "    Told: Margo Klein (Ana, 21 Nov)\n",
        "    To tell: Alecia Ruiz\n",
    ):
        assert said in told
    assert [
        {
            "text": "Linings are in",
            "for": "lining, wool",
            "day": "2026-11-21",
            "until": "2026-11-27",
            "staff": "Ben",
            "told": [{"name": "Margo Klein", "day": "2026-11-21", "staff": "Ana"}],
            "to_tell": ["Alecia Ruiz"],
        }
    ] == as_json(wanting("news --json").printed())["news"]


def test_a_long_list_of_names_says_how_many_more(shop: Oc, as_json: Callable[[str], Any]) -> None:
    for number in range(23):
        shop(f"add Person{number} --yes")
        shop(f"note --need wool --for person{number}")
    said = shop("news Wool is in --for wool --until friday").printed()
    assert said.endswith("; Person19; and 3 more: oc news --json.\n")
    assert 23 == len(to_tell(shop, as_json)["Wool is in"])


# taken back


def test_undo_takes_news_and_telling_back(wanting: Oc, as_json: Callable[[str], Any], rows: Rows) -> None:
    wanting("news Linings are in --for lining --until friday")
    wanting("told --for klein")
    assert "Took back the last told for Margo Klein: Linings are in\n" == wanting("undo").printed()
    assert {"Linings are in": ["Margo Klein", "Alecia Ruiz"]} == to_tell(wanting, as_json)
    assert [] == rows("SELECT 1 FROM interaction")
    assert wanting("undo").printed().startswith("Took back the last news")
    assert "" == line(wanting, "Tell")
    assert [] == rows("SELECT 1 FROM news")


def test_news_that_another_till_told_is_not_taken_back(wanting: Oc, rows: Rows) -> None:
    wanting("news Linings are in --for lining --until friday")
    wanting("told --for klein", OC_TILL="till two")
    complained = wanting("undo").complained(1)
    assert "oc: The last write here was “news”, and more was written of the same news since.\n" in complained
    assert [(1, "2026-11-21", None)] == rows(TELLINGS)
    wanting("undo", OC_TILL="till two")
    assert 0 == wanting("undo").code


# from two tills


def test_two_tills_tell_one_person_once(wanting: Oc, at_once: AtOnce, rows: Rows) -> None:
    wanting("news Linings are in --for lining --until friday")
    first, second = sorted(at_once("told --for klein", "told --for klein"), key=lambda ran: ran.code)
    assert "Told Margo Klein: Linings are in\n" == first.printed()
    refused = "oc: Margo Klein was told that already: Linings are in\noc: hint: nothing was written twice\n"
    assert refused == second.complained(1)
    assert [(1, "2026-11-21", None)] == rows(TELLINGS)
    assert [(1,)] == rows("SELECT count(*) FROM interaction WHERE kind = 'told'")
    assert [(1,)] == rows("SELECT count(*) FROM deed WHERE verb = 'told'")


def test_two_people_told_the_same_at_once_are_both_told(wanting: Oc, at_once: AtOnce, rows: Rows) -> None:
    wanting("news Linings are in --for lining --until friday")
    first, second = at_once("told --for klein", "told --for ruiz")
    assert "Told Margo Klein: Linings are in\n" == first.printed()
    assert "Told Alecia Ruiz: Linings are in\n" == second.printed()
    assert {(1, "2026-11-21", None), (3, "2026-11-21", None)} == set(rows(TELLINGS))


def test_more_words_than_a_morning_can_ask_are_refused(wanting: Oc, db: Path) -> None:
    before = db.read_bytes()
    many = [part for number in range(3) for part in ("--for", "ab," * 30 + str(number))]
    assert "more than 200 characters" in wanting("news", "x", *many, "--until", "friday").complained(1)
    assert before == db.read_bytes()


def test_the_same_news_is_not_kept_twice(wanting: Oc) -> None:
    wanting("news Linings are in --for lining --until friday")
    assert "That is news already: linings are in" in wanting(
        "news linings are in --for thread --until tomorrow"
    ).complained(1)
