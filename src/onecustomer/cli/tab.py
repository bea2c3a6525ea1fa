"""TAB behind a name or a style, without Typer: what the shell asks, and what it is told.

Every other TAB goes to Typer: a command, an option, a line with quotes, the demo.
"""

from __future__ import annotations

import os

from .complete import names, style_names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from .terminal.till import Till

    Offer = Callable[[Till, str], list[str]]

SPECIAL = frozenset("\"'\\$`:=")
"""What one shell or another reads in its own way."""
QUOTES = frozenset("\"'`")
BLANKS = str.maketrans("\t\r\n", "   ")

BEHIND_VERB: Mapping[str, Offer] = {
    **dict.fromkeys(
        ("serve", "show", "history", "edit", "lost", "later", "forget", "export", "duplicates", "merge"), names
    ),
    "style": style_names,
}
"""What the words of a verb are."""

FOR_ANOTHER = ("note", "thank", "style", "promise", "done", "remember", "told")
BEHIND_OPTION: Mapping[tuple[str, str], Offer] = {
    **dict.fromkeys([(verb, "--for") for verb in FOR_ANOTHER], names),
    **dict.fromkeys([("note", "--referral"), ("mend", "--move"), ("add", "--brought-by")], names),
    **dict.fromkeys([("note", "--today"), ("add", "--style"), ("edit", "--style")], style_names),
}
"""What the value of an option is."""


WITH_SERVER = ("start", "join", "upgrade")
"""What `oc shop` does with a server."""


def answer(shell: str, till: Till) -> tuple[str, int] | None:
    """Return what the shell is told, and the exit code; none where Typer is to answer.

    Source: Typer's own scripts and answers for the shells, of which these are the same bytes.
    """
    if not QUOTES.isdisjoint(_line(shell).rpartition(" ")[2]):
        return _told(shell, [])  # the shell would put what is offered behind the quote
    servers = _servers() if shell == "bash" else None
    if servers is not None:
        return _told(shell, servers)
    typed = _typed(shell)
    offer = _offer(typed[0], typed[1]) if typed else None
    if typed is None or offer is None:
        return None
    return _told(shell, offer(till, typed[1]))


def _told(shell: str, offered: Sequence[str]) -> tuple[str, int]:
    """Return what the shell is told of the words that are offered, and the exit code."""
    if shell == "zsh":
        quoted = "\n".join(f'"{one}"' for one in offered)
        return (f"_arguments '*: :(({quoted}))'\n" if offered else "_files\n"), 0
    if shell == "fish" and os.environ.get("_TYPER_COMPLETE_FISH_ACTION") == "is-args":
        return "", 0 if offered else 1
    no_help = "" if shell in ("bash", "fish") else "::: "
    return "\n".join(one + no_help for one in offered) + "\n", 0


def _line(shell: str) -> str:
    """Return the line up to TAB, or in bash the whole of it, with a blank between its words."""
    return os.environ.get("COMP_WORDS" if shell == "bash" else "_TYPER_COMPLETE_ARGS", "").translate(BLANKS)


def _servers() -> list[str] | None:
    """Return what goes on behind service=, where bash parts words; none where that is not typed.

    Source: bash(1), COMP_WORDBREAKS.
    """
    words = _line("bash").split()[1:]
    if words[:1] != ["shop"] or words[2:4] != ["service", "="] or words[1] not in WITH_SERVER:
        return None
    if os.environ.get("COMP_CWORD") not in ("4", "5"):  # the place of "=" and of the name; behind it comes nothing
        return []
    from ..store.shop.link import address  # no other TAB waits for it

    return [name for name in address.services() if name.startswith("".join(words[4:5]))]


def _typed(shell: str) -> tuple[list[str], str] | None:
    """Return the words behind `oc`, and the one before TAB; none where the line is not plain, or the shell unknown."""
    line = _line(shell)
    if not SPECIAL.isdisjoint(line):
        return None
    words = [word for word in line.split(" ") if word][1:]
    if shell == "bash" and (place := os.environ.get("COMP_CWORD", "")).isdecimal():
        return words[: int(place) - 1], "".join(words[int(place) - 1 : int(place)])
    if shell in ("zsh", "fish"):
        return (words[:-1], words[-1]) if words and not line.endswith(" ") else (words, "")
    if shell in ("powershell", "pwsh"):
        word = os.environ.get("_TYPER_COMPLETE_WORD_TO_COMPLETE", "")
        return (words[:-1] if word else words), word
    return None


def _offer(before: Sequence[str], word: str) -> Offer | None:
    """Return what is offered for a word behind others; none where it may be an option, or options stand before it."""
    if not before or word.startswith("-") or any(one.startswith("--db") for one in before):
        return None
    if before[-1].startswith("--"):
        return BEHIND_OPTION.get((before[0], before[-1]))
    return None if any(one.startswith("-") for one in before) else BEHIND_VERB.get(before[0])
