"""What a name sounds like: codes that two spellings of one sound share.

Source: Metaphone (L. Philips 1990) and NYSIIS (R. Taft 1970), from the library jellyfish; y is taken for i, as in
Mayer and Maier. Names of other letters have that of their Latin form.
"""

from __future__ import annotations


def codes(word: str) -> set[str]:
    """Return the codes of a folded word; empty where it is not of Latin letters."""
    if not (word.isascii() and word.isalpha()):
        return set()
    import jellyfish  # only where a name is sought by ear or added: the counter does not wait for it

    heard = word.replace("y", "i")
    return {code for code in ("m" + jellyfish.metaphone(heard), "n" + jellyfish.nysiis(heard)) if len(code) > 1}
