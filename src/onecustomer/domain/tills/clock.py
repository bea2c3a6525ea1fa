"""A till whose clock is not the shop's: what is written there has the wrong hour, and at other tills the wrong day."""

from __future__ import annotations

UNITS = (("day", 86_400), ("hour", 3_600), ("minute", 60))


def off(ahead: float) -> str:
    """Return how wrong a clock is that is so many seconds ahead, as "2 days ahead"; behind where that is below 0."""
    unit, seconds = next((one for one in UNITS if abs(ahead) >= one[1]), UNITS[-1])
    count = round(abs(ahead) / seconds)
    return f"{count} {unit}{'' if count == 1 else 's'} {'ahead' if ahead > 0 else 'behind'}"
