"""The express lane: the counter's verbs with all their options, each imported alone and without Typer.

What a verb does with its words and options is said here once, and both lanes call it. A mistake, an abbreviation or a
cry for help is no express call, as Typer has the answer.
"""

from __future__ import annotations

from ..store import kinds
from ..store.record import Record
from .terminal import streams

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from typing import Any

    from .terminal.till import Till

    Given = dict[str, str | bool]


class Verb(Record):
    """A verb of the counter, and what may stand behind it.

    Shape: `run` takes the till, the words, and by name each option that was typed; `flags` are the options without a
    value and `values` those with one; fewer words than `least` or more than `most` are a mistake.
    """

    run: Callable[..., None]
    flags: Sequence[str] = ()
    values: Sequence[str] = ()
    least: int = 0
    most: int | None = None


PARAMETERS = {"for": "who", "json": "as_json"}
"""The parameters that are not called as their options are."""


def parsed(verb: Verb, typed: Sequence[str]) -> tuple[list[str], Given] | None:
    """Return the words and options behind a verb; none where Typer is to answer.

    Shape: as Typer parses them: `--` ends the options, an option takes the next word whatever that is, and the last of
    two counts.
    """
    words: list[str] = []
    given: Given = {}
    left = iter(typed)
    for word in left:
        if word == "--":
            words.extend(left)
        elif word[:1] != "-" or word == "-":
            words.append(word)
        elif (option := _option(verb, word, left)) is None:
            return None
        else:
            given |= option
    is_right = verb.least <= len(words) and (verb.most is None or len(words) <= verb.most)
    return (words, given) if is_right else None


def _option(verb: Verb, word: str, left: Iterator[str]) -> Given | None:
    """Return an option by the name of its parameter, with its value; none where it is empty or none of the verb's."""
    dashes, (name, is_given, value) = word[:2], word[2:].partition("=")
    parameter = PARAMETERS.get(name, name)
    if dashes == "--" and name in verb.values:
        taken = value if is_given else next(left, None)
        return {parameter: taken} if taken and not taken.isspace() else None
    return {parameter: True} if dashes == "--" and name in verb.flags and not is_given else None


def serve(till: Till, words: Sequence[str], **options: Any) -> None:
    """Print a card, and serve whom it is of."""
    from .commands.counter.serve import serve

    serve(till, words, **options)


def show(till: Till, words: Sequence[str], *, as_json: bool = False) -> None:
    """Print a card."""
    from .commands.counter.serve import show

    show(till, words, as_json=as_json)


def note(till: Till, words: Sequence[str], **options: Any) -> None:
    """Log a note of any kind."""
    from .commands.counter.note import note

    streams.report(note(till, words, **options))


def thank(till: Till, words: Sequence[str], *, unthanked: bool = False, as_json: bool = False, **options: Any) -> None:
    """Log a thank-you, or list who never had one."""
    from .commands.counter.thank import check, list_unthanked, thank

    check(till, words, options, unthanked=unthanked, as_json=as_json)
    if unthanked:
        list_unthanked(till, as_json=as_json)
    else:
        streams.report(thank(till, words, **options))


def style(
    till: Till,
    words: Sequence[str],
    *,
    who: str | None = None,
    why: str | None = None,
    usually: bool = False,
    advice: str | None = None,
) -> None:
    """Say how somebody is, make a style, or list them."""
    from .commands.counter.style import list_styles, own_style, style, usual_style

    if advice is not None:
        streams.report(own_style(till, words, advice, of_one=usually or who is not None or why is not None))
    elif usually:
        streams.report(usual_style(till, words, who=who, why=why))
    elif words:
        streams.report(style(till, words, who=who, why=why))
    else:
        list_styles(till)


def promise(till: Till, words: Sequence[str], **options: Any) -> None:
    """Promise something."""
    from .commands.counter.promise import promise

    streams.report(promise(till, words, **options))


def done(till: Till, words: Sequence[str], **options: Any) -> None:
    """End what is open."""
    from .commands.counter.promise import done

    streams.report(done(till, words, **options))


def mend(till: Till, words: Sequence[str], **options: Any) -> None:
    """Correct what was written: the first word is its number."""
    from .commands.counter.mend import mend

    streams.report(mend(till, words[0], words[1:], **options))


def undo(till: Till, _: Sequence[str], *, yes: bool = False) -> None:
    """Take back the last write; there are no words, which every verb is called with."""
    from .commands.counter.undo import take_back

    streams.report(take_back(till, yes=yes))


KIND_FLAGS = [kind for kind in kinds.OF_NOTE if kind != kinds.REFERRAL]
VERBS: Mapping[str, Verb] = {
    "serve": Verb(serve, flags=("brief", "json"), values=("on", "via")),
    "show": Verb(show, flags=("json",)),
    "note": Verb(note, flags=KIND_FLAGS, values=(kinds.REFERRAL, "for", "today", "on", "via")),
    "thank": Verb(thank, flags=("unthanked", "json"), values=("for", "on", "via")),
    "style": Verb(style, flags=("usually",), values=("for", "why", "advice")),
    "promise": Verb(promise, flags=("late",), values=("by", "for")),
    "done": Verb(done, values=("for", "beyond", "broken")),
    "mend": Verb(mend, flags=("drop",), values=("move",), least=1),
    "undo": Verb(undo, flags=("yes",), most=0),
}
