"""setting: the settings, which are the shop's own rules, shown or changed."""

from __future__ import annotations

from collections.abc import Sequence

from ....domain.finding.keys import REGION
from ....domain.shop import copies, rules, settings
from ....store.record import Record
from ...terminal import streams
from ...terminal.till import Till

COLUMN = 7  # of a rule's name in the list

SAID = {
    rules.MAY: "Anybody may now, without asking: {}.",
    REGION: "Telephone numbers of {} need no country code now.",
    settings.WORDS: "Asked about now, besides the words that always are: {}.",
    settings.ALWAYS: "Kept now without being asked about: {}.",
    settings.SHOP: "oc policy names the shop now: {}.",
}
UNSAID = {
    rules.MAY: "The rule of what anybody may do without asking is cleared.",
    REGION: "The shop's country is cleared: every telephone number needs its country code.",
    settings.WORDS: "The shop's own words are cleared: none of them is asked about.",
    settings.ALWAYS: "Every kind of words is asked about again.",
    settings.SHOP: "The shop's name is cleared: oc policy names none.",
}
"""What is said of a rule that is words of the shop's own, where it is set and where it is cleared."""


class Set(Record):
    """A setting that was changed, its value now, and how many copies of the store are older than it allows."""

    name: str
    value: str | None
    copies: int

    def sentence(self) -> str:
        """Return what is said of it at a till."""
        if self.name in SAID:
            return SAID[self.name].format(streams.kept(self.value)) if self.value else UNSAID[self.name]
        return f"The shop's rule {self.name} is {settings.in_words(self.name, self.value)} now."

    @property
    def hints(self) -> Sequence[str]:
        """What is said beside it on stderr."""
        many = "1 copy is" if self.copies == 1 else f"{self.copies} copies are"
        goes = "it goes" if self.copies == 1 else "they go"
        return [f"{many} past that time: {goes} with the next copy, or at once with oc tidy"] if self.copies else []


def put(till: Till, name: str, typed: str) -> Set:
    """Change a setting; empty words give the default back.

    Raises: Refused where there is no such setting, or it cannot have that value.
    """
    signed = till.signed()
    store = till.open(make=True)
    value = settings.put(store, signed, name, typed)
    return Set(name, value, len(copies.past(store, signed.today)) if name == settings.COPIES else 0)


def show(till: Till, name: str | None, *, as_json: bool) -> None:
    """Show one setting, or all.

    Raises: Refused where there is no such setting.
    """
    store = till.open()
    with store.reading():
        values = {one: settings.value(store, one) for one in settings.chosen(name)}
    if as_json:
        streams.json_out("settings", values, **till.as_of())
        return
    lines = [
        f"{one:<{COLUMN}} {settings.in_words(one, value)}: {settings.MEANING[one]}" for one, value in values.items()
    ]
    width = streams.width()
    streams.drawn(row for line in lines for row in streams.fitted(line, width, COLUMN + 1))
