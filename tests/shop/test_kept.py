"""What waits for the server is kept as JSON, whatever its words are."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onecustomer.store.shop.kept import as_json

WORDS = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | WORDS,
    lambda inner: st.lists(inner) | st.dictionaries(WORDS, inner),
)


@given(VALUES)
def test_what_is_kept_is_read(value: Any) -> None:
    assert value == json.loads(as_json(value))


@pytest.mark.parametrize("value", [1.5, b"zip", ("a", "pair")], ids=repr)
def test_what_json_would_not_give_back_is_not_kept(value: Any) -> None:
    with pytest.raises((TypeError, ValueError)):
        as_json({"text": value})
