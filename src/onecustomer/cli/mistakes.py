"""Words that are no command, and what Typer finds wrong with those that are: a sentence and the next step for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from ..domain.language.text import quoted
from ..errors import Refused, Usage
from .commands.shop.topics import TOPICS

TAKES = {
    "--on": ("a day", "yesterday"),
    "--advice": ("words", '"let them talk"'),
    "--beyond": ("words", '"brought it to her door"'),
    "--broken": ("words", '"the cloth came late"'),
    "--via": ("the way it came", "phone"),
    "--at": ("where they work", "IBM"),
    "--staff": ("a name of the staff", "Ana"),
    "--encoding": ("an encoding", "cp1252"),
    "HEADING=FIELD": ("a heading and what it means", '"Telefon=phone"'),
    "WHO": ("a name", "margo"),
    "DAY": ("a day", "friday"),
    "TEXT": ("words", '"cat at the vet"'),
    "STYLE": ("a style", "upset"),
    "FILE": ("a file", "month.svg"),
    "NUMBER": ("a number", '"212 555 0143"'),
    "WORDS": ("words", '"navy lining"'),
    "WHERE": ("a place", '"Bell & Sons"'),
    "RELATION": ("a word", "supplier"),
}
"""What an option takes, in words and an example: by its name, or by what its help calls its value."""

NEAR = 0.7  # of difflib's ratio, from which a word is a command mistyped
LONGEST_NAME = 3  # words; more of them may be a note, whose words are in no error

FIND = "oc find WORDS lists people\noc today lists who waits for something"
LOOK = "oc find WORDS lists people\noc serve WHO prints a card"
OUT = (
    "oc undo takes this till's last write back\n"
    "oc mend e41 --drop takes a line out, by the number in oc history\n"
    "oc forget WHO erases somebody for good\n"
    "oc lost WHO keeps that they left"
)
PROGRAM = "oc"
LISTED = "oc --help lists the commands"
NOTHING = "there is nothing to leave: each oc is over once it has answered"
OTHER_WORDS = {
    **dict.fromkeys(("list", "ls", "people", "customers", "all"), FIND),
    **dict.fromkeys(("search", "lookup", "look", "query", "get", "open", "customer"), LOOK),
    **dict.fromkeys(("new", "create", "register"), "oc add NAME"),
    **dict.fromkeys(("delete", "remove", "rm", "del", "drop"), OUT),
    **dict.fromkeys(("quit", "exit", "bye", "stop", "close"), NOTHING),
    **dict.fromkeys(("config", "settings", "set", "rules"), "oc setting shows the shop's rules"),
    **dict.fromkeys(("update", "change", "rename"), "oc edit WHO\nof a line in the history: oc mend e41 NEW WORDS"),
    **dict.fromkeys(
        ("praise", "complaint", "warning", "idea", "gesture", "leaving", "pin", "need"), "oc note TEXT --{}"
    ),
    **dict.fromkeys(("log", "visit"), "oc serve WHO logs the visit\noc note TEXT logs what was said"),
    **dict.fromkeys(("birthday", "date", "remind"), "oc remember birthday 11-26"),
    **dict.fromkeys(("gone", "owed", "dates", "heard", "missed", "here"), "oc today --{}"),
    "who": "oc serve says who is being served\noc find WORDS lists people",
    **dict.fromkeys(("erase", "gdpr"), "oc forget WHO erases somebody for good"),
    **dict.fromkeys(("save", "copy", "dump"), "oc backup copies the store\noc export -o FILE writes everybody down"),
    **dict.fromkeys(("recover", "rollback"), "oc restore brings the store back from a copy"),
    **dict.fromkeys(("backups", "copies", "snapshots"), "oc restore --list lists the copies\noc backup makes one"),
    **dict.fromkeys(("check", "health", "repair", "fsck"), "oc doctor looks whether the store is well"),
    "card": "oc show WHO",
    "version": "oc --version",
    "man": "oc help",
    **dict.fromkeys(TOPICS, "oc help {}"),
}
"""What people type in place of a command, and what leads on from there; {} is the word."""


def folded(typed: str) -> str:
    """Return a word as a command or topic is looked for: in small letters, without the blanks around it."""
    return " ".join(typed.split()).casefold()


def no_command(words: Sequence[str], known: Mapping[str, str]) -> Usage:
    """Return the error of words that begin with no command: it may be mistyped, have another name here, or be a person.

    `known` has each command, and the words that it takes.
    Shape: many words are not said again, as they may be a note.
    """
    word, *rest = words
    plain = folded(word)
    if not plain:
        return Usage("Nothing was typed that is a command.", LISTED)
    if plain == PROGRAM and rest:
        is_command = folded(rest[0]) in known
        return _none(word, _again(folded(rest[0]), rest[1:], known)) if is_command else no_command(rest, known)
    if plain == PROGRAM:
        return _none(word, LISTED)
    if plain in known:
        return _none(word, _again(plain, rest, known))
    if hint := OTHER_WORDS.get(plain):
        return _none(word, hint.format(plain))
    serve = f"oc serve {quoted(' '.join(words))}" if _is_short(words) else "oc serve WHO"
    if near := get_close_matches(plain, known, 1, NEAR):
        return _none(word, "\n".join([_again(near[0], rest, known), *([] if rest else [serve])]))
    return _none(word, f"{serve}\n{LISTED}")


def no_topic(topic: str, known: Mapping[str, str]) -> Usage:
    """Return the error of words behind `oc help` that are no command and no topic."""
    near = get_close_matches(topic, [*known, *TOPICS], 1, NEAR)
    topics = f"the topics are {', '.join(TOPICS)}"
    hint = OTHER_WORDS.get(topic, "\n".join([*(f"oc help {one}" for one in near), LISTED, topics]))
    return Usage(f"There is no command and no topic “{topic}”.", hint.format(topic))


def _again(name: str, rest: Sequence[str], known: Mapping[str, str]) -> str:
    """Return a command with the words that were typed behind another name of it; where they are many, what it takes."""
    typed = [word if word.startswith("--") and word[2:].isalpha() else quoted(word, as_one=True) for word in rest]
    return " ".join(["oc", name, *(typed if _is_short(rest) else [known[name]])]).strip()


def _is_short(words: Sequence[str]) -> bool:
    return len(" ".join(words).split()) <= LONGEST_NAME


def _none(word: str, hint: str) -> Usage:
    return Usage(f"There is no command “{word}”.", hint)


def of_typer(error: Any, words: Sequence[str], command: Any) -> Usage:
    """Return our error for one of Typer's; `words` begin with the name of the command that it is about."""
    path = f"oc {command.name}" if command else "oc"
    option = getattr(error, "option_name", None)
    if option is None:
        return Usage(_about_words(error, command, path), f"{path} --help")
    if takes := _metavar(command, option):
        return Usage(*_needs(option, takes, path))
    if not hasattr(error, "possibilities"):
        return Usage(f"{option} takes no value.", f"{path} --help")
    return Usage(f"{path} has no option {option}.", _in_place_of(option, error.possibilities, words, command, path))


def empty_option(option: str, takes: str, path: str) -> Refused:
    """Return the error of an option that was given nothing."""
    return Refused(*_needs(option, takes, path))


def _needs(option: str, takes: str, path: str) -> tuple[str, str]:
    """Return the sentence that says what an option takes, and the hint with an example."""
    what, example = TAKES.get(option) or TAKES.get(takes, ("a value", takes))
    return f"{option} needs {what}, as {example}.", f"{path} … {option} {example}"


def _about_words(error: Any, command: Any, path: str) -> str:
    """Return what is wrong with words that are no option."""
    missing = getattr(error, "param", None)
    if missing is not None:
        return f"Something is missing: {path} {missing.metavar.rstrip('…')}."
    said = error.format_message().strip()
    if said.startswith("Got unexpected extra") and not arguments(command):
        return f"{path} takes no words."
    if said.startswith("Got unexpected extra"):
        return f"There are more words than {path} takes; several words for one thing need quotes."
    return said if said.endswith((".", "?")) else f"{said}."


def _in_place_of(option: str, near: Sequence[str] | None, words: Sequence[str], command: Any, path: str) -> str:
    """Return what can be typed in place of an option that a command has not."""
    takes = arguments(command)
    if option == "--for" and "WHO" in takes and len(words) <= LONGEST_NAME + 2:
        who = [word.removeprefix("--for=") for word in words[1:] if word != "--for"]
        return f"{path} {quoted(' '.join(who)) or 'WHO'}"
    meant = [*get_close_matches(option, near or (), 1, NEAR), "--help"]
    hints = [f"{path} {one}" for one in dict.fromkeys(meant)]
    if "TEXT" in takes:
        hints.append(f"to write a minus: {path} -- -5 percent")
    return "\n".join(hints)


def arguments(command: Any) -> str:
    """Return the words that a command takes, as its help has them."""
    named = [one.metavar or "" for one in command.params if one.param_type_name == "argument"] if command else []
    return " ".join(named).replace("…", "")


def _metavar(command: Any, option: str) -> str:
    """Return what an option of the command takes; empty where it takes nothing, or is none of them."""
    options = [one for one in command.params if option in one.opts] if command else []
    return (options[0].metavar or "") if options else ""
