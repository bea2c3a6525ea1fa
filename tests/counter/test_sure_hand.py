"""What is typed is what is kept, for the one who was meant, and it is said back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.words import CAST, Json, Oc, Rows, ShopAfter, at, line

ENTRIES = "SELECT customer_id, kind, text FROM interaction WHERE kind <> 'visit' ORDER BY id"
NASTY = 'doesn\'t fit, $5 off #44 (blue) `ls` \\\\ "so"!'


def test_who_is_added_at_a_terminal_is_being_served(shop: Oc) -> None:
    shop("serve juli")
    added = shop("add Ngoc Nguyen", at_terminal=True)
    assert "Added Ngoc Nguyen (c10), who is being served now, and Juli Andersson no longer.\n" == added.out
    assert "Noted for Ngoc Nguyen: likes soft wool\n" == shop("note likes soft wool").printed()
    assert "Added Bo Li (c11), who is being served now, and Ngoc Nguyen no longer.\n" == (
        shop("add Bo Li", at_terminal=True).out
    )


def test_elsewhere_who_was_being_served_still_is(shop: Oc) -> None:
    assert "Added Ngoc Nguyen (c10).\n" == shop("add Ngoc Nguyen").printed()
    shop("serve juli")
    assert "Added Bo Li (c11); Juli Andersson is still being served.\n" == shop("add Bo Li").printed()
    assert "Noted for Juli Andersson: hello\n" == shop("note hello").printed()


def test_who_was_added_by_mistake_is_not_served_once_that_is_taken_back(shop: Oc) -> None:
    shop("add Ngoc Nguyen", at_terminal=True)
    assert "Took back today’s new customer, Ngoc Nguyen.\n" == shop("undo").printed()
    assert "Nobody is being served" in shop("note hello").complained(2)


@pytest.mark.parametrize(
    "command,said",
    [
        ("note zip broke again", "Noted for Margo Klein: zip broke again"),
        ("note --complaint zip broke again", "Noted complaint for Margo Klein: zip broke again"),
        ("note --pin paper receipts", "Pinned for Margo Klein: paper receipts"),
        ("note --need navy lining", "Noted need for Margo Klein: navy lining"),
        ("note tired --today upset", "Noted for Margo Klein: tired (upset today)"),
        ("note called --via phone --on yesterday", "Noted for Margo Klein, Fri 20 Nov 2026, via phone: called"),
        ("note --gesture sent a card", "Noted gesture for Margo Klein: sent a card"),
        (
            "note --referral jim at the market",
            "Noted for Margo Klein: brought Jim O’Neil (at the market); a thank-you is due.",
        ),
        ("thank", "Thanked Margo Klein."),
        ("thank for waiting --via card", "Thanked Margo Klein, via card: for waiting"),
        ("style upset --why queue", "Margo Klein is upset today: queue"),
        ("style languid --usually", "Margo Klein is usually languid, was hurried."),
        ("promise navy coat --by friday", "Promised Margo Klein by Fri 27 Nov 2026: navy coat"),
        ("edit --role tailor --at ''", "Changed Margo Klein: at none, was Acme; role tailor, was none."),
        ("edit --phone '212 555 9999'", "Changed Margo Klein: phone 212 555 9999, was +1 212 555 0143."),
        ("edit --style hurried", "Changed Margo Klein: style hurried, as before."),
        (
            "edit --every 6w --birthday 11-26",
            "Changed Margo Klein: every 6 weeks, was none; birthday every 26 Nov, was none.",
        ),
        ("edit --name 'Margo Kleijn'", "Changed Margo Kleijn: name Margo Kleijn, was Margo Klein."),
        ("remember birthday 11-26", "Remembered for Margo Klein: birthday, every 26 Nov."),
        (
            "add Bo Li --phone 2125550907 --birthday 02-29",
            "Added Bo Li (c10); Margo Klein is still being served. Phone 2125550907; birthday every 29 Feb.",
        ),
        (f"note {'word ' * 30}", f"Noted for Margo Klein: {'word ' * 11}word…"),
    ],
)
def test_every_write_says_back_what_it_kept(shop: Oc, command: str, said: str) -> None:
    shop("serve klein")
    assert f"{said}\n" == shop(command).printed()


@pytest.mark.parametrize(
    "command,said",
    [
        ("edit klein --phone '212 555 9999'", "today’s change for Margo Klein; again: phone +1 212 555 0143"),
        ("edit klein --nick Mo", "today’s change for Margo Klein; again: nick none"),
        ("edit klein --birthday 11-26", "today’s change for Margo Klein; again: birthday none"),
        ("mend e1 --move zoe", "today’s correction for Jim O’Neil; again: the lamp, from Zoë again"),
        ("edit klein --role tailor", "today’s change for Margo Klein; again: role none"),
        ("style languid --usually --for klein", "today’s usual style for Margo Klein; again: style hurried"),
        ("remember birthday 11-26 --for klein", "today’s day to remember for Margo Klein: birthday"),
        ("note --complaint zip --for klein", "today’s complaint for Margo Klein: zip"),
        ("serve klein --via phone", "today’s contact for Margo Klein: via phone"),
        ("serve klein --on yesterday", "yesterday’s visit for Margo Klein."),
        ("mend e1 --drop", "today’s correction for Jim O’Neil; again: the lamp"),
    ],
)
def test_undo_says_the_day_and_what_stands_again(shop: Oc, rows: Rows, command: str, said: str) -> None:
    shop("note the lamp --for jim")
    before = rows("SELECT * FROM interaction"), rows("SELECT * FROM customer"), rows("SELECT * FROM rhythm")
    assert 0 == shop(command).code
    assert f"Took back {said}\n" == shop("undo").printed()
    assert before == (rows("SELECT * FROM interaction"), rows("SELECT * FROM customer"), rows("SELECT * FROM rhythm"))


@pytest.mark.parametrize(
    "command,question,said",
    [
        ("note", "Note for Zoë: ", f"Noted for Zoë: {NASTY}"),
        ("note --complaint", "Complaint for Zoë: ", f"Noted complaint for Zoë: {NASTY}"),
        ("note --pin", "Pin for Zoë: ", f"Pinned for Zoë: {NASTY}"),
        ("note --gesture", "What did you do for Zoë? ", f"Noted gesture for Zoë: {NASTY}"),
        ("thank", "What do you thank Zoë for? Enter for no reason: ", f"Thanked Zoë: {NASTY}"),
        ("promise --by friday", "Promise to Zoë: ", f"Promised Zoë by Fri 27 Nov 2026: {NASTY}"),
        ("note --for jim", "Note for Jim O’Neil: ", f"Noted for Jim O’Neil: {NASTY}"),
    ],
)
def test_at_a_terminal_words_are_asked_for_and_no_shell_is_between(
    shop: Oc, rows: Rows, command: str, question: str, said: str
) -> None:
    shop("serve zoe")
    asked = shop(command, stdin=f"{NASTY}\n", at_terminal=True, COLUMNS="200")
    assert 0 == asked.code
    assert asked.err.startswith(question)
    assert said == " ".join(asked.out.split())
    kept = rows("SELECT text FROM interaction WHERE text IS NOT NULL UNION ALL SELECT text FROM fact")
    assert [(NASTY,)] == kept


@pytest.mark.parametrize("command", ["note", "note --gesture", "thank", "promise --by friday", "promise"])
def test_ctrl_d_at_a_question_writes_nothing(shop: Oc, rows: Rows, command: str) -> None:
    shop("serve zoe")
    assert 130 == shop(command, stdin="", at_terminal=True).code
    assert [] == rows(ENTRIES)


@pytest.mark.parametrize("command", ["note", "note --complaint", "note --gesture", "promise --by friday"])
def test_enter_alone_is_no_note(shop: Oc, rows: Rows, command: str) -> None:
    shop("serve zoe")
    assert 1 == shop(command, stdin="\n", at_terminal=True).code
    assert [] == rows(ENTRIES)


def test_a_line_that_a_terminal_may_have_cut_is_refused(shop: Oc, rows: Rows) -> None:
    shop("serve zoe")
    refused = shop("note", stdin="é" * 2_500 + "\n", at_terminal=True)
    assert "The line is longer than a terminal passes on." in refused.err
    assert [] == rows(ENTRIES)
    assert 0 == shop("note", stdin="e" * 900 + "\n", at_terminal=True).code


def test_a_missing_day_is_asked_for_until_it_is_one(shop: Oc, rows: Rows) -> None:
    shop("serve zoe")
    asked = shop("promise hem", stdin="soon\n31 feb\nfriday\n", at_terminal=True)
    assert "Promised Zoë by Fri 27 Nov 2026: hem\n" == asked.out
    assert 3 == asked.err.count("By which day? ")
    assert 1 == shop("promise hem", stdin="soon\nlater\nnever\n", at_terminal=True).code
    assert 1 == len(rows(ENTRIES))


def test_serve_asks_whom_only_where_nobody_is_being_served(shop: Oc) -> None:
    asked = shop("serve", stdin="c1\n", at_terminal=True, NO_COLOR="1")
    assert "Whom are you serving? " == asked.err
    assert asked.out.startswith("Margo Klein")
    again = shop("serve", at_terminal=True, NO_COLOR="1")
    assert (0, "") == (again.code, again.err)
    assert 2 == shop("serve", stdin="\n", at_terminal=True, OC_TILL="two").code


CAST_AND_NICKS = (
    *CAST,
    "add May Lee",
    "add Rose Adams --nick Ro --nick 'The Duchess'",
    "add Rose Baker",
    "add Jean-Luc Picard",
)


@pytest.mark.parametrize(
    "text,ref",
    [
        ("margo likes blue", "c1"),
        ("Margo Klein likes blue", "c1"),
        ("klein: likes blue", "c1"),
        ("may come back on friday", "c10"),
        ("MAY", "c10"),
        ("O'Neil likes blue", "c2"),
        ("jim oneil likes blue", "c2"),
        ("ro likes blue", "c11"),
        ("the duchess likes blue", "c11"),
        ("rose adams likes blue", "c11"),
        ("jean-luc likes blue", "c13"),
        ("Jörg-Änne likes blue", "c9"),
        ("rose likes blue", None),
        ("c1 likes blue", "c1"),
        ("margo's coat is ready", "c1"),
        ("the queue was long", None),
        ("marg likes blue", None),
        ("zoe likes blue", None),
        ("likes margo", None),
        ("... likes blue", None),
        ("zip broke again", None),
    ],
)
def test_a_name_in_front_is_said_and_what_was_written_can_be_moved(
    shop_after: ShopAfter, rows: Rows, text: str, ref: str | None
) -> None:
    shop = shop_after(*CAST_AND_NICKS)
    shop("serve zoe")
    for command in ("note", "note --complaint", "note --pin", "note --gesture", "promise --by friday"):
        noted = shop(*command.split()[:1], *text.split(), *command.split()[1:])
        assert noted.out.split(":")[0].split(" by ")[0].endswith("Zoë")
        said = re.fullmatch(r"oc: about (.+)\? (oc mend [ef]\d+ --move (c\d+))\n", noted.err)
        assert ref == (said[3] if said else None), noted.err
        if said:
            name = said[1]
            assert f", from Zoë to {name}: " in shop(said[2].removeprefix("oc ")).printed()


def test_who_is_named_with_an_option_is_not_asked_about(shop: Oc) -> None:
    shop("serve zoe")
    assert "Noted for Zoë: margo likes blue\n" == shop("note margo likes blue --for zoe").printed()


@pytest.mark.parametrize("name", ["margo", "Margo Klein", "klein"])
def test_a_thank_you_that_is_a_name_and_no_more_is_asked_about(shop: Oc, rows: Rows, name: str) -> None:
    shop("serve zoe")
    refused = shop("thank", *name.split()).complained(4)
    assert " 1  oc thank --for c1: Margo Klein, without a reason\n" in refused
    assert f" 2  oc thank --for c7 {name}: Zoë, for “{name}”\n" in refused
    assert 4 == shop("thank", *name.split(), stdin="\n", at_terminal=True).code
    assert [] == rows(ENTRIES)
    assert "Thanked Margo Klein.\n" == shop("thank", *name.split(), stdin="1\n", at_terminal=True).out
    assert f"Thanked Zoë: {name}\n" == shop("thank", *name.split(), stdin="2\n", at_terminal=True).out
    assert f"Thanked Zoë: {name}\n" == shop("thank", "--for", "c7", *name.split()).printed()


def test_a_thank_you_with_more_than_a_name_is_written_and_hints(shop: Oc) -> None:
    shop("serve zoe")
    thanked = shop("thank margo for waiting")
    assert (0, "Thanked Zoë: margo for waiting\n") == (thanked.code, thanked.out)
    assert "oc: about Margo Klein? oc mend e2 --move c1\n" == thanked.err
    assert "oc mend" not in shop("thank zoe").printed()


@pytest.mark.parametrize(
    "words,hint",
    [
        ("margo upset", "oc style upset --for margo"),
        ("margo klein hurried", 'oc style hurried --for "margo klein"'),
        ("upset margo", "oc style upset --for margo"),
        ("upset cat at the vet", 'oc style upset --why "cat at the vet"'),
        ("grumpy margo", "oc style lists them"),
    ],
)
def test_a_style_with_more_words_says_which_option_they_need(shop: Oc, rows: Rows, words: str, hint: str) -> None:
    shop("serve zoe")
    assert hint in shop("style", *words.split()).complained(1)
    assert [] == rows(ENTRIES)


def test_undo_of_another_day_is_asked_about(shop: Oc, rows: Rows) -> None:
    shop("note the lamp --for jim", OC_NOW=at("2026-11-17"))
    refused = shop("undo").complained(1)
    assert "oc: The last write here is the note of Tue 17 Nov 2026 for Jim O’Neil: the lamp.\n" in refused
    assert "oc undo --yes takes it back" in refused
    asked = shop("undo", stdin="\n", at_terminal=True)
    assert "the note of Tue 17 Nov 2026 for Jim O’Neil: the lamp. Take it back? y/N: " in asked.err
    assert 1 == len(rows(ENTRIES))
    assert "Took back the note of Tue 17 Nov 2026 for Jim O’Neil: the lamp\n" == shop("undo --yes").printed()


def test_an_old_deed_without_a_session_is_asked_about_by_its_day_alone(shop: Oc, rows: Rows) -> None:
    shop("note the lamp --for jim")
    rows("UPDATE deed SET session = NULL")
    assert 0 == shop("undo").code


@pytest.mark.usefixtures("new_york")
def test_the_day_of_a_deed_is_the_shops_and_not_utc(shop: Oc) -> None:
    shop("note late --for jim", OC_NOW="2026-11-22T03:00:00+00:00")
    assert "Took back today’s note for Jim O’Neil: late\n" == shop("undo", OC_NOW="2026-11-22T04:00:00+00:00").printed()


def test_nobody_is_lost_without_being_named(shop: Oc, rows: Rows) -> None:
    shop("serve klein")
    assert "Say who left." in shop("lost --why slow").complained(2)
    assert 2 == shop("lost --why slow", stdin="\n", at_terminal=True).code
    assert [] == rows(ENTRIES)
    assert "Jim O’Neil is gone: slow." in shop("lost --why slow", stdin="jim\n", at_terminal=True).out


def test_a_call_is_no_visit_and_ends_that_somebody_is_missed(shop: Oc, as_json: Json) -> None:
    for week in ("08-01", "08-08", "08-15", "08-22"):
        shop("serve klein", OC_NOW=at(f"2026-{week}"))
    assert "Margo Klein" in shop("today --missed").printed()
    called = shop("serve klein --via phone")
    assert "oc: A contact via phone is logged.\n" == called.err
    assert "Margo Klein" not in shop("today --missed").out
    gap = as_json(shop("find klein --json").printed())["candidates"][0]
    assert "2026-08-22" == gap["last_seen"]
    assert "oc: A contact via phone was logged already.\n" == shop("serve klein --via phone").err
    assert "oc: A contact via letter is logged.\n" == shop("serve klein --via letter").err
    assert "Noted for Margo Klein: moved house\n" == shop("note moved house").printed()


def test_the_pulse_counts_contacts_apart_from_visits(shop: Oc) -> None:
    shop("serve klein")
    shop("serve jim --via phone")
    told = shop("pulse").printed()
    assert 1 == len(re.findall(r"(?m)^visits +.*1", told))
    assert 1 == len(re.findall(r"(?m)^contacts +.*1", told))


def test_a_visit_of_another_day_is_that_days(shop: Oc, rows: Rows) -> None:
    served = shop("serve c1 --on yesterday")
    assert "oc: A visit of Fri 20 Nov 2026 is logged.\n" == served.err
    shop("serve klein --on yesterday")
    shop("serve")
    assert [("2026-11-20",)] == rows("SELECT day FROM interaction ORDER BY id")
    shop("serve klein")
    assert [("2026-11-20",), ("2026-11-21",)] == rows("SELECT day FROM interaction ORDER BY id")
    assert "is still to come" in shop("serve klein --on tomorrow").complained(1)


def test_a_brief_card_has_the_name_and_how_to_be_with_them(shop: Oc) -> None:
    shop("note --pin paper receipts --for klein")
    brief = shop("serve klein --brief").printed().splitlines()
    assert 2 == len(brief)
    assert brief[0].startswith("Margo Klein (MAR-go)") and brief[1].startswith("HURRIED")
    assert "--brief is for people" in shop("serve klein --brief --json").complained(2)


def test_the_pulse_counts_what_happened_and_not_what_was_imported(oc: Oc, till: Path) -> None:
    people = till / "customers.csv"
    people.write_text(
        "First Name,Last Name,Email Address,Phone Number,Square Customer ID,Memo,Birthday,Last Visit\n"
        "Bo,Li,bo@example.com,,A1,likes tea,,2026-11-19\n"
    )
    assert 0 == oc("import", str(people)).code
    assert "likes tea" in oc("history bo").printed()
    assert "Bo Li" not in oc("pulse").printed()
    assert ["visits", "19 Nov"] == re.findall(r"(?m)^visits|\d+ Nov$|^notes", oc("history bo --graph").printed())
    oc("note hello --for bo")
    assert "Bo Li" in oc("pulse").printed()


@pytest.mark.parametrize(
    "query,hint",
    [
        ("5559999", "oc add NAME --phone 5559999"),
        ("555 9999", 'oc add NAME --phone "555 9999"'),
        ("+44 20 7946 0018", 'oc add NAME --phone "+44 20 7946 0018"'),
        ("290012345678", "oc add NAME --phone 290012345678; or oc edit WHO --card 290012345678"),
        ("]E04006381333931", "oc edit WHO --card 4006381333931"),
        ("ZQ-471199", "oc edit WHO --card ZQ-471199"),
        ("bo@example.com", 'oc add NAME --email "bo@example.com"'),
        ("Ngoc Nguyen", "oc add Ngoc Nguyen, or try fewer letters"),
        ("4111111111111111", "oc add NAME, or try fewer letters"),
        ("12", "oc add NAME, or try fewer letters"),
        ("qqqq\x1b[2J", "oc add NAME, or try fewer letters"),
        ("qqqq!!; rm -rf", "oc add NAME, or try fewer letters"),
    ],
)
def test_what_was_typed_is_carried_to_its_field_and_nonsense_is_not_said_again(shop: Oc, query: str, hint: str) -> None:
    assert f"oc: hint: {hint}\n" == shop("serve", query).complained(3).split("\n", 1)[1]


@pytest.mark.parametrize("name", ["5559999", "212-555", "42 7"])
def test_a_name_has_a_letter(shop: Oc, name: str) -> None:
    refused = shop("add", name).complained(1)
    assert "The name has no letter." in refused
    assert "--phone takes a number, --card a code" in refused


@pytest.mark.parametrize(
    "typed,kept",
    [
        ("212 555 0907 / 212 555 0908", ["212 555 0907", "212 555 0908"]),
        ("2125550907, 2125550908; 2125550909", ["2125550907", "2125550908", "2125550909"]),
        ("212 555 0907 or 212 555 0908", ["212 555 0907", "212 555 0908"]),
        ("tel:+1-212-555-0907", ["+1-212-555-0907"]),
        ("555-0907 home", ["555-0907 home"]),
        ("home: 555-0907, work: 555-0908", ["home: 555-0907", "work: 555-0908"]),
        ("0211/1234567", ["0211/1234567"]),
        ("212-555-0907/08", ["212-555-0907", "212-555-0908"]),
        ("555 0907 ext. 12", ["555 0907 ext. 12"]),
    ],
)
def test_two_telephones_in_one_field_are_two_and_each_finds_them(
    shop: Oc, rows: Rows, typed: str, kept: list[str]
) -> None:
    assert 0 == shop("add", "Bo Li", "--phone", typed).code
    assert kept == [value for (value,) in rows("SELECT value FROM handle WHERE customer_id = 10 ORDER BY id")]
    for phone in kept:
        assert shop("show", phone).printed().startswith("Bo Li")
    assert "Bo Li" in shop("show", "".join(filter(str.isdecimal, kept[-1].split("ext")[0]))[-7:]).printed()


def test_the_card_of_a_caller_is_the_same(shop: Oc) -> None:
    shop("serve jeff --via phone")
    assert "" == line(shop, "Last", "jeff")


def test_looking_at_the_one_being_served_logs_nothing(shop: Oc, rows: Rows) -> None:
    shop("serve klein --via phone")
    shop("add Ngoc Nguyen", at_terminal=True, OC_TILL="two")
    before = rows("SELECT * FROM deed")
    assert 0 == shop("serve").code
    assert 0 == shop("serve", OC_TILL="two").code
    assert before == rows("SELECT * FROM deed")


def test_a_serve_with_a_wrong_option_lets_nobody_go(shop: Oc) -> None:
    shop("serve zoe")
    assert 1 == shop("serve zoe --on tomorrow").code
    assert "Noted for Zoë: hi\n" == shop("note hi").printed()


def test_a_call_is_no_first_visit_on_the_card(shop: Oc) -> None:
    shop("serve zoe", OC_NOW=at("2025-01-01"))
    assert "First visit" not in shop("serve zoe --via phone").out
    assert "First visit" in shop("serve zoe").out


@pytest.mark.parametrize("opened", ["promise coat --by friday", "note --complaint the zip"])
def test_a_name_and_no_more_is_not_how_something_ended(shop: Oc, rows: Rows, opened: str) -> None:
    shop("serve zoe")
    shop(opened)
    refused = shop("done margo").complained(4)
    assert "oc: hint: oc done --for c1\noc: hint: oc done --for c7 margo\n" in refused
    assert 4 == shop("done margo", stdin="\n", at_terminal=True).code
    assert [] == rows("SELECT 1 FROM interaction WHERE about_id IS NOT NULL")
    done = shop("done margo says it fits")
    assert "oc: about Margo Klein? oc undo, then oc done --for c1\n" == done.err


def test_a_day_with_a_name_in_front_hints(shop: Oc) -> None:
    shop("serve zoe")
    assert "oc: about Margo Klein? oc mend d2 --move c1\n" == shop("remember margo birthday 5 May").err


def test_a_name_at_the_question_of_thank_is_asked_about_too(shop: Oc, rows: Rows) -> None:
    shop("serve zoe")
    asked = shop("thank", stdin="margo\n1\n", at_terminal=True)
    assert "Thanked Margo Klein.\n" == asked.out
    assert 4 == shop("thank", stdin="margo\n\n", at_terminal=True).code
    assert 1 == len(rows(ENTRIES))


def test_undo_of_an_import_says_how_many_people_it_added(oc: Oc, till: Path) -> None:
    people = till / "customers.csv"
    people.write_text(
        "First Name,Last Name,Email Address,Phone Number,Square Customer ID,Memo\nBo,Li,,,A1,tea\nAn,Wu,,,A2,\n"
    )
    oc("import", str(people))
    assert "Took back today’s import of customers.csv: 2 people\n" == oc("undo").printed()


def test_undo_of_an_import_that_only_filled_gaps_says_so(oc: Oc, till: Path) -> None:
    head = "First Name,Last Name,Email Address,Phone Number,Square Customer ID,Memo,Birthday\n"
    files = [till / "one.csv", till / "two.csv"]
    files[0].write_text(head + "Bo,Li,,,A1,tea,\nAn,Wu,,,A2,,\nCy,Wu,,,A3,,\n")
    files[1].write_text(head + "Bo,Li,bo@example.com,,A1,tea,\nAn,Wu,,,A2,,05-06\nCy,Wu,,,A3,,\n")
    for file in files:
        assert 0 == oc("import", str(file)).code
    assert "Took back today’s import of two.csv: 2 completed\n" == oc("undo").printed()
    files[1].write_text(head + "Bo,Li,bo@example.com,,A1,tea,\nDi,Fu,,,A4,,05-06\n")
    oc("import", str(files[1]))
    assert "Took back today’s import of two.csv: 1 person, 1 completed\n" == oc("undo").printed()
