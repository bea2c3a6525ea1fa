"""The topics of `oc help`: what holds for every command, in the layout of `screens.help`."""

from __future__ import annotations

from ....errors import EXITS

CODES = "\n".join(f"{code}  {when}" for code, when in EXITS.items())

DAYS = """Write a day as you say it. Every day understood is said back in full.

  today, tomorrow, yesterday
  day after tomorrow, day before yesterday
  friday                     the coming one; of what happened, the last one
  this friday, last friday
  next friday                that of next week, which begins on Monday
  in 3 days, in two weeks, in a month
  3 days ago, a week ago, 2 years ago
  24 Dec, 31.12., 31/12      the next one; of what happened, the last one
  24 Dec 2026, 2026-12-24
  end of week, end of month  a week ends on Sunday

What could be two days is refused and both are named, as for 11/12, until the shop says how it reads them:
oc setting dates day-first

A promise may have an hour too. After an option, several words need quotes:
oc promise hem the skirt --by "friday 17:00"
oc note the zip broke --on "3 days ago"

A birthday needs no year: 11-26 or 26 Nov. --since takes 2009 or "Mar 2019". --every takes 10d, 6w, 3m or 1y.
"""

WITH_JSON = (
    *("serve", "show", "find", "history", "today", "news", "pulse", "setting", "thank --unthanked"),
    *("export", "backup", "forget", "restore", "tidy", "policy", "duplicates", "doctor", "shop"),
)
"""The commands that print one object."""

EXPORTED = (
    "such an object too: customers, each on a line with handles, occasions, facts, interactions, told, aliases, apart,"
    " deeds and brought_by; then news, styles and settings. oc import takes the file in again, with numbers and days"
)

SCRIPTS = f"""Data goes to stdout, everything else to stderr. Without a terminal nothing is asked.
An error ends with a code:

{CODES}

--json       one object with "schema": 1: {", ".join(WITH_JSON)}
oc export    {EXPORTED}
--yes        answers yes to what add, undo, merge, forget, restore or tidy would ask
--           all words behind it are words: oc note -- -5 percent
oc note -    reads the note from a pipe
oc find -    reads one query a line, and answers each with one line of JSON
c12          such a reference is in every list, and stands wherever a name does

OC_DB        the path of another store; --db PATH says it for one command
OC_TILL      a name for this till; else the terminal, or the script, is one
OC_STAFF     who is at the till: what is written is signed so
OC_BACKUP    no, 0, off, false or never: no copy once a day by itself
"""

PRIVACY = """Nothing leaves your tills and your own server: no account, cloud or telemetry.

Your customers are in one file, readable by you alone; on Windows, as far as your user folder is.
Several tills share them by a server that you named.
oc --version            says where
oc policy               a page for your customers: what is kept, how long
oc tidy                 erases what is past its time
oc edit jim --no-notes  he wants no notes: none is taken or shown
oc setting brief yes    the card has the name and the style only

The card never has a telephone number or an e-mail, as the screen may face the street. oc history has both.
What looks like a card number or an IBAN is refused. Other account numbers are not recognised: leave them out.
Write only what you would say to their face.

While a command runs, others on the same computer can see what was typed with it. These ask for the words instead:
oc note    one line, at a terminal
oc note -  many lines, from the keyboard or a pipe

What was mended or taken out comes back by oc undo until the day ends. Then only copies of before have it, for 30 days:
oc mend e41 --drop
"""

PRINTING = """Nothing waits for a key: what is long runs through, and your own pager stops it.
oc history margo --all | less

A pipe and a file get plain words without colours, 80 columns wide. COLUMNS makes that 20 to 120:
  COLUMNS=100 oc today > today.txt

On paper:
oc today | lp         on Linux and macOS
oc today > today.txt  on Windows, and then: notepad /p today.txt

  NO_COLOR=1          no colours on a terminal either
  TERM=dumb           the same

A picture is a file that a browser opens and prints. One that is there is written over with --force only:
oc pulse --month --svg month.svg
oc history margo --graph --svg margo.svg
"""

TOPICS = {"days": DAYS, "scripts": SCRIPTS, "privacy": PRIVACY, "printing": PRINTING}
