"""Names as people type them: what must not matter does not, and what tells two people apart stays."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onecustomer.domain.language.names import fold, looks_like, search_words, shown, whole

ANY_TEXT = st.text(st.characters(exclude_categories=()))
NAMELIKE = st.text(st.sampled_from("aZéßŁøĐæǿıİΣςЙйअःि가산'’´-־ ־\u200c\u200d\ufe0f\u0301\u0308\u3099\u0640٣３ﬁ"))


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("zoe", "Zoë"), ("zoe", "Zoe\u0308"), ("ZOË", "Zoe\u0308"), ("nguyen thi anh", "Nguyễn Thị Ánh"),
        ("oneil", "O'Neil"), ("o'neil", "O’Neil"), ("o`neil", "OʼNeil"), ("oneil", "O´Neil"), ("oneil", "O＇Neil"),
        ("noor", "Noʻor"), ("strasse", "Straße"), ("STRASSE", "straẞe"), ("lukasz", "Łukasz"), ("soren", "Søren"),
        ("dorde", "Đorđe"), ("aesa", "Æsa"), ("aesa", "Ǽsa"), ("os", "Ǿs"), ("thor", "Þór"), ("oeuvre", "Œuvre"),
        ("istanbul", "İstanbul"), ("isik", "IŞIK"), ("isik", "ışık"), ("ali", "ＡＬＩ"), ("fiona", "ﬁona"),
        ("νικοσ", "Νίκος"), ("ΝΊΚΟΣ", "Νίκος"), ("андреи", "АНДРЕЙ"), ("семен", "Семён"), ("احمد", "أحمد"),
        ("محمد", "مُحَمَّد"), ("محمد", "محـــمد"), ("ادم", "آدم"), ("שלמה", "שְׁלֹמֹה"), ("ג'ון", "ג׳ון"),
        ("辻", "辻\U000e0100"), ("スズキ", "ｽｽﾞｷ"), ("한지민", unicodedata.normalize("NFD", "한지민")),
        ("क्ष", "क्\u200dष"), ("1", "1\ufe0f\u20e3"), ("zoe", "Zoë ❤\ufe0f"),
    ],
)  # fmt: skip
def test_a_name_is_found_as_it_is_typed(typed: str, name: str) -> None:
    assert fold(typed) == fold(name)


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        (["jean"], "Jean"),
        (["jean", "luc", "oneil"], "Jean-Luc O’Neil"),
        (["jean", "luc"], "Jean\u2010Luc"),
        (["בן", "דוד"], "בן־דוד"),
        (["علی", "رضا"], "علی\u200cرضا"),
        (["j", "r", "smith"], "J.R. Smith"),
        (["ジャン", "リュック"], "ジャン・リュック"),
        (["zoe", "2"], "  Zoë\t(2) "),
        (["100", "off"], "100% _off_"),
        (["b"], "[/b]"),
    ],
)
def test_hyphens_dots_and_signs_part_two_words(parts: list[str], name: str) -> None:
    assert parts == fold(name)


@pytest.mark.parametrize(
    "nothing", ["", "  ", "-", "'’", "❤\ufe0f", "👩\u200d👧", "👋🏽", "\u200d", "\ufe0f", "\u0301", "ः", "\0\x1b\ud800"]
)
def test_signs_alone_make_no_word(nothing: str) -> None:
    assert [] == fold(nothing)
    assert "" == whole(nothing)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("कमल", "कमला"), ("राम", "रमा"), ("สม", "สมี"), ("か", "が"), ("가", "각"), ("Margo", "Margot"),
        ("Mаrgo", "Margo"), ("Ольга", "Олга"), ("علي", "علا"), ("山本", "山木"), ("Jo 2", "Jo 3"),
    ],
)  # fmt: skip
def test_what_spells_a_name_is_not_folded_away(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize("name", ["श्रीमती", "한지민", "山本", "สมชาย", "தமிழ்", "ქეთევან", "محمد", "שלמה"])
def test_scripts_without_case_or_accents_stay_as_they_are(name: str) -> None:
    assert [name] == fold(name)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Margo Klein", "klein margo"), ("山本 太郎", "太郎 山本"), ("Jean-Luc Picard", "PICARD, Jean Luc")],
)
def test_the_order_of_a_name_never_matters(one: str, other: str) -> None:
    assert whole(one) == whole(other)


@pytest.mark.parametrize(
    ("asked_by", "name"),
    [
        ({"jean", "luc", "jeanluc", "picard"}, "Jean-Luc Picard"),
        ({"علی", "رضا", "علیرضا"}, "علی\u200cرضا"),
        ({"anna", "maria", "luise", "annamarialuise"}, "Anna-Maria-Luise"),
        ({"oneil", "jim"}, "Jim O’Neil"),
    ],
)
def test_a_hyphened_name_is_asked_for_by_its_parts_and_run_together(asked_by: set[str], name: str) -> None:
    assert asked_by == search_words(name)


@pytest.mark.fault(41)
@pytest.mark.parametrize(
    ("name", "disguised"),
    [
        ("Margo", "M\u0430rgo"),
        ("Margo", "\u041carg\u043e"),
        ("ACME", "\u0391\u0421\u039c\u0415"),
        ("Zoë", "Zoë"),
        ("Margo", "Margo"),
    ],
)
def test_cyrillic_and_greek_in_disguise_look_like_latin(name: str, disguised: str) -> None:
    assert name == looks_like(disguised)


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("Margo Klein", "Margo", "Klein"), ("山本 太郎", "太郎", "山本"), ("한 지민", "지민", "한"),
        ("太郎 Klein", "太郎", "Klein"), ("Taro 山本", "Taro", "山本"), ("Иван Петров", "Иван", "Петров"),
        ("Margo", "Margo", ""), ("山本", "", "山本"), ("", "", ""),
    ],
)  # fmt: skip
def test_the_family_name_leads_where_its_script_has_it_so(name: str, first: str, last: str) -> None:
    assert name == shown(first, last)


@given(ANY_TEXT | NAMELIKE)
def test_a_folded_name_folds_to_itself(text: str) -> None:
    folded = fold(text)
    assert folded == fold(" ".join(folded))


@given(ANY_TEXT | NAMELIKE)
def test_a_word_has_a_letter_or_number_and_no_space(text: str) -> None:
    for word in fold(text):
        assert any(letter.isalnum() for letter in word)
        assert [word] == word.split()


@given(st.lists(st.text(st.characters(categories=("L", "M", "N", "P", "Zs"))) | NAMELIKE).flatmap(
    lambda parts: st.tuples(st.just(parts), st.permutations(parts))
))  # fmt: skip
def test_a_whole_name_is_one_in_every_order(orders: tuple[list[str], list[str]]) -> None:
    as_typed, shuffled = orders
    assert whole(" ".join(as_typed)) == whole(" ".join(shuffled))


@pytest.mark.fault(42)
@given(ANY_TEXT | NAMELIKE)
def test_nfc_and_nfd_are_one_name(text: str) -> None:
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text))


@given(st.text(st.characters(categories=("L", "M", "N", "P", "Zs"))) | NAMELIKE)
def test_every_word_of_a_name_finds_it(name: str) -> None:
    assert set(fold(name)) <= search_words(name)
