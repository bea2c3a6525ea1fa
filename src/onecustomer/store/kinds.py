"""The kinds of entry on a timeline, of lasting fact, and of deed: each word is spelled here, as columns have it."""

from __future__ import annotations

VISIT = "visit"
NOTE = "note"
COMPLAINT = "complaint"
THANKS = "thanks"
STYLE = "style"
ANSWER = "answer"
PROMISE = "promise"
KEPT, EXCEEDED, BROKEN = "kept", "exceeded", "broken"
GESTURE = "gesture"
REFERRAL = "referral"
TOLD = "told"
LOST = "lost"

PRAISE, WARNING, IDEA, LEAVING = "praise", "warning", "idea", "leaving"

OWED = (PROMISE, COMPLAINT)
"""What stays open until an entry about it ends it."""

LOOKED_FOR = (COMPLAINT, PROMISE, REFERRAL)
"""What the morning asks for by its kind, whosever it is; an index has these."""

PIN = "pin"
NEED = "need"
OF_FACT = (PIN, NEED)

ADVICE, ADD, EDIT, IMPORT, USUALLY, REMEMBER, NEWS, SETTING = (
    "advice", "add", "edit", "import", "usual style", "date", "news", "setting",
)  # fmt: skip
"""Deeds that are no entry of a timeline."""

UNSAID = (VISIT, STYLE, THANKS, PROMISE, TOLD, LOST)
"""What happened, but is no line among the last things of the card: the history has it, or a line of its own."""

PHONE, EMAIL, CARD, NICK, SOURCE = "phone", "email", "card", "nick", "source"
"""The kinds of handle: what finds a person and is not the name; `source` is the number in another system."""
