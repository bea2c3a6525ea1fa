"""Words of health, faith and the like: asked about once at a terminal, said once elsewhere, never refused."""

from __future__ import annotations

import pytest

from onecustomer.domain.language.sensitive import asking, words
from tests.words import Json, Oc, Rows

TELLS = {
    words.HEALTH: (
        "allergic to wool",
        "nut ALLERGY, she says",
        "is diabetic",
        "pregnant, due in May",
        "comes in a wheelchair",
        "his Parkinson’s is worse",
        "had a stroke last year",
        "is in hospital",
        "lactose intolerant",
        "coeliac",
        "she is blind",
        "wears hearing aids",
    ),
    words.RELIGION: ("keeps kosher", "HALAL only", "is Jewish", "Jehovah's Witness", "dress for a bat mitzvah"),
    words.ORIGIN: ("a refugee from the war", "the black lady from next door", "mixed race", "an immigrant"),
    words.POLITICS: ("votes labour", "a Republican", "far-right", "talks politics all day"),
    words.UNION: ("trade union rep", "on strike since Monday"),
    words.SEX: ("is gay", "transgender", "his mistress picks it up", "non-binary"),
    words.BIOMETRICS: ("fingerprint on file", "face scan at the door"),
    words.CRIME: ("out on parole", "a shoplifter", "was caught stealing", "criminal record"),
    words.CHILDREN: ("her son is six", "brings his kids", "their daughter Mia"),
    words.IDENTITY: ("passport X1234567", "driver's license shown", "ID card 55"),
    words.PASSWORDS: ("wifi password is hunter2", "the door code is 4711", "PIN code 0000"),
}
TELLS_NOTHING = (
    "no nuts in the order",
    "oat milk",
    "gluten free bread",
    "zip broke again, guests at seven",
    "cat at the vet",
    "blind hem on the skirt",
    "new blinds for the kitchen",
    "one brush stroke is missing",
    "nail polish, Polish pottery",
    "Christian picked it up",
    "pays by credit union cheque",
    "Union Street 12",
    "white wine, black coat",
    "Black Forest cake",
    "a black suit for a man",
    "children’s sizes are in",
    "kids menu",
    "sick of waiting",
    "diet coke, sugar free",
    "alcohol free beer, non alcoholic wine",
    "the silk stole is too long",
    "her hearing is on Friday",
    "birthday party on Saturday",
    "right wing of the house",
    "visa card declined",
    "green card holder",
    "pin the hem",
    "open late on Fridays",
    "stroke her cat",
    "racing bike",
    "mass produced buttons",
    "likes to talk of the weather",
    "ill fitting jacket",
    "a straight cut",
    "labour included",
    "asian salad",
    "turkish towels",
    "orange marmalade",
    "church candles",
    "allergen list is on the wall",
)


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in TELLS.items() for text in texts])
def test_such_words_are_known(kind: str, text: str) -> None:
    assert kind in words.kinds_in(text)


def test_every_kind_has_words_that_are_tried_and_something_to_say() -> None:
    assert [*words.WORDS] == [*TELLS]
    assert {*words.WORDS, asking.OWN} == {*asking.ADVICE}


@pytest.mark.parametrize("text", TELLS_NOTHING)
def test_words_of_the_trade_are_not_asked_about(text: str) -> None:
    assert [] == words.kinds_in(text)


def test_no_word_is_listed_twice_and_each_is_folded() -> None:
    from onecustomer.domain.language.names import fold

    listed = [one for single, several in words.WORDS.values() for one in (*single.split(), *several.split(","))]
    assert sorted({*listed}) == sorted(listed)
    assert listed == [" ".join(fold(one)) for one in listed]
    assert len(listed) > 250


QUESTION = (
    "Health? Keep only what they would want kept. Write the service, not the person: no nuts in the order. y/N/always: "
)
SAID = "oc: Health: keep only what they would want kept. Write the service, not the person: no nuts in the order.\n"


@pytest.mark.parametrize(
    "command",
    [
        "note --for klein diabetic",
        "note --for klein --pin diabetic",
        "note --for klein --need diabetic",
        "note --for klein --gesture diabetic",
        "note --for klein --referral jim diabetic",
        "thank --for klein diabetic",
        "style upset --for klein --why diabetic",
        "style hurried --usually --for klein --why diabetic",
        "edit klein --why diabetic",
        "add Bo --why diabetic",
        "lost klein --why diabetic",
        "mend e1 diabetic",
        "promise diabetic menu --for klein --by friday",
        "remember diabetic checkup 12-12 --for klein",
        "later klein --until friday --why diabetic",
        "done --for klein diabetic",
    ],
)
def test_at_a_terminal_it_is_asked_and_enter_is_no(shop: Oc, rows: Rows, command: str) -> None:
    shop("note --for klein --complaint zip")
    for answer in ("\n", "n\n", "what\n"):
        asked = shop(command, at_terminal=True, stdin=answer)
        assert (1, "") == (asked.code, asked.out)
        assert QUESTION in asked.err
        assert "oc: Nothing was written.\noc: hint: say it in other words" in asked.err
    assert [(2,)] == rows("SELECT max(id) - 8 FROM deed")
    yes = shop(command, at_terminal=True, stdin="y\n")
    assert 0 == yes.code
    assert QUESTION in yes.err
    assert [(3,)] == rows("SELECT max(id) - 8 FROM deed")


@pytest.mark.parametrize(
    "command",
    [
        "note --for klein diabetic",
        "thank --for klein diabetic",
        "edit klein --why diabetic",
        "promise diabetic menu --for klein --by friday",
        "remember diabetic checkup 12-12 --for klein",
        "later klein --until friday --why diabetic",
    ],
)
def test_elsewhere_it_is_written_and_said_on_one_line(shop: Oc, command: str) -> None:
    answer = shop(command)
    assert (0, SAID) == (answer.code, answer.err)
    assert "diabetic" in answer.out


def test_always_is_an_answer_that_is_kept_for_its_kind_only(shop: Oc, as_json: Json) -> None:
    kept = shop("note --for klein allergic to wool", at_terminal=True, stdin="always\n")
    assert (0, "Noted for Margo Klein: allergic to wool\n") == (kept.code, kept.out)
    assert "health" == as_json(shop("setting always --json").printed())["settings"]["always"]
    assert "Noted for Margo Klein: diabetic\n" == shop("note --for klein diabetic").printed()
    assert "" == shop("note --for klein diabetic", at_terminal=True).err
    assert "Religion: keep only" in shop("note --for klein keeps kosher").err
    shop("note --for klein diabetic and kosher", at_terminal=True, stdin="ALWAYS\n")
    assert "health, religion" == as_json(shop("setting always --json").printed())["settings"]["always"]


def test_always_is_taken_back_by_a_setting_and_by_undo(shop: Oc) -> None:
    shop("note --for klein diabetic", at_terminal=True, stdin="a\n")
    assert "Took back today’s note for Margo Klein: diabetic\n" == shop("undo").printed()
    assert "Took back today’s setting; again: always as it was\n" == shop("undo").printed()
    assert SAID == shop("note --for klein diabetic").err
    assert (
        "Kept now without being asked about: sex life, health.\n"
        == shop("setting always 'Sex  life, HEALTH'").printed()
    )
    assert "" == shop("note --for klein gay and diabetic").err
    assert "Every kind of words is asked about again.\n" == shop("setting always ''").printed()
    assert SAID == shop("note --for klein diabetic").err
    assert "There are no words of “money”; there are health, religion" in shop("setting always money").complained(1)


def test_the_shops_own_words_are_asked_about_too(shop: Oc) -> None:
    assert "mayor, the committee.\n" in shop("setting words 'mayor, the committee'").printed()
    said = "oc: Own words: keep only what they would want kept.\n"
    assert said == shop("note --for klein met the Committee").err
    assert said == shop("note --for klein the mayor’s aunt, a mayor").err
    assert "" == shop("note --for klein committee of mayors").err
    shop("note --for klein for the mayor", at_terminal=True, stdin="always\n")
    assert "" == shop("note --for klein for the mayor").err
    assert "The shop's own words are cleared: none of them is asked about.\n" == shop("setting words ''").printed()


def test_a_kept_list_that_was_changed_from_outside_does_no_harm(shop: Oc, rows: Rows) -> None:
    rows("INSERT INTO setting VALUES ('words', ',,  ,!'), ('always', 'nonsense,, HEALTH')")
    assert "" == shop("note --for klein diabetic").err
    assert "" == shop("note --for klein zip").err
