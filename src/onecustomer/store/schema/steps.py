"""The migrations, one step from each schema to the next. A released step never changes: older stores still need it."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..database.connection import Store

TO_2 = """
ALTER TABLE customer ADD COLUMN why_day DATE;
ALTER TABLE customer ADD COLUMN added DATE;
ALTER TABLE customer ADD COLUMN every INTEGER;
CREATE INDEX ix_customer_relation ON customer (relation) WHERE relation IS NOT NULL;
ALTER TABLE interaction ADD COLUMN due DATE;
ALTER TABLE interaction ADD COLUMN other_id INTEGER REFERENCES customer (id) ON DELETE SET NULL;
CREATE INDEX ix_interaction_about ON interaction (about_id) WHERE about_id IS NOT NULL;
CREATE INDEX ix_interaction_asked ON interaction (kind, day) WHERE kind IN ('complaint', 'promise', 'referral');
CREATE INDEX ix_interaction_other ON interaction (other_id) WHERE other_id IS NOT NULL;
CREATE TABLE setting (name VARCHAR NOT NULL, value VARCHAR NOT NULL, PRIMARY KEY (name));
CREATE TABLE news (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "key" CHAR(32) NOT NULL,
    deed_id INTEGER NOT NULL REFERENCES deed (id),
    text TEXT NOT NULL,
    words VARCHAR NOT NULL,
    day DATE NOT NULL,
    until DATE NOT NULL,
    staff VARCHAR,
    UNIQUE ("key")
);
CREATE INDEX ix_news_deed_id ON news (deed_id);
CREATE INDEX ix_news_until ON news (until);
CREATE TABLE telling (
    news_id INTEGER NOT NULL REFERENCES news (id) ON DELETE CASCADE,
    customer_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE CASCADE,
    deed_id INTEGER NOT NULL REFERENCES deed (id),
    day DATE NOT NULL,
    staff VARCHAR,
    PRIMARY KEY (news_id, customer_id)
);
CREATE INDEX ix_telling_customer_id ON telling (customer_id);
CREATE INDEX ix_telling_deed_id ON telling (deed_id);
CREATE TABLE rhythm (
    customer_id INTEGER NOT NULL PRIMARY KEY REFERENCES customer (id) ON DELETE CASCADE,
    first_day INTEGER NOT NULL,
    last_day INTEGER NOT NULL,
    gap INTEGER,
    measured INTEGER NOT NULL,
    thanked_day INTEGER,
    lost INTEGER NOT NULL
);
UPDATE customer SET added = (SELECT substr(deed.at, 1, 10) FROM deed WHERE deed.id = customer.deed_id);
UPDATE customer SET why_day = added WHERE why IS NOT NULL
"""


def to_2(store: Store) -> None:
    """Add what promises, referrals, news, settings and rhythm need."""
    for statement in TO_2.split(";"):
        store.change(statement)


def to_3(store: Store) -> None:
    """Add the index that finds the latest entries of a kind, however long a timeline is."""
    store.change("CREATE INDEX ix_interaction_kind ON interaction (customer_id, kind, day)")


TO_4 = """
ALTER TABLE deed ADD COLUMN day DATE;
ALTER TABLE deed ADD COLUMN session INTEGER;
ALTER TABLE interaction ADD COLUMN mended_id INTEGER;
ALTER TABLE fact ADD COLUMN mended_id INTEGER;
ALTER TABLE occasion ADD COLUMN mended_id INTEGER;
CREATE INDEX ix_deed_mended ON deed (day) WHERE verb = 'mend' AND before IS NOT NULL;
UPDATE deed SET day = date(at, 'localtime')
"""


def to_4(store: Store) -> None:
    """Add the shop's day and the terminal's session to each deed, and to what is kept the deed that last mended it."""
    for statement in TO_4.split(";"):
        store.change(statement)


def to_5(store: Store) -> None:
    """Change nothing: the search keys are of more kinds, and are made anew by `index`, which knows how."""


TO_6 = """
ALTER TABLE customer ADD COLUMN since_said VARCHAR;
ALTER TABLE interaction ADD COLUMN awaits BOOLEAN;
ALTER TABLE interaction ADD COLUMN imported BOOLEAN;
UPDATE interaction SET awaits = 1 WHERE kind IN ('promise', 'complaint');
UPDATE interaction SET imported = 1 WHERE deed_id IN (SELECT id FROM deed WHERE verb = 'import');
UPDATE deed SET before = NULL WHERE verb = 'mend';
CREATE INDEX ix_interaction_awaiting ON interaction (customer_id, day) WHERE awaits IS NOT NULL;
CREATE INDEX ix_interaction_styled ON interaction (customer_id, day) WHERE style IS NOT NULL;
CREATE INDEX ix_interaction_due ON interaction (due) WHERE awaits IS NOT NULL
"""


def to_6(store: Store) -> None:
    """Say of each entry whether it stays open until it is ended, and whether a file said it; of `since`, how much.

    Warnings of before stay as they are, as nobody waits for an answer to them. What was taken out before can no longer
    be put back, as the rows that are kept for it do not say whether they stay open.
    """
    for statement in TO_6.split(";"):
        store.change(statement)


TO_7 = """
ALTER TABLE customer ADD COLUMN later DATE;
ALTER TABLE customer ADD COLUMN later_why VARCHAR;
CREATE INDEX ix_customer_later ON customer (later) WHERE later IS NOT NULL;
ALTER TABLE interaction ADD COLUMN due_time VARCHAR;
DROP INDEX ix_interaction_asked;
CREATE INDEX ix_interaction_asked ON interaction (kind, day)
    WHERE kind IN ('complaint', 'promise', 'referral', 'warning', 'leaving', 'praise', 'lost');
DELETE FROM setting WHERE name = 'thanks'
"""


def to_7(store: Store) -> None:
    """Add the hour of a promise and until when somebody is put aside, and find all that the morning asks for.

    The rule `thanks` goes: thanks are no subscription.
    """
    for statement in TO_7.split(";"):
        store.change(statement)


TO_8 = """
ALTER TABLE customer ADD COLUMN no_notes BOOLEAN;
CREATE INDEX ix_customer_no_notes ON customer (no_notes) WHERE no_notes IS NOT NULL;
CREATE TABLE erasure (key CHAR(32) NOT NULL, day DATE NOT NULL, PRIMARY KEY (key))
"""


def to_8(store: Store) -> None:
    """Add who wants nothing noted of them, and who was erased while traces of theirs may be left."""
    for statement in TO_8.split(";"):
        store.change(statement)


TO_9 = """
ALTER TABLE deed ADD COLUMN file VARCHAR;
ALTER TABLE deed ADD COLUMN unfinished VARCHAR;
CREATE INDEX ix_deed_unfinished ON deed (id) WHERE unfinished IS NOT NULL;
CREATE TABLE alias (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    key CHAR(32) NOT NULL,
    customer_id INTEGER NOT NULL,
    deed_id INTEGER NOT NULL,
    UNIQUE (key),
    FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE CASCADE,
    FOREIGN KEY(deed_id) REFERENCES deed (id)
);
CREATE INDEX ix_alias_customer_id ON alias (customer_id);
CREATE INDEX ix_alias_deed_id ON alias (deed_id);
CREATE TABLE apart (
    customer_id INTEGER NOT NULL,
    other_id INTEGER NOT NULL,
    deed_id INTEGER NOT NULL,
    PRIMARY KEY (customer_id, other_id),
    FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE CASCADE,
    FOREIGN KEY(other_id) REFERENCES customer (id) ON DELETE CASCADE,
    FOREIGN KEY(deed_id) REFERENCES deed (id)
);
CREATE INDEX ix_apart_other_id ON apart (other_id);
CREATE INDEX ix_apart_deed_id ON apart (deed_id)
"""


def to_9(store: Store) -> None:
    """Add the files of an import and whether it is finished, numbers of before a merger, and who are two people."""
    for statement in TO_9.split(";"):
        store.change(statement)


TO_10 = """
CREATE TABLE shop (
    number INTEGER NOT NULL,
    service VARCHAR NOT NULL,
    cursor INTEGER NOT NULL,
    mark VARCHAR NOT NULL,
    PRIMARY KEY (number)
)
"""


def to_10(store: Store) -> None:
    """Add of which shop this store is a till's copy, and how much of it the copy has."""
    store.change(TO_10)


KEYS_ANEW = 5
"""The schema from which the search keys are as they are made now."""

STEPS = (to_2, to_3, to_4, to_5, to_6, to_7, to_8, to_9, to_10)
"""The first step turns schema 1 into schema 2, and so on."""
