"""The panel "Your data": import, tidy and policy."""

from __future__ import annotations

from typing import Annotated

import typer

from .options import Json, till_of

PANEL = "Your data"


def join(app: typer.Typer) -> None:
    """Add this panel's commands to the app."""
    app.command("import", rich_help_panel=PANEL)(import_)
    for command in (tidy, policy):
        app.command(rich_help_panel=PANEL)(command)


def import_(
    context: typer.Context,
    files: Annotated[list[str], typer.Argument(metavar="FILE…", help="A customer export, as CSV.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be done.")] = False,
) -> None:
    """Bring your customers in from Square or Shopify. All files or none; a second time adds nothing.

    oc import customers.csv --dry-run
    oc import customers.csv
    """
    from ..commands.data.import_ import bring_in, report

    report(bring_in(till_of(context), files, dry_run=dry_run), dry_run=dry_run)


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
