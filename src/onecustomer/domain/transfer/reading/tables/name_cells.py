"""Names as tables have them: last name first, whole in one of their halves, and how somebody is addressed."""

from __future__ import annotations

from ....language import names

SALUTATIONS = frozenset(
    (
        *("mr", "mrs", "ms", "miss", "mx", "sir", "madam", "herr", "frau", "hr", "fr", "divers", "m", "mme", "mlle"),
        *("monsieur", "madame", "sr", "sra", "srta", "senor", "senora", "don", "dona", "sig", "sigra", "signor"),
        *("signora", "dhr", "mevr", "mevrouw", "meneer", "senhor", "senhora", "dr", "prof"),
    )
)
"""What some programs keep under "Title", which in others is what people do."""

FIRMS_AND_TITLES = (
    "inc ltd llc llp plc corp co company limited gmbh ag kg ohg ug gbr sarl sas sa srl spa sl bv "
    "nv lda ltda sons son pty lp ek ev jr sr ii iii iv phd md dds esq mba rn cpa dr "
    "prof mr mrs ms miss dipl ing mag msc bsc ma ba and und et y e en"
)
BEHIND_A_NAME = frozenset(FIRMS_AND_TITLES.split())
"""What stands behind the comma of a firm, a title, a list: nothing is turned round there."""

MOST_TURNED = 3  # words on each side of the comma of a name that is written last name first


def is_turned(text: str) -> bool:
    """Tell whether a name is written "Klein, Margo"."""
    last, _, first = text.partition(",")
    words, behind = names.fold(last), names.fold(first)
    if not (words and behind) or not BEHIND_A_NAME.isdisjoint((*words, *behind)):
        return False
    bare = text.replace(",", "", 1)
    return max(len(words), len(behind)) <= MOST_TURNED and not any(one.isdecimal() or one in ",&/;@" for one in bare)


def turned(text: str) -> str:
    """Return a name that is written "Klein, Margo" as it is said."""
    last, _, first = text.partition(",")
    return names.shown(first.strip(), last.strip())


def is_salutation(text: str) -> bool:
    """Tell whether a text is only how somebody is addressed: "Ms", "Herr Dr."."""
    return SALUTATIONS.issuperset(names.fold(text))


def once(first: str, middle: str, last: str) -> tuple[str, str, str]:
    """Return the parts of a name of which one, under the heading "Name", may be all of it: "Tom Ott" beside "Ott"."""
    for whole, part in ((first, last), (last, first)):
        if " " in whole and has_all(whole, part):
            before, comma, behind = whole.partition(",")
            return (behind.strip(), "", before.strip()) if comma and behind.strip() else (whole, "", "")
    return first, middle, last


def has_all(full: str, part: str) -> bool:
    """Tell whether a whole name has all the words of a part of it."""
    return set(names.fold(part)).issubset(names.fold(full))
