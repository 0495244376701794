"""`mailbridge company …`"""

from typing import Annotated

import typer

from mailbridge.doors.cli.frame.answers import Answer, card, said, table
from mailbridge.doors.cli.frame.asking import asks, noun
from mailbridge.doors.cli.frame.terminal import say
from mailbridge.doors.json_objects.companies import Company, WholeCompany
from mailbridge.services.companies import lists, register
from mailbridge.services.container import Container

app = noun("Companies: the clients, by the domains that they write from.")
Domain = Annotated[str, typer.Argument(help="A domain of theirs, such as bloom.example.")]


@app.command("list")
@asks
async def list_(
    container: Container,
    words: Annotated[
        str, typer.Argument(metavar="[WORDS]", help="What its name or domain holds.")
    ] = "",
) -> Answer:
    """All companies, by name."""
    views = [Company.of(view) for view in await lists.list_companies(container, words)]
    empty = (
        say("No company is called so, or writes from there.")
        if words
        else say("Nobody writes from a domain of their own yet.")
    )
    return table(views, ("name", "domains", "people"), empty)


@app.command()
@asks
async def show(container: Container, domain: Domain) -> Answer:
    """A company with its people and newest discussions."""
    return card(WholeCompany.of(await register.show_company(container, domain)))


@app.command("set")
@asks
async def set_(
    container: Container,
    domain: Domain,
    name: Annotated[
        str | None, typer.Option(help="How pages call it; empty: by its domain.")
    ] = None,
    domains: Annotated[
        list[str] | None, typer.Option("--domain", help="A domain of theirs; all of them.")
    ] = None,
) -> Answer:
    """Change what is given; the rest stays as it is."""
    return card(Company.of(await register.change_company(container, domain, name, domains)))


@app.command()
@asks
async def merge(
    container: Container,
    domain: Domain,
    into: Annotated[str, typer.Argument(help="A domain of the company that stays.")],
) -> Answer:
    """Two companies are one; `company unmerge` takes it back."""
    made = await register.merge_companies(container, domain, into)
    return said(
        Company.of(made),
        say("{name} has {domains} now.", name=made.name, domains=", ".join(made.domains)),
    )


@app.command()
@asks
async def unmerge(container: Container, domain: Domain) -> Answer:
    """Take back the newest merge into a company."""
    return card(Company.of(await register.undo_merge_of_companies(container, domain)))
