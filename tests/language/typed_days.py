"""Days as people may type them, right and wrong, for properties that hold of all of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from hypothesis import strategies as st

from onecustomer.domain.language.days import DAY_FIRST, MONTH_FIRST

PAST_DAYS = st.dates(min_value=dt.date(1900, 1, 1))
ORDERS = st.sampled_from([None, DAY_FIRST, MONTH_FIRST])
ANY_TEXT = st.text(st.characters(exclude_categories=()))
PIECES = (
    "today", "tomorrow", "in", "ago", "days", "months", "next", "last", "fri", "end", "of", "the", "month", "3", "31",
    "9999", "this", "in a", "two", "years", "week", "day after", "before yesterday", "at", "17:00", "5 pm", "noon",
    "5", "midnight", "²", "٣", "feb", "29", "2026", "0000", "--", "-", "02-29", "1958-", "/", "2/29", ".", "11.12.",
    ",", "ſep", "İ", "9" * 20, "9" * 5000, "\ud800",
)  # fmt: skip
DAYLIKE = st.lists(st.sampled_from(PIECES)).flatmap(
    lambda words: st.sampled_from([" ".join(words), "-".join(words), "".join(words)])
)
Reader = Callable[..., dt.date]
