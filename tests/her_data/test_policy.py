"""The page that says what is kept: true to the shop's own rules, and fit to be read by a customer."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
import typer

from onecustomer.cli.app import app
from onecustomer.domain.language.sensitive.words import WORDS
from onecustomer.domain.shop import settings
from onecustomer.store.schema import models
from tests.words import Json, Oc, Rows, assert_harmless

PAGES = Path(__file__).parent / "pages"
WAYS = {"page": "policy", "notice": "policy --notice", "record": "policy --record"}


@pytest.mark.one_till("the pages say otherwise how a shop with a server keeps and copies")
@pytest.mark.parametrize("columns", ["80", "40"])
@pytest.mark.parametrize("name", WAYS)
def test_each_page_reads_as_it_was_read_once(shop: Oc, db: Path, name: str, columns: str) -> None:
    shop("setting shop 'Klein & Daughters, 12 Main Street, 212 555 0100'")
    printed = shop(WAYS[name], COLUMNS=columns).printed()
    assert all(len(row) <= int(columns) for row in printed.splitlines())
    path = PAGES / f"{name}.{columns}.txt"
    if os.environ.get("OC_NEW_PAGES"):
        path.write_text(printed.replace(str(db), "shop.db"))
    if name != "record":
        assert path.read_text() == printed
    else:  # the path of the store is another each time
        shown, words = (" ".join(text.split()) for text in (printed, path.read_text()))
        assert words.partition(" One SQLite file: ")[0] == shown.partition(" One SQLite file: ")[0]


CHANGES = {
    "setting notes '7 months'": ("24 months", "7 months"),
    "setting thanks '8 months'": ("24 months", "8 months"),
    "setting audit '9 months'": ("12 months", "9 months"),
    "setting copies 11d": ("30 days", "11 days"),
    "setting brief yes": ("no telephone and no e-mail", "no more than your name and how to serve you"),
    "setting always 'health, children'": ("a word about health, religion", "About health or children it does not ask"),
    "setting shop 'Klein, Main Street'": ("This shop.", "Klein, Main Street."),
}


@pytest.mark.one_till("the pages say otherwise how a shop with a server keeps and copies")
@pytest.mark.parametrize("change", CHANGES)
def test_the_page_changes_when_a_rule_does(shop: Oc, change: str) -> None:
    before, after = CHANGES[change]
    old = " ".join(shop("policy").out.split())
    shop(change)
    new = " ".join(shop("policy").out.split())
    assert (before in old, after in old) == (True, False)
    assert after in new
    shop("undo")
    assert old == " ".join(shop("policy").out.split())


@pytest.mark.one_till("the pages say otherwise how a shop with a server keeps and copies")
@pytest.mark.parametrize("change", [one for one in CHANGES if "brief" not in one])
def test_the_record_changes_with_it(shop: Oc, change: str) -> None:
    before = shop("policy --record").out
    shop(change)
    assert before != shop("policy --record").out


@pytest.mark.one_till("the pages say otherwise how a shop with a server keeps and copies")
def test_every_rule_about_people_is_on_the_page_and_each_period_four_times(shop: Oc, as_json: Json) -> None:
    for number, name in enumerate(settings.PERIODS, 41):
        shop(f"setting {name} {number}d")
    said = as_json(shop("policy --json").out)["policy"]
    for number, _ in enumerate(settings.PERIODS, 41):
        for part in ("page", "record"):
            assert f"{number} days" in str(said[part])
    assert "41 days" in said["notice"]
    assert {name: f"{number} days" for number, name in enumerate(settings.PERIODS, 41)} == said["periods"]


def test_each_command_of_the_pages_is_there_with_its_options(shop: Oc) -> None:
    shop("--help")
    commands = typer.main.get_group(app).commands
    text = " ".join(" ".join(shop(way).out for way in WAYS.values()).split())
    named = re.findall(r"oc ([a-z]+)((?: (?:WHO|NUMBER|--[a-z-]+))*)", text)
    assert {"edit", "mend", "tidy", "export", "forget", "history"} == {name for name, _ in named}
    for name, more in named:
        options = {one for parameter in commands[name].params for one in (*parameter.opts, *parameter.secondary_opts)}
        assert {word for word in more.split() if word.startswith("--")} <= options


def test_each_right_and_each_kind_of_data_is_on_the_page(shop: Oc) -> None:
    page = " ".join(shop("policy").out.split())
    for right in ("See it", "put right", "stop", "elsewhere", "erased", "complain to the data protection authority"):
        assert right in page
    for kind in WORDS:
        assert kind in page
    assert len(models.Customer.model_fields) == 19, "a new column of a customer: is it on the page and in the record?"
    for said in ("name", "say it", "telephone", "e-mail", "card", "work", "served", "days you came", "promised"):
        assert said in page


def test_it_is_said_where_the_page_names_no_shop(shop: Oc) -> None:
    hint = 'oc: It does not say yet who you are: oc setting shop "NAME, ADDRESS, TELEPHONE"\n'
    for way in WAYS.values():
        assert hint == shop(way).err
    shop("setting shop Klein")
    for way in WAYS.values():
        assert "Klein." in shop(way).printed() or way == "policy --record"


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX's")
def test_it_tells_whether_others_can_open_the_file(shop: Oc, db: Path) -> None:
    assert "Only the account under which we work there can open it." in shop("policy").out
    db.chmod(0o644)
    assert "Others who use that computer can open it too." in shop("policy").out


def test_programs_get_all_of_it(shop: Oc, db: Path, as_json: Json) -> None:
    said = as_json(shop("policy --json").printed())["policy"]
    assert str(db) == said["path"]
    assert ["Who we are", "Why", "What", "Not kept", "Who sees it", "How long", "Where", "Your rights"] == [
        section["title"] for section in said["page"]
    ]
    assert "2026-11-21" == said["today"]
    assert said["record"]


def test_the_notice_and_the_record_are_two(shop: Oc) -> None:
    assert "The notice or the record, not both." in shop("policy --notice --record").complained(2)


def test_looking_at_the_page_changes_no_byte(shop: Oc, db: Path) -> None:
    before = db.read_bytes()
    for way in (*WAYS.values(), "policy --json"):
        shop(way)
    assert before == db.read_bytes()


def test_a_hostile_rule_is_shown_plain(shop: Oc, rows: Rows) -> None:
    for name in ("shop", "always", "notes", "brief"):
        rows("INSERT INTO setting VALUES (?, ?)", name, "[/b] \x1b[2J\u202e, health")
    for way in (*WAYS.values(), "policy --json", "tidy --dry-run", "setting"):
        assert_harmless(shop(way))
        assert 0 == shop(way).code
