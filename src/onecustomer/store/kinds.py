"""The kinds of entry, fact, deed and handle, each spelled as its column has it."""

from __future__ import annotations

VISIT = "visit"
CONTACT = "contact"  # by telephone, by letter: somebody was spoken with, and was not here
NOTE = "note"
COMPLAINT = "complaint"
THANKS = "thanks"
STYLE = "style"
ANSWER = "answer"
PROMISE = "promise"
KEPT, EXCEEDED, BROKEN = "kept", "exceeded", "broken"
GESTURE = "gesture"
REFERRAL = "referral"
GONE = "somebody no longer here"  # whom a referral brought, where they were erased since
TOLD = "told"
RECORD = "record"  # what another system says of them
JOB = "job"  # that they work elsewhere now, or as something else
LOST = "lost"

PRAISE, WARNING, IDEA, LEAVING = "praise", "warning", "idea", "leaving"

OF_NO_CONTACT = (JOB, RECORD)
"""The kinds of entry that are no contact."""

CONCERNS = (COMPLAINT, WARNING, LEAVING)
"""The kinds of entry that wait for an answer."""

AWAITING = (PROMISE, *CONCERNS)
"""The kinds of entry that stay open until another entry ends them."""

LOOKED_FOR = (COMPLAINT, PROMISE, REFERRAL, WARNING, LEAVING, PRAISE, LOST)
"""The kinds of entry that the morning asks for among all customers; a partial index has these."""

PIN = "pin"
NEED = "need"
OF_FACT = (PIN, NEED)
OF_NOTE = (PRAISE, COMPLAINT, WARNING, IDEA, GESTURE, REFERRAL, LEAVING, PIN, NEED)
"""The kinds that a note may be of, in the order of the help."""

DAYS_AHEAD = 1  # by which the clock or the zone of another till may be ahead; what lies further counts for nothing
MOST_PINS = 3  # of one customer

ADVICE, ADD, EDIT, IMPORT, USUALLY, REMEMBER, NEWS, SETTING, MEND, LATER, FORGET, TIDY, RESTORE, MERGE, APART, BACK = (
    "advice", "add", "edit", "import", "usual style", "date", "news", "setting", "mend", "later", "forget", "tidy",
    "restore", "merge", "two people", "copy put back",
)  # fmt: skip
"""Verbs of deeds that are no kind of entry."""

WORDLESS = (VISIT, CONTACT, TOLD, RECORD)
"""The kinds of entry whose words are nobody's to mend: there are none, or they are the news'."""

UNSAID = (VISIT, STYLE, THANKS, PROMISE, TOLD, LOST, JOB, RECORD)
"""The kinds of entry that are not among the last ones on the card: it has other lines for them, or the history has."""

UNDO = "undo"

ERASED = "erased"  # stands in a deed in place of what it replaced, where that named somebody who was erased

BRIEF, YES = "brief", "yes"  # a setting that each card asks for, and how it is said
OWN_WORDS, ALWAYS = "words", "always"  # settings that each note asks for

PHONE, EMAIL, CARD, NICK, SOURCE, FORMER = "phone", "email", "card", "nick", "source", "former"
"""The kinds of handle: what finds a customer besides the name.

`source` is the number in another system, `former` a company where they no longer work.
"""
