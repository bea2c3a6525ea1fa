"""What the files are called that a till of a shop keeps beside its store."""

from __future__ import annotations

from . import sqlite

STATE, HOSTS, TOLD, OUTBOX = "-shop", "-hosts", "-told", "-outbox"  # added to the store's path
OF_A_TILL = (STATE, HOSTS, TOLD, OUTBOX)
BESIDE = (*OF_A_TILL, *(OUTBOX + end for end in sqlite.BESIDE))
