"""Sentences about a row: what was left out of it and why, and what another system says of somebody."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from .....errors import Refused
from ....language import names
from ....language.sensitive import words
from ....language.text import clean, cut
from ..headings import withheld
from ..headings.heading import meaning
from ..headings.words import MEMO
from ..made import NOBODY
from .cells import AS_WRITTEN, SAID_FOR_NONE, may_pay

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST_CELL = 30  # letters of a cell that are said back
LONGEST = 120  # letters of what another system says
YES = frozenset(
    (
        *("y", "yes", "true", "1", "ja", "oui", "si", "sì", "sí", "sim", "wahr", "vrai", "verdadero", "x", "on", "ok"),
        *(
            "subscribed",
            "granted",
            "accepted",
            "agreed",
            "opted-in",
            "opted in",
            "optin",
            "opt-in",
            "active",
            "checked",
        ),
    )
)
NO = frozenset(
    (
        *("n", "no", "false", "0", "nein", "non", "nee", "não", "nao", "falsch", "faux", "falso", "off", "inactive"),
        *("unsubscribed", "denied", "declined", "refused", "opted-out", "opted out", "optout", "opt-out", "revoked"),
    )
)
NOTHING = frozenset((*SAID_FOR_NONE, "nan", "na", "never", "not subscribed", "not_subscribed", "never subscribed"))
"""What says nothing of what somebody consented to."""

UNWANTED = "wants no marketing"
OF_SYSTEM = ("* mycontacts", "* starred", "* friends", "* family", "* coworkers", "mycontacts", "* my contacts")
LISTED = ("tags",)
OF_HEADINGS = (words.HEALTH, words.RELIGION, words.SEX)
"""Reasons for which a column is not kept that count for a tag too, in all languages."""


def sentence(what: str, refusal: Refused) -> str:
    """Return what was left out and why: "a birthday, there is no 29 Feb 1958"."""
    why = refusal.sentence.rstrip(".")
    subject, has, rest = why.partition(" has ")
    if has and subject.startswith("The "):
        why = f"it has {rest}"
    elif why.startswith("The "):
        why = f"it {why.split(' ', 2)[2]}" if why.count(" ") > 1 else why
    return f"{_a(what)}, {why[:1].lower() + why[1:]}"


def _a(what: str) -> str:
    return f"{'an' if what[:1] in 'aeiou' else 'a'} {what}"


def of_cell(what: str, cell: str, refusal: Refused) -> str:
    """Return what was left out and why, with what stands in the cell where else nobody knows it."""
    why = refusal.sentence.rstrip(".")
    if not why.startswith("It is ") or not cell or may_pay(cell):
        return sentence(what, refusal)
    return f"{_a(what)}, “{cut(clean(cell), LONGEST_CELL)}” {why.removeprefix('It ')}"


def nobody(left_out: Sequence[str]) -> str:
    """Return why a row is nobody, of which these things cannot be kept: "a telephone, it is no telephone number"."""
    if not left_out:
        return NOBODY
    article, _, rest = left_out[0].partition(" ")
    what, _, why = rest.partition(", ")
    if article not in ("a", "an") or not why.startswith("it "):
        return NOBODY
    return f"its {what} {why.removeprefix('it ')}, and nothing else tells who it is"


def called(heading: str, text: str) -> str:
    """Return one of several memos of a row: under a heading of its own with that before it."""
    return text if meaning(heading) == MEMO else f"{heading}: {text}"


@lru_cache(1024)
def said_of(what: str, text: str) -> tuple[str, tuple[str, ...]]:
    """Return a cell as it stands in an entry of the history, and what was left out of it, and why.

    Shape: empty where it says nothing.
    """
    low = text.casefold()
    if not text or low in NOTHING or text in AS_WRITTEN:
        return "", ()
    if what in LISTED:
        tags = [tag.strip(' "') for tag in text.replace(":::", ",").replace(";", ",").split(",")]
        kept, left_out = parted_tags(tag.removeprefix("* ") for tag in tags if tag and tag.casefold() not in OF_SYSTEM)
        return _short(", ".join(kept)), tuple(left_out)
    if low in YES:
        return "yes", ()
    if low in NO:
        return "" if what == UNWANTED else "no", ()  # who wants it is not said so
    return _short(text), ()


def parted_tags(tags: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return the tags that are kept, and a sentence of each kind of words for which others are left out."""
    kept: list[str] = []
    left_out: list[str] = []
    for tag in tags:
        if kind := _kind_of(tag):
            left_out.append(f"a tag, it has words of {kind}")
        else:
            kept.append(tag)
    return kept, list(dict.fromkeys(left_out))


@lru_cache(1024)
def _kind_of(tag: str) -> str | None:
    """Return the kind of words for which a tag is not kept; none where it has none of them."""
    if found := words.kinds_in(tag):
        return found[0]
    reason = withheld.reason(names.fold(tag))
    return reason if reason in OF_HEADINGS else None


def _short(text: str) -> str:
    from ....language import fields

    try:
        return fields.accept_line(" ".join(text.split())[:LONGEST], "record")
    except Refused:
        return ""
