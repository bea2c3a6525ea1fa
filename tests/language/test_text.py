"""What people type: refused where it hides something, shown plain whatever it holds."""

from __future__ import annotations

import unicodedata
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onecustomer.domain.language.text import NAME_LIMIT, NOTE_LIMIT, accept, cells, clean, cut, is_plain
from onecustomer.errors import Refused

HIDDEN_RANGES = (
    (0x00AD, 0x00AD), (0x034F, 0x034F), (0x061C, 0x061C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F),
    (0x200B, 0x200B), (0x200E, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x2800, 0x2800), (0x3164, 0x3164),
    (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF0, 0xFFF8), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE00FF),
    (0xE01F0, 0xE0FFF),
)  # fmt: skip
"""Unicode's Default_Ignorable_Code_Point and the blank of Braille, without joiners and variation selectors."""

HIDDEN = {chr(code) for first, last in HIDDEN_RANGES for code in range(first, last + 1)}
NEVER_SHOWN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
JOINERS = {"\u200c", "\u200d"}
FAMILY = "👩\u200d👩\u200d👧\u200d👦"
ANY_TEXT = st.text(st.characters(exclude_categories=()))
WRITTEN = st.text(st.characters(categories=("L", "M", "N", "P", "S", "Zs")))
AWKWARD = st.text(st.sampled_from("ab 界한👩❤🏽ก็े्ष\u0301\u0316\u200c\u200d\ufe0f\u20dd\t\n\x1b\u2800\ud800"))

ORDINARY = (
    "Margo Klein", "山本　太郎", "क्\u200dष", "श्रीमती", "علی\u200cرضا", "مُحَمَّد", "Nguyễn Thị Ánh", "น้ำ", "လျှို့ဝှက်", "སྒྲུབས",
    "ශ්\u200dරී", "辻\U000e0100さん", "한지민", FAMILY, "👩🏽\u200d❤\ufe0f\u200d💋\u200d👨🏻", "👋🏽",
    "🏳\ufe0f\u200d🌈", "1\ufe0f\u20e3", "🇩🇪", "[/b] :bomb: \\", "-rf", "'; DROP TABLE", "=1+1",
)  # fmt: skip


@cache
def unicode() -> list[str]:
    """Return every code point that has a meaning, and the ends of each 64 of the million that have none."""
    return [
        letter
        for code, letter in enumerate(map(chr, range(0x110000)))
        if unicodedata.category(letter) not in ("Cn", "Co") or letter in HIDDEN or code % 64 in (0, 63)
    ]


@pytest.fixture(scope="module")
def shown_of_all_unicode() -> set[str]:
    """Every character that is left of Unicode, each on a letter of its own."""
    return set(clean("".join(f"x{letter}" for letter in unicode())))


def test_nothing_that_hides_or_commands_is_shown(shown_of_all_unicode: set[str]) -> None:
    shown = shown_of_all_unicode - JOINERS
    assert set() == {hex(ord(letter)) for letter in shown if unicodedata.category(letter) in NEVER_SHOWN}
    assert set() == shown & HIDDEN


def test_everything_else_is_shown(shown_of_all_unicode: set[str]) -> None:
    harmless = {letter for letter in unicode() if unicodedata.category(letter) not in NEVER_SHOWN}
    assert set() == (harmless - HIDDEN | JOINERS) - shown_of_all_unicode


@pytest.mark.parametrize("text", ORDINARY)
def test_the_words_of_people_of_every_script_stay_as_they_are(text: str) -> None:
    assert text == clean(text)
    assert text == accept(text, "note", NOTE_LIMIT)


@pytest.mark.parametrize(
    ("shown", "text"),
    [
        ("Mar\ufffd[2Jgo", "Mar\x1b[2Jgo"),
        ("\ufffd]52;c;eA==\ufffd", "\x1b]52;c;eA==\x07"),
        ("a\ufffdb\ufffdc\ufffd", "a\x00b\x9bc\x7f"),
        ("Mar\ufffdog", "Mar\u202eog"),
        ("\ufffd\ufffd\ufffd", "\ud800\udcff\udfff"),
        ("a\ufffdb\ufffdc\ufffdd", "a\u2028b\u0085c\rd"),
        ("one two three", "one\ntwo\tthree"),
        ("\ufffd\ufffd\ufffd", "\u3164\u2800\U000e0041"),
    ],
)
def test_what_a_terminal_obeys_is_shown_as_a_sign_of_something_lost(shown: str, text: str) -> None:
    assert shown == clean(text)


HEAPS = (
    "e" + "\u0316" * 5,
    "ก" + "็" * 5,
    "o" + "\u20dd" * 5,
    "a" + "\u0316\u200d" * 3,
    "a" + "\u200d" * 5,
    "界" + "\ufe0f" * 5,
)


@pytest.mark.parametrize("heap", HEAPS)
def test_a_fifth_mark_on_a_letter_is_not_shown_and_not_taken(heap: str) -> None:
    assert heap[:5] + "go" == clean(heap + "go")
    with pytest.raises(Refused, match="more than 4 marks on one letter at position 8"):
        accept("Go" + heap, "name", NAME_LIMIT)


@pytest.mark.parametrize("heap", HEAPS)
def test_four_marks_on_a_letter_are_taken(heap: str) -> None:
    assert heap[:5] + "go" == accept(heap[:5] + "go", "name", NAME_LIMIT)


@given(ANY_TEXT | WRITTEN | AWKWARD)
def test_what_is_shown_is_one_plain_line_and_shown_alike_again(text: str) -> None:
    shown = clean(text)
    assert all(is_plain(letter) for letter in shown)
    assert 1 >= len(shown.splitlines())
    assert shown == clean(shown)


@given(ANY_TEXT | WRITTEN | AWKWARD, st.booleans())
def test_what_is_taken_is_shown_whole(text: str, lines: bool) -> None:
    try:
        kept = accept(text, "note", NOTE_LIMIT, lines=lines)
    except Refused:
        return
    assert kept.replace("\n", " ").replace("\t", " ") == clean(kept)
    assert unicodedata.is_normalized("NFC", kept)
    assert kept == accept(kept, "note", NOTE_LIMIT, lines=lines)
    assert lines or not {"\n", "\t"} & set(kept)


@pytest.mark.parametrize(
    ("said", "text"),
    [
        (r"The name has a hidden or control character \(U\+001B\) at position 4\.", "Mar\x1bgo"),
        (r"a hidden or control character \(U\+202E\) at position 1\.", "\u202eMargo"),
        (r"a hidden or control character \(U\+E0041\) at position 2\.", "M\U000e0041argo"),
        (r"a hidden or control character \(U\+000D\) at position 2\.", "M\rargo"),
        (r"a hidden or control character \(U\+D800\) at position 3\.", "Zo\ud800"),
        (r"the byte 0xEB, which is no UTF-8, at position 3\.", "Zo\udceb"),
        (r"a line break \(U\+000A\) at position 6\.", "Margo\nKlein"),
        (r"a tab \(U\+0009\) at position 6\.", "Margo\tKlein"),
        (r"\(U\+001B\) at position 4\.", "Zoe\u0308\x1b"),
    ],
)
def test_a_refusal_names_the_character_and_its_place(said: str, text: str) -> None:
    with pytest.raises(Refused, match=said) as refusal:
        accept(text, "name", NAME_LIMIT)
    assert clean(refusal.value.sentence) == refusal.value.sentence


def test_a_note_may_have_lines_and_tabs_and_nothing_else_of_the_kind() -> None:
    assert "one\n\ttwo" == accept(" one\r\n\ttwo\n", "note", NOTE_LIMIT, lines=True)
    with pytest.raises(Refused, match=r"U\+000B\) at position 4"):
        accept("one\vtwo", "note", NOTE_LIMIT, lines=True)


@pytest.mark.parametrize("letter", ["x", "é", "e\u0301", "界", "👩"])
@pytest.mark.parametrize("limit", [NAME_LIMIT, NOTE_LIMIT])
def test_the_limit_itself_is_taken_and_one_more_is_refused(letter: str, limit: int) -> None:
    assert limit == len(accept(letter * limit, "text", limit))
    with pytest.raises(Refused, match=f"The text has {limit + 1:,} characters; {limit:,} is the most."):
        accept(letter * (limit + 1), "text", limit)


def test_a_heap_of_a_hundred_thousand_marks_is_too_long_at_once() -> None:
    with pytest.raises(Refused, match="has 200,001 characters"):
        accept("a" + "\u0301\u0316" * 100_000, "note", NOTE_LIMIT)


@pytest.mark.parametrize("nothing", ["", "   ", "\u3000", "\u00a0 \u2003", "\u200d", "\ufe0f", " \u200c \u200c "])
def test_a_text_with_nothing_to_see_is_empty(nothing: str) -> None:
    with pytest.raises(Refused, match=r"The note is empty\."):
        accept(nothing, "note", NOTE_LIMIT)


def test_an_accent_typed_apart_is_kept_in_its_letter() -> None:
    assert "Zoë" == accept("Zoe\u0308", "name", NAME_LIMIT)


@pytest.mark.parametrize(
    ("columns", "text"),
    [
        (5, "Margo"), (0, ""), (3, "Zoë"), (3, "Zoe\u0308"), (4, "山本"), (6, "한지민"), (2, FAMILY), (2, "👋🏽"),
        (3, "a👩\u200d👩"), (5, "ab…cd"), (6, "ＡＢＣ"), (3, "ｱｲｳ"), (2, "क्\u200dष"), (1, "กั"), (6, "علی\u200cرضا"),
        (2, "❤\ufe0f"), (1, "❤"), (2, "☎\ufe0f"), (2, "1\ufe0f\u20e3"), (2, "#\ufe0f\u20e3"), (2, "ℹ\ufe0f"),
        (2, "🇩🇪"), (4, "🇩🇪🇫🇷"), (2, "🏳\ufe0f\u200d🌈"), (2, "👩🏽\u200d❤\ufe0f\u200d💋\u200d👨🏻"),
        (1, "a\ufe0f"), (2, "界\ufe0f"), (4, "❤\ufe0f☎\ufe0f"), (0, "\ufe0f"),
    ],
)  # fmt: skip
def test_columns_are_counted_as_a_terminal_draws_them(columns: int, text: str) -> None:
    assert columns == cells(text)


@pytest.mark.parametrize(
    ("shown", "text", "width"),
    [
        ("Margo", "Margo", 5), ("Mar…", "Margo", 4), ("Margo…", "Margo Klein", 7), ("…", "Margo", 1),
        ("", "Margo", 0), ("山…", "山本", 3), ("…", "山本", 2), ("ab…", "ab" + FAMILY, 3),
        (FAMILY + "…", FAMILY + "abc", 3), ("Zoe\u0308…", "Zoe\u0308 Klein", 4), ("क्…", "क्\u200dषम", 2),
        ("❤\ufe0f…", "❤\ufe0f and more", 3), ("…", "❤\ufe0f and more", 2), ("a…", "a1\ufe0f\u20e3b", 3),
        ("🇩🇪…", "🇩🇪🇫🇷", 3),
    ],
)  # fmt: skip
def test_a_cut_text_says_that_something_was_left_out(shown: str, text: str, width: int) -> None:
    assert shown == cut(text, width)


@given(ANY_TEXT | WRITTEN | AWKWARD, st.integers(0, 30))
def test_a_cut_text_fits_begins_the_same_and_is_cut_once(text: str, width: int) -> None:
    fitted = cut(text, width)
    assert width >= cells(fitted)
    assert text == fitted or text.startswith(fitted.removesuffix("…"))
    assert fitted == cut(fitted, width)


@given(st.text(st.sampled_from("abc界한👩"), min_size=31), st.integers(2, 30))
def test_a_cut_wastes_no_more_than_half_a_wide_letter(text: str, width: int) -> None:
    assert width - 1 <= cells(cut(text, width))
