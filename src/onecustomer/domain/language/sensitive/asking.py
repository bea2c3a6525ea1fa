"""What is asked about before it is kept: words of health, faith and the like, and words of the shop's own.

Nothing is refused by it, as a salon notes allergies all day: a kind of words that a shop keeps always is asked about no
more. Only whole words count, as they are folded.
"""

from __future__ import annotations

from ....errors import Refused
from .. import names
from .words import (
    BIOMETRICS,
    CHILDREN,
    CRIME,
    HEALTH,
    IDENTITY,
    ORIGIN,
    PASSWORDS,
    POLITICS,
    RELIGION,
    SEX,
    UNION,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

OWN = "own words"
"""The kind of the shop's own words."""

WANTED = "Keep only what they would want kept."
SERVICE = "Write the service, not the person"
ADVICE = {
    HEALTH: f"{WANTED} {SERVICE}: no nuts in the order.",
    RELIGION: f"{WANTED} {SERVICE}: no pork in the order.",
    ORIGIN: f"{WANTED} {SERVICE}: speak slowly, in English.",
    POLITICS: "Leave it out: it serves nobody here.",
    UNION: "Leave it out: it serves nobody here.",
    SEX: "Leave it out: it serves nobody here.",
    BIOMETRICS: "Leave it out: it is not ours to keep.",
    CRIME: "Leave it out. Would you read it aloud to them?",
    CHILDREN: f"{WANTED} {SERVICE}: a coat in size 6.",
    IDENTITY: "Leave the number out: that it was shown is enough.",
    PASSWORDS: "Leave it out: it is not ours to keep.",
    OWN: WANTED,
}
"""What is said of each kind, in the place of a lecture."""


def kind_of(text: str, found: Sequence[str], own: str, always: str) -> str | None:
    """Return the kind of words that is asked about; none where there is none, or the shop keeps it always.

    Shape: `found` are the kinds that a text has; `own` are the shop's own words and `always` the kinds that it keeps
    always, parted by commas.
    """
    line = f" {' '.join(names.fold(text))} "
    is_own = any(f" {' '.join(names.fold(one))} " in line for one in own.split(",") if one.strip())
    kept = _parted(always)
    return next((kind for kind in [*found, *([OWN] if is_own else [])] if kind not in kept), None)


def question(kind: str) -> str:
    """Return what is asked of words of a kind: "Health? Keep only what they would want kept."."""
    return f"{kind[:1].upper()}{kind[1:]}? {ADVICE[kind]}"


def reminder(kind: str) -> str:
    """Return what is said where nobody can be asked: "Health: keep only what they would want kept."."""
    return f"{kind[:1].upper()}{kind[1:]}: {ADVICE[kind][:1].lower()}{ADVICE[kind][1:]}"


def with_kind(always: str, kind: str) -> str:
    """Return the setting with one kind more that is kept without being asked about."""
    return ", ".join(dict.fromkeys([*_parted(always), kind]))


def accept_kinds(typed: str) -> str:
    """Return the kinds that are typed as the setting has them.

    Raises: Refused where there is no such kind.
    """
    kinds = _parted(typed)
    for kind in kinds:
        if kind not in ADVICE:
            raise Refused(
                f"There are no words of “{kind}”; there are {', '.join(ADVICE)}.", 'oc setting always "health"'
            )
    return ", ".join(dict.fromkeys(kinds))


def _parted(text: str) -> list[str]:
    return [" ".join(one.split()).casefold() for one in text.split(",") if one.strip()]
