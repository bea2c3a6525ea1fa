"""A shop in which something of every kind is kept of Margo, and what its tests share."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tests.words import Oc, Ran

KEPT = (
    "@2024-05-03 add Margo Klein --phone '+1 212 555 0143' --email margo@example.com --card 'LOYAL 7' --nick Mags"
    " --say MAR-go --at Acme --role tailor --as regular --why 'same-day alterations' --since 'Mar 2019'"
    " --birthday 1958-11-26 --every 6w",
    "@2024-05-03 style chatty --advice 'Let her tell the story.'",
    "@2024-05-03 add 'Jim Stone' --phone '+1 212 555 0178'",
    "@2024-05-04 style chatty --usually --for c1 --why 'she likes company'",
    "@2024-05-04 note --for c1 --pin paper receipts, always",
    "@2024-05-04 note --for c1 --need navy lining",
    "@2024-05-05 serve c1",
    "@2024-05-06 serve c1 --via phone",
    "@2024-05-06 note --for c1 came with her sister",
    "@2024-05-07 note --for c1 --complaint --via review zip broke again",
    "@2024-05-08 done --for c1 a new zip, the same day",
    "@2024-05-08 promise navy coat --by '2024-05-20 17:00' --for c1",
    "@2024-05-20 done --for c1 --beyond 'at her door'",
    "@2024-05-20 promise hem --by 2024-05-22 --for c1",
    "@2024-05-23 done --for c1 --broken moths",
    "@2024-05-23 thank --for c1 --via card for her patience",
    "@2024-05-23 note --for c1 --idea open late on Fridays",
    "@2024-05-23 note --for c1 --praise the new lamp",
    "@2024-05-23 note --for c1 --warning the door sticks",
    "@2024-05-24 note --for c1 --leaving moving to Rome",
    "@2024-05-24 note --for c1 --gesture flowers",
    "@2024-05-24 style upset --for c1 --why 'cat at the vet'",
    "@2024-05-25 add 'Ana Silva' --brought-by c1",
    "@2024-05-26 remember anniversary 2015-06-01 --for c1",
    "@2024-05-27 remember 'dinner for the mayor' 2024-06-20 --for c1",
    "@2024-05-28 news 'Autumn linings are in' --for 'navy lining' --until 2024-07-01",
    "@2024-05-29 told --for c1",
    "@2024-06-01 edit c1 --at Bell --role cutter",
    "@2024-06-02 mend e3 came with her sister Eve",
    "@2024-06-02 note --for c2 --referral c1",
    "@2024-06-03 lost c1 --why 'too slow' --to Rossi",
    "@2024-06-04 later c1 --until 2024-12-01 --why 'on her holiday'",
    "@2024-06-05 setting quiet 60d",
    "@2024-06-05 setting may 'new zip, refund'",
)
"""What puts something of Margo's into every column of every table: she is c1, Jim c2, Ana c3."""

KEY = re.compile('"[0-9a-f]{32}"')


def with_numbered_keys(text: str) -> str:
    """Return a text with each key, which is made by chance, as the number of its first place."""
    keys: dict[str, str] = {}
    return KEY.sub(lambda found: keys.setdefault(found[0], f'"key {len(keys) + 1}"'), text)


def exported(oc: Oc, *words: str, **env: str) -> Any:
    """Return the JSON of an export."""
    answer = oc("export", *words, **env)
    assert 0 == answer.code, answer.err
    return json.loads(answer.out)


def imported(oc: Oc, path: Path, store: Path) -> Ran:
    """Import a file into another store."""
    answer = oc("import", str(path), OC_DB=str(store))
    assert 0 == answer.code, answer.err
    return answer


def strings(value: object) -> Iterator[str]:
    """Yield every text in a JSON value, its names too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for name, one in value.items():
            yield name
            yield from strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from strings(one)
