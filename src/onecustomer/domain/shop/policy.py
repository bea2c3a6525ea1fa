"""The policy: what is kept of customers, why, for how long and who sees it, in sentences made of the shop's own rules.

The page is read by customers, the notice hangs at the counter, the record is for an authority.
Source: GDPR Art. 13 and 14 (what people are told), Art. 30 (the record of processing), Art. 15 to 22 (their rights).
"""

from __future__ import annotations

import datetime as dt

from ...store.counter import read
from ...store.rare_rows import Shop
from ...store.record import Record
from ..language import days
from ..language.sensitive.words import WORDS
from . import rules, settings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ...store.database.connection import Store


class Facts(Record):
    """What the page is made of.

    Shape: `shop` is empty where it is not said; `periods` are as they are said, by the names of their settings;
    `always` are the kinds of words that are kept without being asked about; `is_private` tells that no other user of
    the computer can read the file, none where the system does not say; `server` is the service of a shop of several
    tills, none where there is one till.
    """

    shop: str
    periods: Mapping[str, str]
    is_brief: bool
    always: Sequence[str]
    path: str
    is_private: bool | None
    today: dt.date
    server: str | None


class Section(Record):
    """A heading, and what stands behind it: each paragraph begins a line."""

    title: str
    paragraphs: Sequence[str]


def facts_of(store: Store, today: dt.date, *, is_private: bool | None) -> Facts:
    """Return what the page is made of, as the shop's rules are now."""
    always = read.setting(store, settings.ALWAYS) or ""
    return Facts(
        read.setting(store, settings.SHOP) or "",
        {name: str(settings.period(store, name)) for name in settings.PERIODS},
        rules.is_brief(store),
        [kind.strip() for kind in always.split(",") if kind.strip()],
        store.path,
        is_private,
        today,
        _server(store),
    )


def _server(store: Store) -> str | None:
    shop = store.first(Shop, "LIMIT 1")
    return shop.service if shop else None


def page_of(facts: Facts) -> list[Section]:
    """Return the page for customers."""
    return [
        Section("Who we are", [f"{_ended(facts.shop)} Ask us at the counter." if facts.shop else ASK]),
        Section("Why", [WHY, GROUND]),
        Section("What", [WHAT, "Some of it you told us, some of it we saw; who wrote it stands beside it."]),
        Section("Not kept", [_not_kept(facts), "We write down nothing that we would not read aloud to you."]),
        Section("Who sees it", [_who(facts), f"{NOBODY_ELSE}{' but to our own server' if facts.server else ''}."]),
        Section("How long", _how_long(facts)),
        Section("Where", [ON_A_SERVER if facts.server else "In one file on the shop’s own computer.", *_safety(facts)]),
        Section("Your rights", [*RIGHTS, ANSWER]),
    ]


NOBODY_ELSE = "Nobody else: it is not sold, not lent, and the program sends it nowhere"
ON_A_SERVER = "On the shop’s own server, and as a copy on the computer at each till."
ASK = "This shop. Ask us at the counter."
WHY = (
    "So that whoever serves you knows how you like to be served, what we promised you, and what went wrong last time."
    " We do nothing else with it: no advertising, no score, no price of your own, and nothing that a computer decides."
)
GROUND = (
    "We rely on our interest in serving you well (GDPR, Article 6(1)(f)), and you may object at any time. Anything"
    " about your health or your beliefs we keep only if you want us to (Article 9(2)(a))."
)
WHAT = (
    "Your name and how to say it. How to reach you: telephone, e-mail. The code of a customer card. Where you work."
    " How you like to be served. The days you came or called. What you told us: why you came, what you look for, what"
    " you praised or complained of, your ideas, days to remember such as a birthday, who brought you; and why you left,"
    " if you did. What we promised you, whether we kept it, and that we thanked you. What our former system said of"
    " you."
)
BACKUPS = (
    "Backups of the server: as long as whoever runs it keeps them. Who is erased, or put right, is in older ones as"
    " before until they go."
)
RIGHTS = (
    "See it: we give you every word (oc export WHO --plain).",
    "Have it put right (oc edit WHO, oc mend NUMBER).",
    "Have us stop: no notes from now on (oc edit WHO --no-notes).",
    "Take it elsewhere: we give you a file (oc export WHO --json).",
    "Have it erased (oc forget WHO). In brackets stands what we type for it.",
)
ANSWER = (
    "It costs nothing, and we answer within a month. If we do not, or you are not content, complain to the data"
    " protection authority."
)


def _not_kept(facts: Facts) -> str:
    asked = [kind for kind in WORDS if kind not in facts.always]
    said = "Numbers of payment cards and bank accounts are refused."
    if asked:
        said += (
            " The program looks at each note, answer, reason, promise, thank-you and day to remember before it keeps"
            f" it. Where that has a word about {_or(asked)}, it asks whoever typed it whether you would want it kept,"
            " or reminds them where it cannot ask. It knows such words from a list."
        )
    if facts.always:
        said += f" About {_or(facts.always)} it does not ask, as we write of it often: there we ask you."
    return said


def _who(facts: Facts) -> str:
    card = "no more than your name and how to serve you" if facts.is_brief else "no telephone and no e-mail"
    return (
        f"Whoever serves you here. Your card on the screen at the counter shows {card}. A list to choose you from has"
        " the last two digits of your telephone; the whole number stands where we look up all that happened (oc history"
        " WHO)."
    )


def _how_long(facts: Facts) -> list[str]:
    kept = facts.periods
    return [
        f"Notes, and all that you told us: {kept[settings.NOTES]} after your last visit.",
        f"Thanks: {kept[settings.THANKS]} after your last visit.",
        f"Who wrote what, and at which till: {kept[settings.AUDIT]}.",
        BACKUPS
        if facts.server
        else f"Copies of the file, which the program makes each day: {kept[settings.COPIES]}, and longer only while"
        " there are no newer ones. Who wants to be erased is erased from them too; what was put right is in older ones"
        " as it was.",
        "A promise to you stays until it is kept, a complaint until it is answered.",
        "Your name, how to reach you, where you work, how you like to be served and the days you came: as long as you"
        " are our customer, or until you want them erased.",
        "What is past its time goes when we tidy up, and leaves no trace in the file (oc tidy); older copies have it"
        " until they go.",
    ]


def _safety(facts: Facts) -> list[str]:
    if facts.is_private is None:
        return ["It is as safe as the account under which we work there."]
    if facts.is_private:
        return ["Only the account under which we work there can open it."]
    return ["Others who use that computer can open it too."]


def notice_of(facts: Facts) -> str:
    """Return the short notice for the counter."""
    whose = f" {_ended(facts.shop)}" if facts.shop else ""
    return (
        "To serve you well we keep your name, how to reach you, how you like to be served, what you told us and what we"
        f" promised you. Only we who serve you here see it. Notes go {facts.periods[settings.NOTES]} after your last"
        " visit. Ask us, and we show you all of it, put it right, stop, or erase it. The whole page is at the"
        f" counter.{whose}"
    )


def record_of(facts: Facts) -> list[Section]:
    """Return the record of processing."""
    return [
        Section("Controller", [facts.shop or "Not said yet."]),
        Section("As of", [days.full(facts.today)]),
        *(Section(title, paragraphs) for title, paragraphs in (RECORD | (OF_A_SERVER if facts.server else {})).items()),
        Section("Special categories", [_special(facts)]),
        Section("Erased after", _erased_after(facts)),
        Section("Security", [*_files(facts), *_safety(facts), SECURITY]),
        Section("Requests", [REQUESTS]),
    ]


RECORD = {
    "Purposes": ["Serving customers as they like it; keeping promises; answering complaints; thanking them."],
    "Ground": ["Legitimate interest (GDPR Art. 6(1)(f)); consent for special categories (Art. 9(2)(a))."],
    "People": [
        "Customers, and whom the shop deals with in other ways: suppliers, neighbours, colleagues.",
        "Staff: their names beside what they wrote.",
    ],
    "Data": [
        "Name, pronunciation, nicknames, telephone, e-mail, card code, number in another system, company, role,"
        " relation.",
        "Style of service, days of visits and contacts, notes of all kinds, pins, needs, reasons, promises and how they"
        " ended, thanks, days to remember, news told, who brought whom.",
        "Who wrote what, when, at which till.",
    ],
    "Recipients": ["None. No processor, no cloud service, no telemetry in the program."],
    "Third countries": ["None."],
}
"""What no rule of the shop changes."""
OF_A_SERVER = {
    "Recipients": [
        "Whoever runs the shop's PostgreSQL server, as its processor where that is not the shop. No telemetry in the"
        " program, and nobody else."
    ],
    "Third countries": ["None, where the server stands in none."],
}
"""What a shop of several tills says in its place."""
SECURITY = (
    "Erased data is overwritten and the file rewritten. Each write is signed with its till, and with its author where"
    " the till says who that is. Encryption of the disk is the computer’s own."
)
REQUESTS = (
    "Access: oc export WHO --plain. Portability: oc export WHO --json. Correction: oc edit, oc mend. Objection: oc edit"
    " WHO --no-notes. Erasure: oc forget WHO."
)


def _files(facts: Facts) -> list[str]:
    if facts.server:
        return [f"The PostgreSQL server of the service {facts.server}; at each till a copy, here: {facts.path}"]
    return [f"One SQLite file: {facts.path}"]


def _special(facts: Facts) -> str:
    always = f"; kept without a question each time: {', '.join(facts.always)}" if facts.always else ""
    return (
        f"Not asked for. Asked about before they are written, by a list of words, where they are typed{always}. Payment"
        " cards and bank accounts are refused."
    )


def _erased_after(facts: Facts) -> list[str]:
    kept = facts.periods
    return [
        f"Notes, pins, needs, reasons, ended promises, days to remember: {kept[settings.NOTES]} after the last visit.",
        f"Thanks: {kept[settings.THANKS]} after the last visit.",
        f"Audit (till, author and replaced values of each write): {kept[settings.AUDIT]}.",
        BACKUPS
        if facts.server
        else f"Copies made by the program, daily and before what changes much: {kept[settings.COPIES]}, and longer only"
        " while there are no newer ones; requests for erasure reach them, corrections reach new ones only.",
        "Name, contacts and days of visits: on request, or when the shop decides; oc tidy names who was not here for as"
        " long as notes are kept.",
    ]


def _or(words: Sequence[str]) -> str:
    *others, last = words
    return f"{', '.join(others)} or {last}" if others else last


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
