"""From a numbered list to one of its lines."""

from __future__ import annotations

from ...errors import Refused
from ..terminal import streams

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..terminal.till import Till

INDENT = 4


def one(till: Till, lines: Sequence[str], words: Sequence[str], sentence: str, hint: str) -> tuple[int, Sequence[str]]:
    """Return the index of the line that is meant, and the words that are left.

    A list of one needs no number. Of several, the first word is the number; on a terminal it is asked for.
    Shape: a number alone is never taken for words.
    Raises: Refused with the sentence about the list and the hint, where nobody chose or the number is not on it.
    """
    is_numbered = bool(words) and words[0].isdecimal()
    if len(lines) == 1 and not (is_numbered and len(words) == 1):
        return 0, words[1:] if words[:1] == ["1"] else words
    number = int(words[0][:9]) if is_numbered else 0
    if 0 < number <= len(lines):
        return number - 1, words[1:]
    for number, line in enumerate(lines, 1):
        streams.listed(streams.fitted(f"{number:>2}  {line}", streams.width(), INDENT))
    if is_numbered:
        raise Refused(f"{words[0]} is not on the list: {sentence}", hint)
    numbers = [str(number) for number in range(1, len(lines) + 1)]
    question = f"Which one? 1–{len(lines)}, or Enter for none:"
    answer = streams.one_of(numbers, question, f"Type 1 to {len(lines)}.") if till.interactive else ""
    if not answer:
        raise Refused(sentence, hint)
    return int(answer) - 1, words
