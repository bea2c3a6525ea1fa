"""The words of the sheet that is handed over: how what is kept is called, said to whom it is about."""

from __future__ import annotations

from ...store import kinds

TITLE = "What we keep about you"

OPENING = "This is every word that we keep about you, who wrote it and when. Where nobody is named, nobody signed it."
EACH_WRITE = "Each time that something about you was written (hours are in universal time)"

FINDING = {
    kinds.PHONE: "Your telephone",
    kinds.EMAIL: "Your e-mail address",
    kinds.CARD: "The code of your card",
    kinds.NICK: "You are also called",
    kinds.FORMER: "Where you worked before",
    kinds.SOURCE: "Your number in the system that we had before",
}
HAPPENED = {
    kinds.VISIT: "you were here",
    kinds.CONTACT: "we spoke with you",
    kinds.NOTE: "we noted",
    kinds.PRAISE: "you praised",
    kinds.COMPLAINT: "you complained",
    kinds.WARNING: "you warned us",
    kinds.IDEA: "you had an idea for us",
    kinds.LEAVING: "we heard that you may leave us",
    kinds.LOST: "you left us",
    kinds.THANKS: "we thanked you",
    kinds.GESTURE: "we did something for you",
    kinds.STYLE: "how you were that day",
    kinds.TOLD: "we told you",
    kinds.JOB: "you changed your work",
    kinds.RECORD: "the system that we had before said of you",
    kinds.PROMISE: "we promised you",
    kinds.KEPT: "we kept what we promised",
    kinds.EXCEEDED: "we did more than we promised",
    kinds.BROKEN: "we did not keep what we promised",
    kinds.ANSWER: "we answered you",
    kinds.REFERRAL: "you brought us",
}
"""What happened, as it is said to whom it happened."""

WRITTEN = {
    kinds.ADD: "you were entered",
    kinds.EDIT: "what we know of you was changed",
    kinds.IMPORT: "you were in a file of customers that was taken over",
    kinds.USUALLY: "how you like to be served",
    kinds.MERGE: "that you stood here twice, and stand here once now",
    kinds.APART: "that you are not somebody else of nearly your name",
    kinds.REMEMBER: "a day to remember",
    kinds.MEND: "something about you was put right or taken out",
    kinds.LATER: "until when we do not ask after you",
    kinds.VISIT: "your visit",
    kinds.CONTACT: "that we spoke with you",
    kinds.NOTE: "a note",
    kinds.PRAISE: "your praise",
    kinds.COMPLAINT: "your complaint",
    kinds.WARNING: "your warning",
    kinds.IDEA: "your idea",
    kinds.LEAVING: "that you may leave us",
    kinds.LOST: "that you left us",
    kinds.THANKS: "that we thanked you",
    kinds.GESTURE: "something that we did for you",
    kinds.REFERRAL: "whom you brought to us",
    kinds.PIN: "something to bear in mind",
    kinds.NEED: "something that you look for",
    kinds.STYLE: "how you were that day",
    kinds.TOLD: "that we told you some news",
    kinds.PROMISE: "our promise",
    kinds.KEPT: "that we kept a promise",
    kinds.EXCEEDED: "that we did more than we promised",
    kinds.BROKEN: "that we did not keep a promise",
    kinds.ANSWER: "our answer",
}
"""What a write was, by its verb."""

BROUGHT = "somebody whom you brought was entered"
MOVED = "something that was written of somebody else was found to be about you"

LAST = (
    "To find you by what is typed we also keep the words above in small letters, in pieces and by their sound, and to"
    " see when you stay away, the days of your first and last visit and how far apart they are. A till remembers for up"
    " to a day whom it served last. Each line above has a number and a key made by chance, by which the tills know it.",
    "",
    "If anything here is wrong, tell us, and we put it right. If you want it gone, tell us, and we erase it.",
)
