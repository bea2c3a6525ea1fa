"""Whom to thank, who was never thanked, and who is put aside until a day."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.words import SQUARE, Json, Oc, at


def refs(oc: Oc, as_json: Json, command: str, day: str = "2026-11-21") -> list[str]:
    """Return the references of a list, in its order."""
    told = as_json(oc(f"{command} --json", OC_NOW=at(day)).printed())
    (found,) = (value for value in told.values() if isinstance(value, list))
    return [one["ref"] for one in found]


@pytest.mark.parametrize(
    "opened,ended",
    [
        ("note --complaint too slow --for jim", "done --for jim"),
        ("note --warning prices --for jim", "done --for jim"),
        ("note --leaving may go --for jim", "done --for jim"),
    ],
)
def test_nobody_is_thanked_while_something_is_open_with_them(shop: Oc, as_json: Json, opened: str, ended: str) -> None:
    shop("note --referral zoe --for jim")
    shop("note --praise perfect --for ruiz")
    assert ["c2", "c3"] == refs(shop, as_json, "today --thanks")
    shop(opened)
    assert ["c3"] == refs(shop, as_json, "today --thanks")
    assert "c2" in refs(shop, as_json, "today --open")
    assert 0 == shop(ended).code
    assert ["c2", "c3"] == refs(shop, as_json, "today --thanks")


def test_a_promise_is_nothing_that_thanks_wait_for(shop: Oc, as_json: Json) -> None:
    shop("note --referral zoe --for jim")
    shop("promise hem --by friday --for jim")
    assert ["c2"] == refs(shop, as_json, "today --thanks")


def test_one_thanks_is_for_all_that_came_before_and_for_nothing_after(shop: Oc, as_json: Json) -> None:
    shop("note --referral zoe --for jim", OC_NOW=at("2026-11-01"))
    shop("note --praise perfect --for jim", OC_NOW=at("2026-11-02"))
    assert ["c2"] == refs(shop, as_json, "today --thanks")
    shop("thank --for jim", OC_NOW=at("2026-11-03"))
    assert [] == refs(shop, as_json, "today --thanks")
    shop("note --praise perfect again --for jim", OC_NOW=at("2026-11-04"))
    assert ["c2"] == refs(shop, as_json, "today --thanks")
    assert "c2" not in refs(shop, as_json, "thank --unthanked")


def test_thanks_are_no_subscription(shop: Oc, as_json: Json) -> None:
    shop("thank --for jim")
    for day in ("2027-11-21", "2036-11-21"):
        assert "c2" not in refs(shop, as_json, "thank --unthanked", day)
    shop("setting thanks 10d")  # for how long thanks are kept, and not how often they are due
    assert "c2" not in refs(shop, as_json, "thank --unthanked", "2027-11-21")


def test_who_was_imported_counts_from_the_day_the_shop_began_to_keep_thanks(oc: Oc, as_json: Json, till: Path) -> None:
    oc("add Ana --since 2012", OC_NOW=at("2026-11-01"))
    file = till / "square.csv"
    head = SQUARE.replace("Last Visit", "First Visit")
    file.write_text(f"{head}Priya,Nair,priya@example.com,,S1,,,2009-05-06\nOla,Ek,ola@example.com,,S2,,,2027-01-02\n")
    assert 0 == oc("import", str(file), OC_NOW=at("2026-11-02")).code
    oc("add Bo Li", OC_NOW=at("2026-11-05"))
    oc("add Cy Wu", OC_NOW=at("2026-11-12"))
    assert ["Ana", "Bo Li", "Cy Wu"] == names(oc, as_json, "2026-11-20")[:3]  # no thanks yet: they stand behind all
    assert {"Priya Nair", "Ola Ek"} == set(names(oc, as_json, "2026-11-20")[3:])
    oc("thank --for 'bo li'", OC_NOW=at("2026-11-10"))
    assert ["Ana", "Priya Nair", "Ola Ek", "Cy Wu"] == names(oc, as_json, "2026-11-20")


def test_of_who_counts_from_the_same_day_the_earlier_since_comes_first(oc: Oc, as_json: Json, till: Path) -> None:
    file = till / "square.csv"
    head = SQUARE.replace("Last Visit", "First Visit")
    people = (("Ola", "2015"), ("Priya", "2009"), ("Ana", "2019"), ("Bo", "2009"))
    file.write_text(head + "".join(f"{name},Ek,{name}@example.com,,{name},,,{year}-05-06\n" for name, year in people))
    assert 0 == oc("import", str(file)).code
    assert ["Priya Ek", "Bo Ek", "Ola Ek", "Ana Ek"] == names(oc, as_json, "2026-11-21")


def test_who_is_to_be_thanked_for_something_is_not_among_the_others(shop: Oc, as_json: Json) -> None:
    shop("note --referral zoe --for jim")
    shop("note --praise perfect --for ruiz")
    assert ["c2", "c3"] == refs(shop, as_json, "today --thanks")
    assert not {"c2", "c3"} & set(refs(shop, as_json, "thank --unthanked"))
    shop("note --complaint too slow --for jim")
    assert "c2" in refs(shop, as_json, "thank --unthanked")  # no line of the morning thanks who waits for an answer
    for who in ("jim", "ruiz"):
        shop(f"thank --for {who}")
    assert not {"c2", "c3"} & set(refs(shop, as_json, "thank --unthanked"))


def names(oc: Oc, as_json: Json, day: str) -> list[str]:
    """Return the names of who was never thanked, in their order."""
    return [one["name"] for one in as_json(oc("thank --unthanked --json", OC_NOW=at(day)).printed())["unthanked"]]


def test_later_puts_missed_and_thank_aside_until_its_day_and_never_what_is_owed(shop: Oc, as_json: Json) -> None:
    shop("promise hem --by monday --for ruiz", OC_NOW=at("2026-11-01"))
    shop("note --praise perfect --for ruiz", OC_NOW=at("2026-11-01"))
    shop("remember birthday 11-29 --for ruiz", OC_NOW=at("2026-11-01"))
    shop("setting quiet 10d")
    aside = (("today --missed", "c3"), ("today --thanks", "c3"), ("thank --unthanked", "c1"))
    assert [True] * 3 == [who in refs(shop, as_json, part) for part, who in aside]
    shop("later klein --until '30 Nov'")
    said = shop("later ruiz --until '30 Nov' --why 'on holiday'").printed()
    assert "Alecia Ruiz is put aside until Mon 30 Nov 2026: on holiday\n" == said
    for day in ("2026-11-21", "2026-11-30"):
        assert [False] * 3 == [who in refs(shop, as_json, part, day) for part, who in aside]
        assert "c3" in refs(shop, as_json, "today --owed", day)
        assert "c3" in refs(shop, as_json, "today --dates", "2026-11-28")
        assert "c2" in refs(shop, as_json, "thank --unthanked", day)
    assert [True] * 3 == [who in refs(shop, as_json, part, "2026-12-01") for part, who in aside]


def test_what_is_open_is_not_put_aside(shop: Oc, as_json: Json) -> None:
    shop("note --complaint too slow --for ruiz")
    shop("lost zoe")
    for who in ("ruiz", "zoe"):
        shop(f"later {who} --until friday")
    assert ["c3"] == refs(shop, as_json, "today --open")
    assert ["c7"] == refs(shop, as_json, "today --gone")


def test_undo_takes_it_back_and_again_what_was_before(shop: Oc, as_json: Json) -> None:
    shop("later ruiz --until friday --why away")
    shop("later ruiz --until '30 Nov'")
    assert "again: put aside until Fri 27 Nov 2026\n" in shop("undo").printed()
    assert "put aside until Fri 27 Nov 2026: away" in " ".join(shop("history ruiz").printed().split())
    assert "c3" not in refs(shop, as_json, "thank --unthanked", "2026-11-27")
    assert "c3" in refs(shop, as_json, "thank --unthanked", "2026-11-28")
    said = "Took back today’s putting aside for Alecia Ruiz: Alecia Ruiz is no longer put aside.\n"
    assert said == shop("undo").printed()
    assert "c3" in refs(shop, as_json, "thank --unthanked")


def test_the_one_being_served_is_put_aside_without_a_name(shop: Oc) -> None:
    shop("serve ruiz")
    assert shop("later --until today").printed().startswith("Alecia Ruiz is put aside until Sat 21 Nov 2026.")


@pytest.mark.parametrize(
    "command,code,sentence",
    [
        ("later ruiz --until yesterday", 2, "Fri 20 Nov 2026 is past."),
        ("later ruiz --until 2026-11-20", 2, "Fri 20 Nov 2026 is past."),
        ("later ruiz", 2, "Until which day?"),
        ("later ruiz --until soon", 1, "“soon” is not a day that I understand."),
        ("later ruiz --until friday --why '4111 1111 1111 1111'", 1, "card"),
        ("later nobody --until friday", 3, "Nobody found for “nobody”."),
        ("later margo --until friday", 4, "“margo” may be 2 people:"),
        ("later --until friday", 2, "Nobody is being served"),
    ],
)
def test_what_cannot_be_put_aside_is_refused_and_nothing_is_written(
    shop: Oc, db: Path, command: str, code: int, sentence: str
) -> None:
    before = db.read_bytes()
    assert sentence in shop(command).complained(code)
    assert before == db.read_bytes()
