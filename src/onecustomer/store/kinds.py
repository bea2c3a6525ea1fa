"""The kinds of entry on a timeline, and of lasting fact: each word is spelled here."""

from __future__ import annotations

VISIT = "visit"
NOTE = "note"
COMPLAINT = "complaint"
THANKS = "thanks"
STYLE = "style"
ANSWER = "answer"

ADVICE, ADD, EDIT, IMPORT, USUALLY = "advice", "add", "edit", "import", "usually"
"""Deeds that are no entry of a timeline."""

OF_NOTE = ("praise", COMPLAINT, "warning", "idea", "referral", "leaving")
"""What a note may be besides a plain note, as options of `oc note`."""

PIN = "pin"
NEED = "need"
OF_FACT = (PIN, NEED)

NOT_TOLD = (VISIT, STYLE, THANKS)
"""What happened, but is no line among the last things of the card: the history has it, or a line of its own."""
