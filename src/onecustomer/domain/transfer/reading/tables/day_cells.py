"""The days of a table's cells, as programs and people of seven languages write them; nothing is guessed.

    1970-12-24 · 19701224 · 1970/12/24 · 1970-12-24T00:00:00Z        --12-24 · 12-24
    24.12.1970 · 24/12/1970 · 24/12/70 · 24/12                       24 Dec 1970 · Dec 24, 1970 · 24. Dezember 1970

Day and month in slashes come in the order that the whole column settles, else in the shop's.
"""

from __future__ import annotations

import datetime as dt
import re

from .....errors import Refused
from ....language import names
from ....language.days import DAY_FIRST, MONTH, MONTH_FIRST, MONTHS, YEAR, YearlyDay
from ....language.grammar import dates
from ....language.parse_days import FIRST_YEAR

AS_ISO = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}").fullmatch
LENGTH_OF_ISO = len("1970-12-24")
LONGEST = 60  # letters: a weekday, a day, an hour and its zone
BEHIND = r"(?:[T ,].*)?"  # an hour, a zone
WHOLE = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})" + BEHIND)
PRESSED = re.compile(r"(\d{4})(\d\d)(\d\d)")
YEARLY = re.compile(r"-{0,2}(\d{1,2})-(\d{1,2})")
PARTED = re.compile(r"(\d{1,2})([-/. ]) ?(\d{1,2})(?:\2 ?(\d{4}|\d\d))?[./]?" + BEHIND)
YEAR_ALONE, MONTH_ALONE = re.compile(r"\d{4}"), re.compile(r"(\d{4})[-/.](\d\d?)")
MONTH_BEFORE = re.compile(r"(\d\d?)[-/.](\d{4})")
SHORT_YEAR = re.compile(
    r"(?:\d{1,2}[-/. ] ?\d{1,2}[-/. ] ?|(?=.*[^\W\d_])\D*\d{1,2}\D+)(\d\d)" + BEHIND,
)
HOUR = re.compile(r",?\s+(?:at\s+)?\d{1,2}:\d\d.*")
ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er|re|e|o|a)?")
EMPTY = re.compile(r"0[-/. 0]*(?:[T ].*)?")  # 0/0/00 of Outlook, 0000-00-00 of MySQL
NO_YEAR, NO_DAY = (1604, 1), (4501, 1899)
"""Years that stand for none: Apple's and Google's of a birthday, and of a whole day those of Outlook and Excel."""

LONG = (
    "january february march april may june july august september october november december,"
    "januar februar marz april mai juni juli august september oktober november dezember,"
    "janner feber maerz april mai juni juli august september oktober november dezember,"
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre,"
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre,"
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre,"
    "januari februari maart april mei juni juli augustus september oktober november december,"
    "janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro,"
    "jan feb mrt apr mai jun jul aug sept okt nov dez,janv fevr mrz avr mag juin juil aou set oct nov dec,"
    "ene fev mar abr may giu lug ago sep out nov dic,gen feb mar apr mei jun jul ago sett ott nov dic"
)
MONTH_OF = {name: month for line in LONG.split(",") for month, name in enumerate(line.split(), 1)}
IN_BETWEEN = frozenset(("de", "del", "of", "the", "le", "den", "el", "il", "am", "do"))


def yearly(text: str, order: str | None, today: dt.date) -> YearlyDay | None:
    """Return the day of a birthday; none where the cell only stands for none.

    Raises: Refused where it is no day, could be two, or is still to come.
    """
    if day := _plain(text, today):
        return YearlyDay(day.month, day.day, day.year)
    parts = read(text, order, today)
    if parts is None or parts.year is None:
        return parts
    if parts.year in NO_YEAR:
        return YearlyDay(parts.month, parts.day)
    day = _on_calendar(parts)
    if day > today:
        raise Refused(f"{said(parts)} is still to come.")
    if day.year < FIRST_YEAR:
        raise Refused(f"{said(parts)} is before {FIRST_YEAR}.")
    if day == dt.date(FIRST_YEAR, 1, 1):
        raise Refused(f"{said(parts)} is what programs write for none.")
    return parts


def _plain(text: str, today: dt.date) -> dt.date | None:
    """Return a day as most programs write it, past and of no placeholder's year; none of any other text."""
    if text[4:5] != "-" or len(text) != LENGTH_OF_ISO:
        return None
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year > FIRST_YEAR and day <= today else None


def whole(text: str, order: str | None, today: dt.date) -> dt.date | None:
    """Return a day that is past; none where the cell only stands for none.

    Raises: Refused where it is no whole day, could be two, or is still to come.
    """
    if day := _plain(text, today):
        return day
    parts = read(text, order, today)
    if parts is None:
        return None
    if parts.year is None and (short := SHORT_YEAR.fullmatch(text)):  # a shop is younger than people
        parts = YearlyDay(parts.month, parts.day, today.year // 100 * 100 + int(short[1]))
        if not dates.exists(parts):
            raise Refused(f"There is no {said(parts)}.")
    if parts.year is None:
        raise Refused(f"{said(parts)} has no year.")
    day = _on_calendar(parts)
    if day > today:
        raise Refused(f"{said(parts)} is still to come.")
    if day.year < FIRST_YEAR:
        raise Refused(f"{said(parts)} is before {FIRST_YEAR}.")
    return day


def since(text: str, order: str | None, today: dt.date) -> tuple[dt.date, str | None] | None:
    """Return since when somebody comes, and how much of it is said; none where the cell only stands for none.

    Raises: Refused as `whole` does.
    """
    if len(text) == LENGTH_OF_ISO and text[:1].isdecimal():
        day = whole(text, order, today)
        return (day, None) if day else None
    year, month = YEAR_ALONE.fullmatch(text), _month(text)
    if year and FIRST_YEAR <= int(text) <= today.year:
        return dt.date(int(text), 1, 1), YEAR
    if month and FIRST_YEAR <= month[0] <= today.year and 1 <= month[1] <= len(MONTHS):
        if (first := dt.date(*month, 1)) > today:
            raise Refused("It is still to come.")
        return first, MONTH
    if year:
        raise Refused(f"{text} is {'still to come' if int(text) > today.year else f'before {FIRST_YEAR}'}.")
    day = whole(text, order, today)
    return (day, None) if day else None


def _month(text: str) -> tuple[int, int] | None:
    """Return the year and the month of 2019-03, 03/2019, Mar 2019 and März 2019; none where it is no month alone."""
    if found := MONTH_ALONE.fullmatch(text):
        return int(found[1]), int(found[2])
    if found := MONTH_BEFORE.fullmatch(text):
        return int(found[2]), int(found[1])
    if not text[:1].isalpha() or len(text) > LONGEST:
        return None
    said_words = [word for word in names.fold(text) if word not in IN_BETWEEN]
    if len(said_words) == 2 and said_words[0] in MONTH_OF and YEAR_ALONE.fullmatch(said_words[1]):
        return int(said_words[1]), MONTH_OF[said_words[0]]
    return None


def lost_year(text: str, today: dt.date) -> str | None:
    """Return why a birthday has no year though two digits of one are written; none where none are."""
    found = SHORT_YEAR.fullmatch(text) if len(text) <= LONGEST else None
    if not found or _year(found[1], today) is not None:
        return None
    century = today.year // 100 * 100
    return f"a year of birth, {found[1]} is {century - 100 + int(found[1])} or {century + int(found[1])}"


def read(text: str, order: str | None, today: dt.date) -> YearlyDay | None:
    """Return the parts of a day that a calendar has; none where the cell only stands for none.

    Raises: Refused where it is no day, or could be two.
    """
    if len(text) > LONGEST:
        raise Refused("It is no day.")
    if EMPTY.fullmatch(text):
        return None
    parts = _parts(text, order, today)
    if parts.year in NO_DAY:
        return None
    if not dates.exists(parts):
        raise Refused(f"There is no {said(parts)}.")
    return parts


def _parts(text: str, order: str | None, today: dt.date) -> YearlyDay:
    if found := WHOLE.fullmatch(text):
        return YearlyDay(int(found[3]), int(found[4]), int(found[1]))
    if found := PRESSED.fullmatch(text):
        return YearlyDay(int(found[2]), int(found[3]), int(found[1]))
    if (found := YEARLY.fullmatch(text)) and (text.startswith("-") or order != DAY_FIRST):
        month, day = int(found[1]), int(found[2])
        return YearlyDay(day, month) if month > len(MONTHS) >= day else YearlyDay(month, day)
    if found := PARTED.fullmatch(text):
        year = _year(found[4], today) if found[4] else None
        one, other = int(found[1]), int(found[3])
        return _ordered(one, other, year, order or (DAY_FIRST if found[2] == "." else None))
    if parts := _spelled(text, today):
        return parts
    if text.replace(".", "", 1).isdecimal():
        raise Refused("It is a number of a spreadsheet's, and not a day.")
    raise Refused("It is no day.")


def _ordered(one: int, other: int, year: int | None, order: str | None) -> YearlyDay:
    """Return the day of two numbers; where no order is known, or it makes no day, the only one there can be.

    Raises: Refused where it could be two days, or none.
    """
    day_first, month_first = YearlyDay(other, one, year), YearlyDay(one, other, year)
    if one > len(MONTHS) or (order == DAY_FIRST and other <= len(MONTHS)):
        return day_first
    if other > len(MONTHS) or order == MONTH_FIRST or one == other:
        return month_first
    raise Refused(f"{said(day_first)} or {said(month_first)}: nothing says which.")


def _year(digits: str, today: dt.date) -> int | None:
    """Return the year that two or four digits mean; none where two could be two years of a life."""
    if len(digits) == 4:
        return int(digits)
    year = today.year // 100 * 100 + int(digits)
    return year - 100 if year > today.year else None


def _spelled(text: str, today: dt.date) -> YearlyDay | None:
    """Return the day of 24 Dec 1970, Dec 24 and Thu, 24 de diciembre de 1970."""
    if not any(letter.isalpha() for letter in text):
        return None
    said_words = [word for word in names.fold(HOUR.sub("", text)) if word not in IN_BETWEEN]
    months = [place for place, word in enumerate(said_words) if word in MONTH_OF]
    numbers = [found[1] for word in said_words if (found := ORDINAL.fullmatch(word))]
    years = [int(word) for word in said_words if YEAR_ALONE.fullmatch(word)]
    if not months or not 1 <= len(numbers) <= 2 or len(years) > 1 or len(said_words) > 5:
        return None
    month = MONTH_OF[said_words[months[-1]]]
    if len(numbers) == 2 and years:
        return None
    year = years[0] if years else _year(numbers[1], today) if len(numbers) == 2 else None
    return YearlyDay(month, int(numbers[0]), year)


def _on_calendar(parts: YearlyDay) -> dt.date:
    try:
        return dt.date(parts.year or 0, parts.month, parts.day)
    except ValueError:
        raise Refused(f"There is no {said(parts)}.") from None


def said(parts: YearlyDay) -> str:
    """Return a day as it is said: "29 Feb 1958"."""
    month = MONTHS[parts.month - 1].title() if 1 <= parts.month <= len(MONTHS) else f"of month {parts.month}"
    return f"{parts.day} {month}" + (f" {parts.year:04}" if parts.year is not None else "")
