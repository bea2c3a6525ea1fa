"""The panel "Your data": import."""

from __future__ import annotations

from typing import Annotated

import typer

from .options import till_of

PANEL = "Your data"


def join(app: typer.Typer) -> None:
    """Add this panel's commands to the app."""
    app.command("import", rich_help_panel=PANEL)(import_)


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

    till = till_of(context)
    report(till, bring_in(till, files, dry_run=dry_run), dry_run=dry_run)
