"""News: for those who asked for such things and for nobody else, until the end of its last day."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.words import Json, Oc, at, line


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


@pytest.mark.parametrize("need,wanted,asked", [("a coat", "coats", True), ("a hat", "hats", False)])
def test_a_plural_of_five_letters_or_more_is_for_the_singular_too(
    shop: Oc, need: str, wanted: str, asked: bool
) -> None:
    shop(f"note --need {need} --for klein")
    said = shop(f"news They are in --for {wanted} --until friday").printed()
    assert asked == ("To tell: Margo Klein." in said)


def test_words_are_folded_as_names_are(shop: Oc) -> None:
    shop("note", "--for", "klein", "--need", "ΡΟΎΧΑ, Strümpfe & d’été")
    for words in ("strumpfe", "STRÜMPFE", "dete", "ρουχα"):
        said = shop("news", f"Here: {words}", "--for", words, "--until", "tomorrow").printed()
        shop("undo")
        assert "To tell: Margo Klein." in said


def test_news_is_on_the_card_with_what_asked_for_it(wanting: Oc, as_json: Json) -> None:
    wanting("news Linings are in --for lining --until tomorrow")
    assert "Linings are in (asked for: navy lining)" == line(wanting, "Tell")
    assert "" == line(wanting, "Tell", "jim")
    tell = as_json(wanting("show klein --json").out)["card"]["tell"]
    asked = {"asked_for": "navy lining", "because": None}
    assert [{"text": "Linings are in", "until": "2026-11-22", **asked}] == tell


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
    assert "Sooner (asked for: navy lining)" == line(wanting, "Tell")
    (told,) = [row for row in wanting("serve ruiz").printed().splitlines() if row.startswith("Tell")]
    assert ["Tell", "Sooner", "(asked", "for:", "Lining)", "and", "1", "more"] == told.split()


@pytest.mark.parametrize(
    "command,code,sentence",
    [
        ("news Linings", 2, "Whom is the news for, and until when?"),
        ("news Linings --for lining", 2, "Whom is the news for, and until when?"),
        ("news Linings --until friday", 2, "Whom is the news for, and until when?"),
        ("news --for lining", 2, "What is the news?"),
        ("news --until friday", 2, "What is the news?"),
        ("news '' --for lining --until friday", 1, "The news is empty."),
        ("news Linings --for '' --until friday", 1, "--for needs words, as "),
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
        ("told --for margo", 4, "“margo” may be 2 people:"),
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


def test_the_list_names_who_was_told_and_who_is_to_be(wanting: Oc, as_json: Json) -> None:
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
            "everybody": False,
            "day": "2026-11-21",
            "until": "2026-11-27",
            "staff": "Ben",
            "told": [{"name": "Margo Klein", "day": "2026-11-21", "staff": "Ana"}],
            "to_tell": ["Alecia Ruiz"],
        }
    ] == as_json(wanting("news --json").printed())["news"]


def test_a_long_list_of_names_says_how_many_more(shop: Oc, as_json: Json) -> None:
    for number in range(23):
        shop(f"add Person{number} --yes")
        shop(f"note --need wool --for person{number}")
    said = shop("news Wool is in --for wool --until friday").printed()
    assert said.endswith("; Person19; and 3 more: oc news --json.\n")
    assert 23 == len(as_json(shop("news --json").printed())["news"][0]["to_tell"])


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
