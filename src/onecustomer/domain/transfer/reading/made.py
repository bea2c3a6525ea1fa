"""What is made for people of whom a file has no name or no number of its own."""

from __future__ import annotations

import hashlib

from ...language import names
from ...people.details import Details
from .tables.day_cells import said
from .tables.seen import Seen

NOBODY = "no name, telephone or e-mail to find them by"
SUMS = frozenset(
    (
        *("total", "totals", "subtotal", "sum", "grand", "summe", "summen", "gesamt", "gesamtsumme", "zwischensumme"),
        *("endsumme", "totale", "totali", "totaal", "totaux", "totales", "totais", "somme", "suma", "soma", "somma"),
        *("general", "geral", "generale", "eindtotaal"),
    )
)
"""The words that stand below a table in place of a name."""

COUNTED = frozenset(
    (
        *("customers", "clients", "contacts", "people", "records", "rows", "entries", "members", "guests", "of"),
        *("kunden", "kontakte", "personen", "eintrage", "datensatze", "clientes", "clienti", "klanten", "contactos"),
    )
)
"""What is counted behind such a word: "Gesamt: 2 Kunden"."""

LIMIT_OF_HASH = 16
BETWEEN = "\x1f"


def is_sum(name: str) -> bool:
    """Tell whether a name is what stands in front of the sums below a table."""
    words = names.fold(name) if name[:1].casefold() in "tsgze" else ()
    if not words or not all(word in SUMS or word in COUNTED or word.isdecimal() for word in words):
        return False
    return words[0] in SUMS


def number_from(details: Details, memo: str | None, seen: Seen, born: str = "") -> str:
    """Return a number made of what is kept of a person, but for what changes by itself, as the last visit.

    A later export then finds the person. Of people without telephone and e-mail the second alike is another.
    `born` is the birthday as it is written, which stays the same whatever the shop says of 11/12.
    """
    born = born or (said(details.birthday) if details.birthday else "")
    content = BETWEEN.join(
        [
            *(details.name or "", details.company or "", memo or "", born),
            *(value for _, value in details.handles),
        ]
    )
    digest = hashlib.sha256(content.encode("utf-8", "surrogatepass")).digest()
    count = 1 if details.handles else seen.count(digest)
    return f"row-{digest.hex()[:LIMIT_OF_HASH]}-{count}"
