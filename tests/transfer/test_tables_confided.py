"""What notes give away and no file may bring in: passwords, codes, the numbers of papers, and tags of health."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onecustomer.store import kinds
from tests.transfer.card_files import Read, only
from tests.transfer.table_files import Opened, handles

Table = Callable[..., Opened]


@pytest.mark.parametrize(
    "memo",
    [
        *("pw: hunter2", "Passwort: x", "kennwort hunter2", "mot de passe abc", "wachtwoord x", "contraseña x"),
        *("PIN 4711", "her password is tulip", "the password is hunter2", "senha: x", "parola d'ordine: mela"),
        *("hunter2 password", "4711 is her pin", "tea; door code 4711", "pwd=abc", "Contrasen\u0303a: x", "cvv 123"),
        *("likes tea\nmot de passe : abc\nsilk", "Mot de passe: abc", "PIN: 4711", "Password hunter2 for the wifi"),
    ],
)
def test_a_memo_with_a_password_is_left_out(table: Table, memo: str) -> None:
    ann = table(f'Name,Memo\nAnn,"{memo}"\n').only
    assert (None, ("a memo, it has words of passwords",)) == (ann.memo, ann.without)


@pytest.mark.parametrize(
    "memo",
    [
        *("passport C01X00T47", "Reisepass Nr. C01X00T47", "SSN 078-05-1120", "passeport n° 12AB34567"),
        *("Personalausweis: L01X00T47", "ID card no 123456789", "pasaporte AAA123456", "paspoortnummer NW1234567"),
        *("SSN: 078 05 1120", "Reisepassnummer C01X00T47", "Führerschein Nr B072RRE2I55", "passaporto YA1234567"),
        "carte d'identité 880692310285",
    ],
)
def test_a_memo_with_the_number_of_a_paper_is_left_out(table: Table, memo: str) -> None:
    ann = table(f'Name,Memo\nAnn,"{memo}"\n').only
    assert (None, ("a memo, it has words of identity documents",)) == (ann.memo, ann.without)


@pytest.mark.parametrize(
    "memo",
    [
        *("password reset asked", "mot de passe oublié", "Passwort vergessen", "forgot her password again"),
        *("passport shown", "passport photos, 2 of them", "her passport expires in May", "asked for a pin, 12 cm"),
        *("pin up on Friday", "the secret santa of 2025", "ID card was shown", "code of her coat: blue"),
        *("pinned a brooch 4711", "nie vor 10:30 Uhr 2026", "Pass auf: 3 Stufen", "compass 12345"),
    ],
)
def test_a_memo_that_only_speaks_of_them_is_kept(table: Table, memo: str) -> None:
    ann = table(f'Name,Memo\nAnn,"{memo}"\n').only
    assert (memo, ()) == (ann.memo, ann.without)


@pytest.mark.parametrize("memo", ["4111/1111/1111/1111", "4111_1111_1111_1111", "4111 1111\n1111 1111"])
def test_a_card_number_is_left_out_however_it_is_parted(table: Table, memo: str) -> None:
    ann = table(f'Name,Memo\nAnn,"{memo}"\n').only
    assert (None, ("a memo, it has what looks like a card number",)) == (ann.memo, ann.without)


def test_no_line_gives_a_password_away(table: Table) -> None:
    ann = table("Name,Nickname,Company\nAnn,hunter2 password,pw: x\n").only
    assert ([], None) == (handles(ann, kinds.NICK), ann.details.company)
    assert {f"a {what}, it has words of passwords" for what in ("nickname", "company")} == set(ann.without)


@pytest.mark.parametrize(
    "tags,kept,kinds",
    [
        ("VIP, HIV positive", ("The old list says: tags: VIP",), ["health"]),
        ("Diabetics ::: silk", ("The old list says: tags: silk",), ["health"]),
        ("Allergiker; Muslim", (), ["health", "religion"]),
        ("krankenkasse", (), ["health"]),
    ],
)
def test_a_tag_of_health_or_faith_is_left_out_and_told(
    table: Table, tags: str, kept: tuple[str, ...], kinds: list[str]
) -> None:
    ann = table(f'Name,Tags\nAnn,"{tags}"\n').only
    assert (kept, tuple(f"a tag, it has words of {kind}" for kind in kinds)) == (ann.records, ann.without)


def test_a_card_tells_the_same(read: Read) -> None:
    ann = only(read("FN:Ann\nNICKNAME:hunter2 password\nNOTE:PIN 4711\nCATEGORIES:VIP,Diabetics"))
    assert (("The card says: group: VIP",), None) == (ann.records, ann.memo)
    assert 3 == len(ann.without)
    assert "a tag, it has words of health" in ann.without
