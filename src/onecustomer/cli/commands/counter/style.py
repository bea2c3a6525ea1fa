"""style: how a customer is today, or usually; and the styles there are."""

from __future__ import annotations

from ....domain.language import fields
from ....domain.language.text import quoted
from ....domain.shop import styles
from ....domain.timeline import entries
from ....domain.timeline.entries import NewEntry
from ....errors import Refused, Usage
from ....store import kinds
from ....store.record import Record
from ....store.rows import Customer
from ...terminal import streams
from .. import as_a_rule, choose, mindful

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ....store.database.connection import Store
    from ...terminal.till import Till

COLUMN = 10  # of a style's name in the list


class Styled(Record):
    """How a customer is now, and why where it was said; `usually` where it is so not only today."""

    person: Customer
    style: str
    why: str | None
    usually: bool = False
    before: str | None = None
    hints: Sequence[str] = ()

    def sentence(self) -> str:
        """Return what is said of it at a till."""
        why = f": {streams.kept(self.why)}" if self.why else "."
        if not self.usually:
            manner = "as usual" if self.style == styles.AS_USUAL else self.style
            return f"{self.person.name} is {manner} today{why}"
        manner = "without a usual style now" if self.style == styles.AS_USUAL else f"usually {self.style}"
        was = f", was {self.before}" if self.before and self.before != self.style else ""
        return f"{self.person.name} is {manner}{was}{why}"


class StyleMade(Record):
    """A style of the shop's own."""

    name: str
    advice: str

    def sentence(self) -> str:
        """Return what is said of it at a till."""
        return f"The shop has the style {self.name} now: {self.advice}"


def style(till: Till, words: Sequence[str], *, who: str | None = None, why: str | None = None) -> Styled:
    """Log how the customer is today, until the shop's day ends."""
    signed = till.signed()
    store = till.open()
    chosen = _named(store, words, why)
    reason = _reason(why)
    person = choose.served_or_named(till, store, who, "style STYLE")
    mindfully = mindful.hints(till, store, reason) if reason else []
    entries.add(store, signed, person, kinds.STYLE, NewEntry(kinds.STYLE, reason, signed.today, style=chosen))
    usual = as_a_rule.hints(till, store, person, chosen, signed.today, who)
    return Styled(person, chosen, reason, hints=[*usual, *mindfully])


def _named(store: Store, words: Sequence[str], why: str | None) -> str:
    """Return the style that the words name.

    Raises: Refused where they name none; a style with more words has the option that those are for in the hint.
    """
    if len(words) > 1 and why is None:
        known = styles.known(store)
        if all(word.casefold() in known for word in words):
            named = dict.fromkeys(f"oc style {word}" for word in words)
            raise Refused("A person has one style a day.", "\n".join(named))
        for chosen, rest in ((words[-1], words[:-1]), (words[0], words[1:])):
            if chosen.casefold() in known:
                typed = " ".join(rest)
                option = "--for" if _is_name(store, typed, may_begin=chosen is words[-1]) else "--why"
                hint = f"oc style {chosen} {option} {quoted(typed, as_one=True)}"
                raise Refused(f"A style is one word, as {chosen}.", hint)
    return styles.named(store, " ".join(words))


def _is_name(store: Store, typed: str, *, may_begin: bool) -> bool:
    """Tell whether words name one person and no more, or may only begin a word of a name."""
    from ....domain.finding import in_front
    from ....domain.language.names import fold
    from ....store.index import lookup

    found = in_front.find(store, typed)
    begun = "".join(fold(typed.split(maxsplit=1)[0]))
    is_begun = may_begin and bool(begun) and bool(lookup.key_begins(store, lookup.WORD, begun, 1))
    return is_begun or (found is not None and not found.rest)


def usual_style(till: Till, words: Sequence[str], *, who: str | None = None, why: str | None = None) -> Styled:
    """Save how the customer usually likes to be served.

    Raises: Usage where no style is named.
    """
    if not words:
        raise Usage("Which style is usual?", "oc style hurried --usually\noc style lists them")
    from ....domain.people import editing

    signed = till.signed()
    store = till.open()
    chosen = styles.named(store, " ".join(words))
    reason = _reason(why)
    person = choose.served_or_named(till, store, who, "style STYLE --usually")
    usual = None if chosen == styles.AS_USUAL else chosen
    mindfully = mindful.hints(till, store, reason)
    editing.set_usual_style(store, signed, person, usual, reason)
    return Styled(person, chosen, reason, usually=True, before=person.usual_style, hints=mindfully)


def own_style(till: Till, words: Sequence[str], advice: str, *, of_one: bool) -> StyleMade:
    """Make a style one of the shop's own, with a line of advice.

    Raises: Usage where options beside it are of one customer.
    """
    if of_one:
        raise Usage(
            "--advice makes a style for everybody; --usually, --for and --why are about one customer.",
            'oc style chatty --advice "Let them talk." first; then the other',
        )
    signed = till.signed()
    return StyleMade(styles.add(till.open(), signed, " ".join(words), advice), advice)


def list_styles(till: Till) -> None:
    """Print the styles there are, each with its advice."""
    from ....domain.language.text import clean

    known = styles.known(till.open())
    lines = [f"{clean(name):<{COLUMN}} {clean(advice)}" for name, advice in known.items()]
    streams.drawn(row for line in lines for row in streams.broken(line, streams.width(), COLUMN + 1))


def _reason(why: str | None) -> str | None:
    return fields.accept_note(why, "reason", fields.LINE_LIMIT) if why else None
