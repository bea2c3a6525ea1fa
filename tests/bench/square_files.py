"""Files of made-up customers as Square exports them, the same ones every time; nothing in them is real."""

from __future__ import annotations

import csv
import datetime as dt
import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.bench import people

HEADING = next(
    csv.reader(
        [
            "Reference ID,First Name,Last Name,Email Address,Phone Number,Nickname,Company Name,"
            "Street Address 1,Street Address 2,City,State,Postal Code,Birthday,Memo,Square Customer ID,"
            "Creation Source,First Visit,Last Visit,Transaction Count,Lifetime Spend,"
            "Email Subscription Status,Instant Profile,Blocked from online booking"
        ]
    )
)
RARE = [people.rare_family(random.Random(number)) for number in range(3_000)]
WITH_PHONE, WITH_EMAIL, WITH_NEITHER, WITH_MEMO, WITH_BIRTHDAY = 0.8, 0.25, 0.17, 0.2, 0.15
"""The shares of a directory's rows, as a real one had them; who has neither has no telephone nor e-mail."""

MEMOS = ("paper receipts", "likes the window seat", "asks for Ana", "knows the owner", "size 42", "pays by invoice")
FIGURES = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
BEGUN, DAYS = dt.date(2018, 1, 1), 3_000
SEED = 16

Cells = dict[str, str]


def made(folder: Path, rows: int, kind: str = "square") -> Path:
    """Return the path of a file of so many rows of one kind, made where it is not there."""
    path = folder / f"{kind}-{rows}.csv"
    if not path.exists():
        draft = path.with_suffix(".new")
        with draft.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, HEADING, restval="")
            writer.writeheader()
            writer.writerows(KINDS[kind](random.Random(SEED), rows))
        shutil.move(draft, path)
    return path


def _square(chance: random.Random, rows: int) -> Iterator[Cells]:
    """Yield the rows of a directory as a shop has it."""
    for number in range(rows):
        given, family = people.often_the_first(chance, people.GIVEN), _family(chance)
        row = {"First Name": given, "Last Name": family} | _numbered(chance, number)
        if chance.random() >= WITH_NEITHER:
            has_phone = chance.random() < WITH_PHONE / (1 - WITH_NEITHER)
            if has_phone:
                row["Phone Number"] = _phone(number)
            if not has_phone or chance.random() < WITH_EMAIL:
                row["Email Address"] = f"{given}.{family.replace('’', '')}{number}@example.com".lower()
        if chance.random() < WITH_MEMO:
            row["Memo"] = f"{chance.choice(MEMOS)}, {number % 97}"
        if chance.random() < WITH_BIRTHDAY:
            row["Birthday"] = f"{1940 + number % 60}-{1 + number % 12:02}-{1 + number % 28:02}"
        if chance.random() < 0.1:
            row["Company Name"] = (
                f"{people.often_the_first(chance, people.FAMILY)} {chance.choice(people.TRADES.split())}"
            )
        yield row


def _family(chance: random.Random) -> str:
    """Return a family name: some thousands share them all."""
    return people.often_the_first(chance, people.FAMILY) if chance.random() >= people.RARE else chance.choice(RARE)


def _phone_only(chance: random.Random, rows: int) -> Iterator[Cells]:
    """Yield rows without a name."""
    for number in range(rows):
        yield {"Phone Number": _phone(number)} | _numbered(chance, number)


def _one_name(chance: random.Random, rows: int) -> Iterator[Cells]:
    """Yield rows of people who all have one name."""
    for number in range(rows):
        yield {"First Name": "Margo", "Last Name": "Klein", "Phone Number": _phone(number)} | _numbered(chance, number)


def _one_person(chance: random.Random, rows: int) -> Iterator[Cells]:
    """Yield rows of one person, as a till that makes a profile at each visit has them."""
    her = {"First Name": "Margo", "Last Name": "Klein", "Phone Number": "'+12125550143"}
    for number in range(rows):
        yield her | _numbered(chance, number)


def _numbered(chance: random.Random, number: int) -> Cells:
    """Return what each row has: its number in the other system, visits, and money that nobody keeps."""
    first = chance.randrange(DAYS)
    last = chance.randrange(first, DAYS)
    return {
        "Square Customer ID": _id(number),
        "Creation Source": "Directory",
        "First Visit": (BEGUN + dt.timedelta(days=first)).isoformat(),
        "Last Visit": (BEGUN + dt.timedelta(days=last)).isoformat(),
        "Transaction Count": str(number % 50),
        "Lifetime Spend": f"${number % 3_000}.50",
        "Email Subscription Status": ("Subscribed", "Unsubscribed", "Unknown")[number % 3],
        "Instant Profile": "No",
        "Blocked from online booking": "No",
    }


def _id(number: int) -> str:
    """Return a number as Square gives them: 26 letters and figures in no order."""
    scattered = number * 0x9E3779B97F4A7C15F39CC0605CEDC835 % (1 << 128)
    return "".join(FIGURES[scattered >> shift & 31] for shift in range(0, 130, 5))


def _phone(number: int) -> str:
    """Return a telephone that nobody else has, behind the apostrophe that Square writes."""
    area, line = 201 + number // 10_000_000, number * 7_919 % 10_000_000
    return f"'+1{area}{line:07}"


KINDS: dict[str, Callable[[random.Random, int], Iterator[Cells]]] = {
    "square": _square,
    "phone-only": _phone_only,
    "one-name": _one_name,
    "one-person": _one_person,
}
