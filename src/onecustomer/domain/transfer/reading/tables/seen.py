"""How often a row that has no number came before, in memory that does not grow with the file."""

from __future__ import annotations

from dataclasses import dataclass, field

BYTES = 1 << 24  # of bits that say what came: of a million rows hardly one is taken for another
PLACES = 4


@dataclass
class Seen:
    """The rows that came, by their digests: surely each that came twice, and hardly any other.

    Source: B. H. Bloom, Space/time trade-offs in hash coding with allowable errors (1970).
    """

    bits: bytearray = field(default_factory=lambda: bytearray(BYTES))
    again: dict[bytes, int] = field(default_factory=dict)

    def count(self, digest: bytes) -> int:
        """Count a row, and return how often it came by now."""
        places = [int.from_bytes(digest[8 + 4 * one : 12 + 4 * one], "big") % (BYTES * 8) for one in range(PLACES)]
        if not all(self.bits[place >> 3] & 1 << (place & 7) for place in places):
            for place in places:
                self.bits[place >> 3] |= 1 << (place & 7)
            return 1
        short = digest[:8]
        self.again[short] = count = self.again.get(short, 1) + 1
        return count
