"""For comparison: the lookup of `oc serve`, as one would write it with Typer, SQLModel and Rich and nothing else.

It writes nothing, which `oc serve` does.
"""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console
from rich.panel import Panel
from sqlmodel import Session, col, create_engine, select

from onecustomer.store.index.lookup import WORD
from onecustomer.store.schema.models import Customer, Interaction, SearchKey

app = typer.Typer()


@app.command()
def serve(
    who: Annotated[str, typer.Argument(help="How a word of the name begins.")],
    db: Annotated[str, typer.Option(help="The store.")],
) -> None:
    """Print the one customer with such a name, and what happened last."""
    with Session(create_engine(f"sqlite:///{db}")) as session:
        begins = (SearchKey.kind == WORD, SearchKey.folded >= who, SearchKey.folded < who + "\U0010ffff")
        found = select(Customer).join(SearchKey, col(SearchKey.customer_id) == Customer.id).where(*begins)
        customer = session.exec(found).one()
        latest = select(Interaction).where(Interaction.customer_id == customer.id).order_by(col(Interaction.day).desc())
        entries = session.exec(latest.limit(2)).all()
    lines = [f"{customer.company}, {customer.usual_style}"]
    lines += [f"{entry.day:%d %b}  {entry.kind}  {entry.text or ''}" for entry in entries]
    Console().print(Panel("\n".join(lines), title=customer.name))


def run() -> None:
    """Run the command line."""
    app()
