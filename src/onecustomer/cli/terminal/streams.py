"""Words to the two streams: data on stdout, everything else on stderr, made plain; their width."""

from __future__ import annotations

import os
import sys

from ...domain.language.text import cells, clean, cut
from ...errors import OnecustomerError, Refused

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable
    from typing import Protocol, TextIO

    class Result(Protocol):
        """What a command did: whom, what, and the day as it was understood."""

        def sentence(self) -> str:
            """Return what is said of it at a till."""
            ...


WIDEST, USUAL, NARROWEST = 120, 80, 20
NARROW = 60  # columns; on less, what stands side by side elsewhere stands one below the other
LONGEST_KEPT = 60  # columns of the words that a write says back
LONGEST_COMPLAINT = 400  # columns: what was typed or piped is not told back whole
TRIES = 3  # of a question whose answer is wrong
LONGEST_ANSWER = 1_000  # characters
LONGEST_LINE = 1_023 if sys.platform == "darwin" else 4_095  # bytes that a terminal passes on at once


def report(result: Result) -> None:
    """Say what a command did, and on stderr what else may have been meant."""
    out(result.sentence())
    for hint in getattr(result, "hints", ()):
        say(hint)


def kept(words: str) -> str:
    """Return the words that were kept as they are said back: made plain, and cut."""
    return cut(clean(words), LONGEST_KEPT)


def out(sentence: str) -> None:
    """Print what was done, made plain; a terminal gets it broken between words."""
    drawn(broken(clean(sentence), _columns(sys.stdout)), "what you asked was done all the same")


def drawn(rows: Iterable[str], hint: str = "") -> None:
    """Print lines that a renderer has made plain already, with its own colours in them.

    Raises: BrokenPipeError; OnecustomerError with the hint where the screen or file takes no output.
    """
    try:
        sys.stdout.write("".join(row + "\n" for row in rows))
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        drop(sys.stdout)
        raise OnecustomerError(f"The screen or file took no output ({error.strerror}).", hint) from None


def json_out(part: str, value: object, **more: object) -> None:
    """Print one JSON object with its schema, one named part, and what more is given.

    Shape: ASCII on one line, so that what people typed is whole in it and still harmless to a terminal.
    """
    import json

    drawn([json.dumps({"schema": 1, **more, part: value})])


def json_stream(parts: Iterable[tuple[str, Iterable[object]]], **more: object) -> None:
    """Print one JSON object with its schema, what more is given, and lists by their names, as they come.

    Shape: as json_out prints it.
    """
    import json

    sys.stdout.write(json.dumps({"schema": 1, **more})[:-1])
    for name, items in parts:
        sys.stdout.write(f", {json.dumps(name)}: [")
        for number, item in enumerate(items):
            sys.stdout.write((", " if number else "") + json.dumps(item))
        sys.stdout.write("]")
    drawn(["}"])


def say(sentence: str) -> None:
    """Tell the person at the till something that is not data; behind a blank, a command to copy is not broken."""
    listed([sentence[1:]] if sentence[:1] == " " else broken(f"oc: {clean(sentence)}", _columns(sys.stderr)))


def listed(rows: Iterable[str]) -> None:
    """Show lines on stderr, made plain: a choice, a preview."""
    _tell("".join(clean(row) + "\n" for row in rows))


def complain(error: OnecustomerError, typed: Callable[[str], str]) -> None:
    """Say what is wrong and what is next; `typed` makes a hint one to paste."""
    say(_short(error.sentence))
    for hint in filter(None, error.hint.split("\n")):
        say(f" {typed(hint[1:])}" if hint[0] == " " else _short(f"hint: {typed(hint)}"))
    if error.command:
        say(f" {typed(error.command)}")


def ask(question: str) -> str:
    """Return what the person answers; empty at the end of input; of an endless line, its beginning."""
    _ask(question)
    answer = ""
    try:
        answer = sys.stdin.readline(LONGEST_ANSWER)
        return answer.strip()
    finally:
        if not answer.endswith("\n"):  # Ctrl-C and Ctrl-D leave the cursor behind the question
            _tell("\n")


def line(question: str, *, may_be_empty: bool = False) -> str:
    """Return a line of words that the person types, whole: no shell has been at it.

    Raises: KeyboardInterrupt at the end of input, so that only Enter is an answer; Refused where Enter is none, or the
    line is as long as a terminal passes on, as more of it may have been typed.
    """
    _ask(question)
    typed = ""
    try:
        typed = sys.stdin.readline(LONGEST_LINE + 1)
    finally:
        if not typed.endswith("\n"):
            _tell("\n")
    if not typed:
        raise KeyboardInterrupt
    if len(os.fsencode(typed)) >= LONGEST_LINE:
        raise Refused("The line is longer than a terminal passes on.", "nothing was kept: oc note - reads many lines")
    if not typed.strip() and not may_be_empty:
        raise Refused("Nothing was typed, so nothing is kept.")
    return typed.strip()


def agrees(question: str) -> bool:
    """Tell whether the person answers yes; Enter alone is no."""
    return one_of(("y", "yes", "n", "no"), f"{question} y/N:", "Type y for yes, or n.")[:1] == "y"


def one_of(answers: Container[str], question: str, takes: str) -> str:
    """Return which of the answers the person gives, asked three times; a wrong one is told what is taken.

    Shape: small letters; empty where they give none.
    """
    for _ in range(TRIES):
        answer = ask(question).casefold()
        if not answer or answer in answers:
            return answer
        say(takes)
    return ""


def broken(sentence: str, width: int, indent: int = 4) -> list[str]:
    """Return a sentence in rows of at most `width` columns, broken between words; a width of 0 has no end."""
    if not width or cells(sentence) <= width:
        return [sentence]
    words = sentence.lstrip(" ")
    first, *others = words.split(" ")
    rows = [" " * (len(sentence) - len(words)) + first]
    for word in others:
        if cells(rows[-1]) + 1 + cells(word) > width:
            rows.append(" " * indent + word)
        else:
            rows[-1] = f"{rows[-1]} {word}"
    return rows


def fitted(line: str, width: int, indent: int = 4) -> list[str]:
    """Return a line as rows of a screen: made plain, broken between words, none wider than it."""
    return [cut(row, width) for row in broken(clean(line), width, indent)]


def width() -> int:
    """Return how many columns are drawn: those of COLUMNS, or else of the terminal, within reason."""
    given = os.environ.get("COLUMNS", "")
    columns = int(given[:9]) if given.isdecimal() else 0
    return max(NARROWEST, min(columns or _columns(sys.stdout) or USUAL, WIDEST))


def takes_colour() -> bool:
    """Tell whether stdout is a terminal that obeys escape codes, and nobody asked for none."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" or not sys.stdout.isatty():
        return False
    return os.name != "nt" or any(name in os.environ for name in ("WT_SESSION", "ANSICON", "ConEmuANSI", "TERM"))


def prepare() -> None:
    """Let the streams take and print what their encoding lacks as a question mark; a closed one leads nowhere.

    What is piped or in a file is UTF-8 on every system; a screen keeps the encoding that it has.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115 (open to the end)
        elif hasattr(stream, "reconfigure") and stream.errors != "replace":
            stream.reconfigure(encoding=None if _keeps_encoding(stream) else "utf-8", errors="replace")


def _keeps_encoding(stream: TextIO) -> bool:
    return stream.encoding == "utf-8" or "PYTHONIOENCODING" in os.environ or stream.isatty()


def drop(stream: TextIO) -> None:
    """Let the interpreter's last flush of a stream go nowhere, as what it leads to takes nothing more."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    except (OSError, ValueError):  # no file is behind it
        return


def _ask(question: str) -> None:
    """Put a question on stderr, broken between words, with room for the answer behind it."""
    _tell("\n".join(broken(clean(question), _columns(sys.stderr))) + " ")


def _tell(text: str) -> None:
    """Write to stderr; where it takes nothing there is nobody to tell."""
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except OSError:
        drop(sys.stderr)


def _short(sentence: str) -> str:
    return cut(clean(sentence[: LONGEST_COMPLAINT * 4]), LONGEST_COMPLAINT)


def _columns(stream: TextIO) -> int:
    """Return a terminal's width; 0 for a pipe."""
    try:
        return os.get_terminal_size(stream.fileno()).columns if stream.isatty() else 0
    except (OSError, ValueError):
        return 0
