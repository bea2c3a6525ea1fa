"""Text from people is hostile until proven plain: at entry it is refused, at output it is made harmless."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.bench import unicode
from tests.bench.searches import SQL, Searches, queries
from tests.hostile import MARGO, harm
from tests.words import HOSTILE, MARKUP, Json, Oc, Ran, Rows, ShopAfter, assert_harmless


@pytest.fixture
def margo(shop_after: ShopAfter) -> Oc:
    return shop_after(*MARGO)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> unicode.Shop:
    """A shop that is put back as it was for each text."""
    return unicode.made(tmp_path_factory.mktemp("kept"))


SAMPLE = "".join(chr(code) for code in range(0, 0x110000, 16_381) if not 0xD800 <= code <= 0xDFFF)


@pytest.mark.fault(39)
@pytest.mark.parametrize(
    "text",
    ["\x1b[2J\x9b\x07\u202e\u2066\u2028\u3164\uffa0\ue000e" + "\u0301" * 9, SAMPLE, "a\ud800"],
    ids=["what is obeyed, turns or hides", "all of Unicode, sampled", "half of a letter"],
)
def test_what_was_put_into_the_store_from_outside_is_shown_harmlessly(kept: unicode.Shop, text: str) -> None:
    found = unicode.in_every_field(kept, [text])
    assert found.pop("runs") > 150
    assert not found


@pytest.mark.fault(39)
def test_a_value_that_no_column_should_have_stops_nothing_and_shows_nothing(kept: unicode.Shop) -> None:
    found = unicode.each_column(kept, 3, 240, share=0.2)
    assert found.pop("runs") > 100
    assert not found


@pytest.mark.fault(39)
@pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminal")
def test_at_a_real_terminal_nothing_obeys_a_name(kept: unicode.Shop) -> None:
    found = unicode.at_a_terminal(kept, 1, 20)
    assert found.pop("runs") >= 8
    assert not found


@pytest.mark.fault(39)
def test_what_is_looked_for_would_be_seen() -> None:
    for text in ("\x1b[2J", "a\u202eb", "\u3164", "\ue000", "\u0378", "e" + "\u0301" * 5, "Traceback (most"):
        assert harm(Ran(0, text, "")), ascii(text)
        assert harm(Ran(0, "", text), coloured=True), ascii(text)
    assert harm(Ran(0, "\x1b[1m", ""))
    assert not harm(Ran(0, "\x1b[1mM\u200da\u0301r\x1b[0m 山\n", ""), coloured=True)
    assert harm(Ran(7, "", ""))


def test_a_name_that_clears_the_screen_is_shown_by_every_command(margo: Oc, rows: Rows) -> None:
    rows("UPDATE customer SET name = ? WHERE id = 1", HOSTILE)
    assert "[/b] \ufffd[2J Margo" in margo("serve c1").out


@pytest.mark.fault(40)
@pytest.mark.parametrize("text", MARKUP)
def test_markup_is_shown_literally(oc: Oc, text: str) -> None:
    assert oc("add", f"Bo {text}").printed_or_said() == f"Added Bo {text} (c1).\n"
    oc("note", "--for", "c1", text)
    for command in ("serve c1", "history c1", "find bo"):
        assert text in oc(command).out


@pytest.mark.fault(55)
def test_a_note_from_a_pipe_keeps_its_lines_and_shows_on_one(shop: Oc, as_json: Json) -> None:
    assert shop("note --for klein -", stdin="first\r\nsecond\n").code == 0
    assert "first second" in shop("show klein").out
    assert "first\nsecond" == as_json(shop("show klein --json").out)["card"]["last"][0]["text"]


@pytest.mark.fault(46)
def test_a_dash_in_front_goes_behind_two_dashes(shop: Oc) -> None:
    refused = shop("note --for klein -rf text").complained(2)
    assert "oc: hint: to write a minus: oc note -- -5 percent\n" in refused
    assert shop("note --for klein -- -rf text").code == 0
    assert "-rf text" in shop("show klein").out


@pytest.mark.fault(45)
@settings(max_examples=60)
@given(st.text(max_size=30))
def test_no_query_raises(shop: Oc, query: str) -> None:
    answer = shop("serve", query) if not query.startswith("-") else shop("serve", "--", query)
    assert answer.code in {0, 1, 3, 4}
    assert_harmless(answer)


@pytest.mark.fault(45)
def test_no_hostile_query_raises_or_changes_the_store(tmp_path: Path) -> None:
    asked = [*queries(random.Random(2), 480)][::4]
    assert not set(SQL).isdisjoint(asked)
    searches = Searches(tmp_path)
    searches.run(asked)
    assert not searches.found


@pytest.mark.fault(45)
@pytest.mark.parametrize("query", ["%", "_", '"', "M_rgo", "NOT", "'; DROP TABLE customer; --", "*"])
def test_wildcards_mean_nothing(shop: Oc, query: str) -> None:
    answer = shop("show", query)
    assert answer.code in {1, 3, 4}
    assert "" == answer.out


def test_punctuation_is_as_if_it_were_not_typed(shop: Oc) -> None:
    assert shop("show", "klein").out == shop("show", "%klein*").out


def test_naughty_strings_are_only_strings(shop: Oc, cases: Path) -> None:
    for line in (cases / "real" / "strings" / "blns.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            answer = shop("serve", line) if not line.startswith("-") else shop("serve", "--", line)
            assert answer.code in {0, 1, 3, 4}, line
            assert_harmless(answer)


ENVIRONMENTS = (
    {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"PYTHONIOENCODING": "ascii"},
    {"PYTHONIOENCODING": "cp1252"},
    {"TERM": "dumb", "NO_COLOR": "1", "COLUMNS": "20"},
    {"COLUMNS": "nonsense"},
    {"HOME": "", "XDG_DATA_HOME": ""},
)


@pytest.mark.fault(53)
@pytest.mark.parametrize("env", ENVIRONMENTS, ids=str)
def test_any_environment_will_do(shop: Oc, fresh: Oc, env: dict[str, str]) -> None:
    for command in ("serve klein", "find weiß", "history 山", "serve margo", "--help"):
        answer = fresh(command, **env)
        assert answer.code in {0, 3, 4}
        assert "Traceback" not in answer.err
        assert "UnicodeEncodeError" not in answer.err
