"""What a heading means: its words as they are compared, in whichever of seven languages, and what stands around it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from ....language import names
from . import withheld, words
from .words import ABBREVIATED, FILLERS, PHRASES, WHERE

HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
COUNTED = frozenset(("value", "wert", "valor", "valeur", "valore", "waarde"))
"""What stands behind a number in Google's headings: "E-mail 1 - Value"."""

FRENCH = frozenset(("prenom", "prenoms", "nom"))
SPANISH = frozenset(("nombre", "apellido", "apellidos", "correo", "telefono", "movil"))
PLACES = frozenset(("home", "work", "office", "particular", "abitazione", "ufficio", "port"))
MOBILES = frozenset(("mobile", "cell", "cellphone", "movil", "cellulare", "tel"))
"""What is a telephone where beside it stands that of a pocket: "Home", "Work", "Mobile"."""

LONGEST = 200  # letters; a longer one is no heading
WITHHELD = "withheld:"  # begins the field of a column that is never kept; behind it stands the reason


def _key(phrase: Sequence[str]) -> str:
    return " ".join(sorted(phrase))


MEANING = {_key(phrase.split()): field for field, phrases in PHRASES.items() for phrase in phrases.split(",")}


def _bare_phrases() -> dict[str, str]:
    """Return the phrases of several words without those that say nothing: "date naissance"."""
    found: dict[str, set[str]] = {}
    for field, phrases in PHRASES.items():
        for phrase in phrases.split(","):
            bare = [word for word in phrase.split() if word not in FILLERS]
            if 1 < len(bare) < len(phrase.split()):
                found.setdefault(_key(bare), set()).add(field)
    return {key: min(fields) for key, fields in found.items() if len(fields) == 1}


BARE = _bare_phrases()


def fold(heading: str) -> list[str]:
    """Return the folded words of a heading: camelCase is parted, "e-mail" is one word, and numbers go."""
    said = [
        word.strip("0123456789") for word in names.fold(HUMP.sub(" ", heading.replace("_", " ").replace("#", " no ")))
    ]
    is_counted = any(letter.isdecimal() for letter in heading)
    found = [ABBREVIATED.get(word, word) for word in said if word and not (is_counted and word in COUNTED)]
    line = f" {' '.join(found)} ".replace(" e mail", " email")  # E-mailadres too
    found = line.split()
    return ["".join(found)] if len(found) > 1 and all(len(word) == 1 for word in found) else found  # D.O.B.


@lru_cache(4096)
def meaning(heading: str) -> str | None:
    """Return the field that a heading means by itself; none where nobody knows."""
    said = fold(heading) if len(heading) <= LONGEST else []
    if not said:
        return None
    if found := MEANING.get(_key(said)):
        return found
    if reason := withheld.reason(said):
        return WITHHELD + reason
    bare = [word for word in said if word not in FILLERS]
    if bare and len(bare) < len(said) and (found := MEANING.get(_key(bare))):
        return found
    if len(bare) > 1 and (found := BARE.get(_key(bare))):
        return found
    if (field := _by_place(said)) is not None:
        return field
    several = {meaning(part) for part in heading.split("/")} if "/" in heading.strip("/") else {None}
    return several.pop() if len(several) == 1 else None  # Tel./Mobil


def _by_place(said: Sequence[str]) -> str | None:
    """Return whether a heading is of a telephone or an e-mail somewhere: "Tél. professionnel", "Telefoon op werk"."""
    bare = [word for word in said if word not in WHERE and word not in FILLERS]
    found = MEANING.get(_key(bare)) if len(bare) < len(said) else None
    return found if found in (words.PHONE, words.EMAIL) else None


def meanings(headings: Sequence[str], told: Mapping[str, str]) -> list[str | None]:
    """Return what each heading of a file means; `told` are those that are known otherwise, by the heading."""
    found = [told[heading] if heading in told else meaning(heading) for heading in headings]
    spoken = {word for heading in headings if len(heading) <= LONGEST for word in fold(heading)}
    has = set(found)
    for place, heading in enumerate(headings):
        if heading not in told:
            said = " ".join(fold(heading)) if len(heading) <= LONGEST else ""
            if found[place]:
                found[place] = _beside(said, str(found[place]), has, spoken)
            elif said in PLACES and not spoken.isdisjoint(MOBILES):
                found[place] = words.PHONE
    return found


def _beside(said: str, field: str, has: set[str | None], spoken: set[str]) -> str | None:
    """Return what a heading means beside the others: "Name" beside "Vorname" is the last name."""
    if field == words.NAME:
        if said == "nombre" and not spoken.isdisjoint(FRENCH):  # "number" in French
            return None
        if words.FIRST in has and words.LAST not in has and words.FULL not in has:
            return words.LAST
        return words.FIRST if words.LAST in has and words.FIRST not in has else words.FULL
    if said == "title" and words.ROLE in has and not spoken.isdisjoint(("job", "position")):
        return words.UNKEPT  # Outlook's is Mr or Mrs
    if said == "apelido":
        return words.NICK if "sobrenome" in spoken else words.LAST
    if said == "aniversario":
        return words.ANNIVERSARY if not spoken.isdisjoint(SPANISH) else words.BIRTHDAY
    if field == words.BIRTHDAY and {words.MONTH_OF_BIRTH, words.YEAR_OF_BIRTH} <= has:
        return words.DAY_OF_BIRTH  # Thunderbird's three columns in German
    if field == words.DAY_OF_BIRTH and words.MONTH_OF_BIRTH not in has:
        return words.BIRTHDAY
    return field
