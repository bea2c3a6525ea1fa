"""What no wish brings in, what one overrules, and whose a column is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onecustomer.errors import Refused
from onecustomer.store import kinds
from tests.transfer.table_files import Opened, handles

Table = Callable[..., Opened]


@pytest.mark.parametrize(
    "heading,field,why",
    [
        *(("Password", "memo", "a secret"), ("PIN", "memo", "a secret"), ("Passport", "id", "an identity document")),
        *(("IBAN", "memo", "a bank account"), ("Credit card", "memo", "a payment card")),
    ],
)
def test_no_wish_brings_in_what_is_never_kept(table: Table, heading: str, field: str, why: str) -> None:
    with pytest.raises(Refused) as refused:
        table(f"Name,{heading}\nAnn,x\n", f"{heading}={field}")
    assert f"“{heading}” is {why} by its heading, and is never kept." == refused.value.sentence
    assert "nothing was imported" in refused.value.hint
    assert ["Ann"] == table(f"Name,{heading}\nAnn,x\n", f"{heading}=skip").names


def test_no_wish_brings_in_a_column_of_payment_numbers(table: Table) -> None:
    rows = "Ann,4111 1111 1111 1111\nBob,5555 5555 5555 4444\nCy,\n"
    for content, maps in ((f"Name,Was\n{rows}", ["Was=memo"]), (f"a@x.com,\n{rows}", ["1=name", "2=memo"])):
        with pytest.raises(Refused, match="numbers of payment cards or bank accounts, and is never kept"):
            table(content, *maps)
    assert ["a memo, it has what looks like a card number"] == [
        why for one in table(f"Name,Was\n{rows}Di,tea\nEd,silk\n", "Was=memo").people for why in one.without
    ][:1]


def test_what_a_wish_overrules_is_kept_and_told(table: Table) -> None:
    found = table(
        "Name,Religion,Total,Card no\nAnn,none of it,4.50,K77\n", "Religion=memo", "Total=memo", "Card no=card"
    )
    assert ("Religion: none of it; Total: 4.50", ["K77"]) == (found.only.memo, handles(found.only, kinds.CARD))
    assert [
        "Religion: kept as memo, as --map says; without it, it is left out (religion)",
        "Total: kept as memo, as --map says; without it, it is left out (money)",
        "Card no: kept as card, as --map says; without it, it is left out (a payment card)",
    ] == list(found.source.notes)


@pytest.mark.parametrize(
    "headings,row,name,phones,unread",
    [
        (
            "Billing Name,Billing Phone,Shipping Name,Shipping Phone",
            "Anna,2125550100,Tom,2125550101",
            *("Anna", ["2125550100"], ["Shipping Name", "Shipping Phone"]),
        ),
        (
            "First name,Last name,Billing first name,Billing phone,Shipping first name,Shipping phone",
            "Anna,Klein,Anna,2125550100,Tom,2125550101",
            *("Anna Klein", ["2125550100"], ["Billing first name", "Shipping first name", "Shipping phone"]),
        ),
        ("Name,Billing Phone,Other phone", "Anna,2125550100,2125550101", "Anna", ["2125550100", "2125550101"], []),
        (
            "Name,Phone,Emergency Contact Name,Emergency Contact Phone,Assistant's Phone",
            "Anna,2125550100,Tom,2125550101,2125550102",
            *("Anna", ["2125550100"], ["Emergency Contact Name", "Emergency Contact Phone", "Assistant's Phone"]),
        ),
        ("Contact first name,Last name,Contact phone", "Anna,Klein,2125550100", "Anna Klein", ["2125550100"], []),
        ("Name,Phone,Spouse,Spouse phone", "Anna,2125550100,Tom,2125550101", "Anna", ["2125550100"], []),
        (
            "First Name,Last Name,E-mail 1 - Value,Phone 1 - Value,Labels,Relation 1 - Label,Relation 1 - Value",
            "Anna,,,2125550100,,Spouse,Tom",
            *("Anna", ["2125550100"], ["Relation 1 - Label", "Relation 1 - Value"]),
        ),
    ],
)
def test_a_second_person_of_a_row_is_not_her(
    table: Table, headings: str, row: str, name: str, phones: list[str], unread: list[str]
) -> None:
    found = table(f"{headings}\n{row}\n")
    assert (name, phones, None) == (
        found.only.details.name,
        handles(found.only, kinds.PHONE),
        found.only.details.relation,
    )
    assert unread == list(found.source.unread)
