"""Near spelling: which words a misspelt one may stand for, at a cost that does not grow with their number.

A word's fragments are what is left of it after one letter is taken out, or two where it is long. Two words that
are one mistake apart (a letter wrong, missing, too many, or swapped with its neighbour) share a fragment, so a
look-up by equality finds every word worth comparing.

Source: symmetric deletion over the first letters, W. Garbe 2012; the distance is Damerau-Levenshtein's with swaps of
neighbours.
"""

from __future__ import annotations

SHORTEST = 4  # letters from which one mistake is forgiven
LONG = 8  # letters from which two are
LOOKED_AT = 8  # first letters that fragments are made of: long words would have a hundred (measured 2026-11)


def forgiven(word: str) -> int:
    """Return how many mistakes a word of this length is forgiven."""
    return 0 if len(word) < SHORTEST else 1 if len(word) < LONG else 2


def fragments(word: str, mistakes: int) -> set[str]:
    """Return the word, and what is left of it after up to so many letters are taken out."""
    found = {word}
    latest = {word}
    for _ in range(mistakes):
        latest = {fragment[:at] + fragment[at + 1 :] for fragment in latest for at in range(len(fragment))}
        found |= latest
    return found


def kept_fragments(word: str) -> set[str]:
    """Return the fragments by which a word is stored, so that one a letter shorter or longer shares one."""
    return fragments(word[:LOOKED_AT], forgiven(word))


def asked_fragments(word: str) -> set[str]:
    """Return the fragments by which a typed word is looked up: it may lack a letter of a longer one."""
    mistakes = 1 if len(word) + 1 == SHORTEST else forgiven(word)
    return fragments(word[:LOOKED_AT], mistakes)


def distance(one: str, other: str) -> int:
    """Return how many mistakes turn one word into the other; a swap of neighbours is one."""
    if one == other:
        return 0
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        before, above, row = row, before, [i]
        for j, letter_of_other in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != letter_of_other))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == letter_of_other:
                cost = min(cost, above[j - 2] + 1)
            row.append(cost)
    return row[-1]


def is_near(typed: str, word: str) -> bool:
    """Tell whether a word may be what was meant; the longer of the two says how much is forgiven."""
    allowed = forgiven(typed if len(typed) > len(word) else word)
    longest = max(len(typed), len(word))
    return longest - _shared(typed, word) <= allowed and distance(typed, word) <= allowed


def likeness(one: str, other: str) -> float:
    """Return how alike two words are, 0-1; 1 is the same word, and less than half counts as 0."""
    longest = max(len(one), len(other))
    if one == other:
        return 1.0
    foreign = len(other.translate(dict.fromkeys(map(ord, one))))  # letters of the other that the one has not
    if 2 * foreign > longest or 2 * (longest - _shared(one, other)) > longest:
        return 0.0
    apart = distance(one, other)
    return 1 - apart / longest if 2 * apart <= longest else 0.0


def _shared(one: str, other: str) -> int:
    """Return how many letters two words share, in any order; the longer one's others are the least distance."""
    return sum(min(one.count(letter), other.count(letter)) for letter in set(one))
