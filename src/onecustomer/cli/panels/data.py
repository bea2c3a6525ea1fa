"""The panel "Your data": import, export, backup, restore, doctor, tidy and policy."""

from __future__ import annotations

from typing import Annotated

import typer

from ...errors import Usage
from .options import Force, Json, Who, copies, encodings, till_of

PANEL = "Your data"


def join(app: typer.Typer) -> None:
    """Add this panel's commands to the app."""
    app.command("import", rich_help_panel=PANEL)(import_)
    for command in (export, backup, restore, doctor, tidy, policy):
        app.command(rich_help_panel=PANEL)(command)


def import_(
    context: typer.Context,
    files: Annotated[list[str], typer.Argument(metavar="FILE…", help="A table or cards; - is what is piped in.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be done.")] = False,
    maps: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="HEADING=FIELD", help="What a heading means; again for another."),
    ] = None,
    encoding: Annotated[
        str | None, typer.Option(metavar="NAME", help="How the letters are written.", autocompletion=encodings)
    ] = None,
    update: Annotated[bool, typer.Option("--update", help="Where the file differs, take what it says.")] = False,
) -> None:
    """Bring your customers in, from wherever they are; a second time adds nobody, and what is here stays.

    Exports of Square, Shopify, opensourcepos, Google, Outlook and Thunderbird, any other table (CSV), the vCards of a
    telephone, our own exports: which it is, the file itself tells. No till has to wait meanwhile.

    oc import customers.csv --dry-run
    oc import customers.csv
    oc import contacts.vcf more.vcf
    oc import kunden.csv --map "Telefon=phone" --map "Rabatt=skip"
    oc import kunden.csv --encoding cp1250
    oc import customers.csv --update

    A FIELD is name, first, last, nick, say, phone, email, card, company, role, relation, birthday, since, last-visit,
    memo, id, why, or skip, which is not kept.

    Where a file cannot be read, nobody is brought in. What is cut short goes on by the same command; oc undo takes a
    whole import back, but not our own JSON out of an empty store.
    """
    from ...domain.transfer.reading.source import wishes
    from ..commands.data.import_ import import_files

    options = [option for option, is_on in (("--dry-run", dry_run), ("--update", update)) if is_on]
    asked = wishes(maps or [], encoding, options)
    import_files(till_of(context), files, asked, dry_run=dry_run, update=update)


def export(
    context: typer.Context,
    who: Who = None,
    as_json: Annotated[bool, typer.Option("--json", help="Every word, for programs; the usual form.")] = False,
    csv: Annotated[bool, typer.Option("--csv", help="For a spreadsheet: a person a row.")] = False,
    vcard: Annotated[bool, typer.Option("--vcard", help="For a telephone's address book.")] = False,
    plain: Annotated[bool, typer.Option("--plain", help="One person's sheet, to hand over: every word.")] = False,
    path: Annotated[str | None, typer.Option("-o", metavar="FILE", help="Write to a file, for you alone.")] = None,
    force: Force = False,
    with_notes: Annotated[
        bool, typer.Option("--with-notes", help="With pins and needs (--csv, --vcard), or the words (--staff).")
    ] = False,
    staff: Annotated[str | None, typer.Option(metavar="NAME", help="What one of the staff signed.")] = None,
) -> None:
    """Export what is kept of one person, or of everybody; the store is left as it is, so there is nothing to undo.

    oc export margo --plain
    oc export -o customers.json
    oc export --csv -o customers.csv
    """
    from ..commands.data.export import FORMS, export, wanted

    given = zip(FORMS, (as_json, csv, vcard, plain), strict=True)
    forms = [form for form, is_asked in given if is_asked]
    asked = wanted(who or [], forms, path=path, force=force, with_notes=with_notes, staff=staff)
    export(till_of(context), who or [], asked)


def backup(
    context: typer.Context,
    path: Annotated[
        str | None, typer.Argument(metavar="[FILE]", help="Where it goes; else the folder backups beside the store.")
    ] = None,
    force: Force = False,
    as_json: Json = False,
) -> None:
    """Copy the store, whole and checked, while the tills go on; once a day it is copied by itself.

    A file FILE.sha256 beside it tells whether it is still what it was: sha256sum -c takes it. Who has a copy can read
    it.

    oc backup
    oc backup /media/stick/customers.db
    oc backup /media/stick/customers.db --force
    """
    from ..commands.data.backup import backup

    backup(till_of(context), path, force=force, as_json=as_json)


def restore(
    context: typer.Context,
    file: Annotated[
        str | None,
        typer.Argument(metavar="[FILE]", help="A copy, by its name or path; else the newest.", autocompletion=copies),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do it without asking.")] = False,
    whole: Annotated[bool, typer.Option("--list", help="Only list the copies, the newest first.")] = False,
    as_json: Json = False,
) -> None:
    """Bring the store back from a copy; what is there now is kept, and who was erased since stays erased.

    oc restore
    oc restore --list
    oc restore customers.db.2026-11-27.daily
    oc restore /media/stick/customers.db

    It shows first what was written since and is not in the copy. To go back, restore the copy that it names. To begin
    anew where a store is gone, oc add NAME says what to remove.
    """
    from ..commands.data.copies import list_copies
    from ..commands.data.restore import restore

    if whole:
        if file is not None or yes:
            raise Usage("--list only lists the copies; it takes no FILE and no --yes.", "oc restore --list")
        list_copies(till_of(context), as_json=as_json)
        return
    restore(till_of(context), file, yes=yes, as_json=as_json)


def doctor(
    context: typer.Context,
    deep: Annotated[bool, typer.Option("--deep", help="Everything, and each word against the copies; slower.")] = False,
    fix: Annotated[bool, typer.Option("--fix", help="Mend what surely can be, as who may open the files.")] = False,
    as_json: Json = False,
) -> None:
    """Look whether the store and its copies are well, and say what to do where they are not; the exit code is 5 then.

    oc doctor
    oc doctor --deep

    Nothing is changed without --fix, which leaves the files to you alone, makes what finds people anew where it is not
    as the rows say, and removes what killed programs left behind.
    """
    from ...errors import StoreError
    from ..commands.data.doctor import examine

    if not examine(till_of(context), deep=deep, fix=fix, as_json=as_json):
        raise typer.Exit(StoreError.exit_code)


def tidy(
    context: typer.Context,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would go.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do it without asking.")] = False,
    as_json: Json = False,
) -> None:
    """Show what is past its time by the shop's rules, then erase it for good; oc undo cannot bring it back.

    oc tidy --dry-run
    oc tidy
    oc setting notes "12 months"
    """
    from ..commands.data.tidy import tidy

    tidy(till_of(context), dry_run=dry_run, yes=yes, as_json=as_json)


def policy(
    context: typer.Context,
    notice: Annotated[bool, typer.Option("--notice", help="Only the short notice for the counter.")] = False,
    record: Annotated[bool, typer.Option("--record", help="The record of processing, for an authority.")] = False,
    as_json: Json = False,
) -> None:
    """Say on one page, from the shop's own rules, what is kept of customers, why, for how long, and who sees it.

    oc policy
    oc policy --notice
    oc policy --record
    """
    from ..commands.data.policy import policy

    policy(till_of(context), notice=notice, record=record, as_json=as_json)
