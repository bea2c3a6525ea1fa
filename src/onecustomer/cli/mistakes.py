"""Words that are no command, and what Typer finds wrong with those that are: a sentence and the next step for each."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from difflib import get_close_matches
from typing import Any

from ..domain.language.text import quoted
from ..errors import Usage

NEAR = 0.7  # of difflib's ratio, from which a word is a command mistyped
LONGEST_NAME = 3  # words; more of them may be a note, whose words are in no error

FIND = "oc find WORDS lists people; oc today lists who waits for something"
LOOK = "oc find WORDS lists people; oc serve WHO prints a card"
OUT = (
    "oc undo takes this till's last write back; oc mend e41 --drop takes a line out, by the number in oc history\n"
    "oc lost WHO keeps that somebody left"
)
NOTHING = "there is nothing to leave: each oc is over once it has answered"
OTHER_WORDS = {
    **dict.fromkeys(("list", "ls", "people", "customers", "all"), FIND),
    **dict.fromkeys(("search", "lookup", "look", "query", "get", "open", "customer"), LOOK),
    **dict.fromkeys(("new", "create", "register"), "oc add NAME"),
    **dict.fromkeys(("delete", "remove", "rm", "del", "drop"), OUT),
    **dict.fromkeys(("quit", "exit", "bye", "stop", "close"), NOTHING),
    **dict.fromkeys(("config", "settings", "set", "rules"), "oc setting shows the shop's rules"),
    **dict.fromkeys(("update", "change", "rename"), "oc edit WHO; of a line in the history: oc mend e41 NEW WORDS"),
    **dict.fromkeys(
        ("praise", "complaint", "warning", "idea", "gesture", "leaving", "pin", "need"), "oc note TEXT --{}"
    ),
    **dict.fromkeys(("log", "visit"), "oc serve WHO logs the visit; oc note TEXT logs what was said"),
    **dict.fromkeys(("birthday", "date", "remind"), "oc remember birthday 11-26"),
    **dict.fromkeys(("gone", "owed", "dates", "heard", "missed", "here"), "oc today --{}"),
    "who": "oc serve says who is being served; oc find WORDS lists people",
    "card": "oc show WHO",
    "version": "oc --version",
    "man": "oc help",
}
"""What people type in place of a command, and what leads on from there; {} is the word."""


def no_command(words: Sequence[str], known: Collection[str]) -> Usage:
    """Return the error of words that begin with no command: it may be mistyped, have another name here, or be a person.

    Shape: many words are not said again, as they may be a note.
    """
    word, *rest = words
    plain = word.casefold()
    if plain in known:
        return _none(word, f"oc {plain}")
    if hint := OTHER_WORDS.get(plain):
        return _none(word, hint.format(plain))
    serve = f"oc serve {quoted(' '.join(words))}" if len(words) <= LONGEST_NAME else "oc serve WHO"
    if near := get_close_matches(plain, known, 1, NEAR):
        return _none(word, f"oc {near[0]}" + (f"; or {serve}" if not rest else ""))
    return _none(word, f"{serve}\noc --help lists the commands")


def _none(word: str, hint: str) -> Usage:
    return Usage(f"There is no command “{word}”.", hint)


def of_typer(error: Any, words: Sequence[str], command: Any) -> Usage:
    """Return our error for one of Typer's; `words` begin with the name of the command that it is about."""
    path = f"oc {command.name}" if command else "oc"
    option = getattr(error, "option_name", None)
    if option is None:
        return Usage(_about_words(error, command, path), f"{path} --help")
    if takes := _metavar(command, option):
        return Usage(f"{option} needs a {takes}.", f"{path} … {option} {takes}")
    if not hasattr(error, "possibilities"):
        return Usage(f"{option} takes no value.", f"{path} --help")
    return Usage(f"{path} has no option {option}.", _in_place_of(option, error.possibilities, words, command, path))


def _about_words(error: Any, command: Any, path: str) -> str:
    """Return what is wrong with words that are no option."""
    missing = getattr(error, "param", None)
    if missing is not None:
        return f"Something is missing: {path} {missing.metavar.rstrip('…')}."
    said = error.format_message().strip()
    if said.startswith("Got unexpected extra") and not _arguments(command):
        return f"{path} takes no words."
    if said.startswith("Got unexpected extra"):
        return f"There are more words than {path} takes; several words for one thing need quotes."
    return said if said.endswith((".", "?")) else f"{said}."


def _in_place_of(option: str, near: Sequence[str] | None, words: Sequence[str], command: Any, path: str) -> str:
    """Return what can be typed in place of an option that a command has not."""
    takes = " ".join(_arguments(command))
    if option == "--for" and "WHO" in takes and len(words) <= LONGEST_NAME + 2:
        who = [word.removeprefix("--for=") for word in words[1:] if word != "--for"]
        return f"{path} {quoted(' '.join(who)) or 'WHO'}"
    meant = [f"{path} {one}" for one in dict.fromkeys([*(near or ())[:1], "--help"])]
    hint = "; or ".join(meant)
    return f"{hint}\nto write a minus: {path} -- -5 percent" if "TEXT" in takes else hint


def _arguments(command: Any) -> list[str]:
    return [one.metavar or "" for one in command.params if one.param_type_name == "argument"] if command else []


def _metavar(command: Any, option: str) -> str:
    """Return what an option of the command takes; empty where it takes nothing, or is none of them."""
    options = [one for one in command.params if option in one.opts] if command else []
    return (options[0].metavar or "") if options else ""
