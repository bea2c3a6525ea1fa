"""The express lane and Typer print the same bytes and write the same rows, for every counter verb and its options."""

from __future__ import annotations

import pytest

from onecustomer.cli.app import _built
from onecustomer.cli.express import PARAMETERS, VERBS, Verb, parsed
from tests.words import CAST, Oc, Ran, ShopAfter

CALLS = (
    "serve klein",
    "serve",
    "serve margo",
    "serve juli ibm",
    "serve nobody",
    "serve %",
    "note zip broke again",
    "note",
    "note 4111 1111 1111 1111",
    "thank for her patience",
    "thank with 20% off",
    "thank",
    "style upset",
    "style",
    "style grumpy",
    "style languid",
    "done",
    "done with a new zip",
    "done 1",
    "done 1 with a new zip",
    "done 2",
    "done 2 brought it home",
    "done 3 called her",
    "done 4",
    "done 7",
    "serve jim",
    "serve margo --json",
    "serve klein --brief",
    "serve --brief --json",
    "serve jeff --via phone",
    "serve jim --on yesterday",
    "serve jim --on=2026-11-19 --via letter",
    "serve jim --on tomorrow",
    "show",
    "show klein",
    "show margo",
    "show jim --json",
    "note zip broke --complaint",
    "note --complaint --praise zip broke",
    "note --pin paper receipts always",
    "note --need --need navy lining",
    "note --gesture sent a card",
    "note --gesture --today upset sent a card",
    "note --referral jim",
    "note --referral= jim",
    "note --today upset cat at the vet",
    "note --on yesterday --via phone asked for the hem --for jim",
    "note --for juli --for jim the last of two counts",
    "note -- --complaint is a word here",
    "note --on",
    "note --on --via",
    "note --compl zip",
    "note -5 percent",
    "note \udc80 --complaint",
    "thank --for jim for waiting",
    "thank --via card --on yesterday",
    "thank --unthanked",
    "thank --unthanked --json",
    "thank --unthanked for waiting",
    "thank --json for waiting",
    "style upset --why 'cat at the vet'",
    "style usual --for jim",
    "style chatty --advice 'Let them talk.'",
    "style hurried --usually --why 'parks on the kerb'",
    "style --usually",
    "promise hem the skirt --by friday",
    "promise hem --by 'friday 17:00' --for jim",
    "promise hem --by 2026-11-18 --late",
    "promise hem --by 2026-11-18",
    "promise hem",
    "promise --by",
    "done --beyond 'at her door by six'",
    "done 1 --broken forgot",
    "done --beyond a --broken b",
    "done --for jim",
    "mend e1 the zip broke twice",
    "mend e1 --drop",
    "mend e1 --move jim",
    "mend e1 --move jim --drop",
    "mend e99 nothing",
    "mend",
    "undo",
    "undo --yes",
    "undo it",
    "undo -y",
)

LIVED = (
    "promise navy coat --by friday --for klein",
    "promise hem --by 2026-11-20 --late --for klein",
    "note --leaving a shop nearer home --for klein",
    "note --warning the step is loose --for klein",
    "remember birthday 11-26 --for klein",
    "note --need navy lining --for klein --on '24 months ago'",
    "edit klein --why 'Same-day alterations' --every 6w",
    "news Linings are in --for lining --until friday",
    "note --referral jim --for klein",
    "lost jim --why 'too slow'",
    "@2026-11-18 serve klein",
    "@2026-11-18 style languid --for klein",
    "@2026-11-19 serve klein",
    "@2026-11-19 style languid --for klein",
)
"""What puts every line on Margo's card, and the first words on Jim's."""


@pytest.mark.parametrize("lived", [(), LIVED], ids=["new", "of long standing"])
@pytest.mark.parametrize("served", [True, False], ids=["served", "nobody current"])
@pytest.mark.parametrize("call", CALLS)
def test_both_lanes_answer_alike(
    shop_after: ShopAfter, monkeypatch: pytest.MonkeyPatch, call: str, served: bool, lived: tuple[str, ...]
) -> None:
    def answered(**lane: object) -> tuple[Ran, str]:
        shop = shop_after(*CAST, "note --complaint --for klein the zip", *lived)
        if served:
            shop("serve klein")
        with monkeypatch.context() as here:
            for name, value in lane.items():
                here.setattr(f"onecustomer.cli.main.{name}", value)
            answer = shop(call)
        return answer, timeline(shop)

    assert answered() == answered(VERBS={})


def timeline(oc: Oc) -> str:
    return oc("history klein --json").out + oc("history klein").out + oc("today --json").out


def test_every_verb_and_option_of_the_express_lane_is_compared() -> None:
    typed = {(call.split()[0], word.partition("=")[0]) for call in CALLS for word in call.split()}
    assert set(VERBS) == {verb for verb, _ in typed}
    alike = ("warning", "idea", "leaving")  # flags beside --praise
    assert (
        set()
        == {
            (name, f"--{option}")
            for name, verb in VERBS.items()
            for option in (*verb.flags, *verb.values)
            if option not in alike
        }
        - typed
    )


@pytest.mark.parametrize("name", VERBS)
def test_the_express_lane_knows_each_option_that_typer_has(name: str) -> None:
    verb, command = VERBS[name], _built(name).commands[name]
    options = {
        option.removeprefix("--"): one
        for one in command.params
        if one.param_type_name == "option"
        for option in one.opts
    }
    assert "help" not in options
    assert {option: one.name for option, one in options.items()} == {
        option: PARAMETERS.get(option, option) for option in (*verb.flags, *verb.values)
    }
    assert set(verb.flags) == {option for option, one in options.items() if one.is_flag}
    takes = [one for one in command.params if one.param_type_name == "argument"]
    assert verb.least == sum(one.required for one in takes)
    assert (verb.most is None) == any(one.nargs == -1 for one in takes)


def test_what_is_not_plain_is_left_to_typer() -> None:
    verb = Verb(print, flags=("json",), values=("on",), least=1, most=2)
    assert (["-", "--json"], {"as_json": True, "on": "-5"}) == parsed(
        verb, ["-", "--on", "-5", "--json", "--", "--json"]
    )
    for typed in ("a --jso", "a -h", "a --help", "a --json=1", "a --on", "a -on b", "", "a b c", "a -- b c"):
        assert parsed(verb, typed.split()) is None


def test_a_fresh_process_prints_what_the_tests_see(shop: Oc, fresh: Oc) -> None:
    assert shop("show klein") == fresh("show klein")
    assert shop("serve c1") == fresh("serve c1")
    assert shop("serve margo") == fresh("serve margo")
