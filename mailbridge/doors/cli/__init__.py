"""The command line: each file of this folder holds the commands of one noun, and is read only when
that noun is called.
"""

import gc
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer

from mailbridge.doors.cli.frame.spoken import Commands, SpokenCommand, SpokenGroup

COMMANDS = {
    "serve": "Run the service: take mail in, file it, send letters, show the web.",
    "demo": "Everything on this machine, with two projects and two weeks of letters in it.",
    "explain": "Read mail and print what mailbridge understands of it; nothing is stored.",
    "ingest": "Take mail in from files, as if it had come by SMTP, and print a verdict for each.",
    "apply": "Make what files declare: projects, aliases, people and policies.",
    "project": "Projects and their addresses.",
    "alias": "Memorable addresses that lead to a project.",
    "person": "People: team members and clients.",
    "company": "Companies: the clients, by the domains that they write from.",
    "discussion": "What was said.",
    "question": "What is asked, and what was answered.",
    "task": "What is to be done.",
    "due": "What will happen by the clock.",
    "survey": "The one question, and its answers.",
    "search": "What was written, files, tasks and people, by words in any form.",
    "mail": "The mail log: each message that knocked, its verdict and its trail.",
    "outbox": "Letters owed, with attempts and the far side's words.",
    "audit": "The audit log: who let in, released, shared, read, changed or erased what.",
    "letter": "How letters look.",
    "dkim": "The keys that sign letters, and their DNS records.",
    "webhook": "Programs elsewhere that are told what happens.",
    "retention": "What is older than projects keep is deleted.",
    "doctor": (
        "Check configuration, database, DNS, relay, disk and clock; say what to do about each "
        "fault."
    ),
    "db": "The database: schema, safety copies, keys.",
}
WHERE = {  # where it is not a file of its own name
    "apply": "installation.apply",
    "db": "installation.db",
    "doctor": "installation.doctor",
    "due": "follow_up.due",
    "survey": "follow_up.survey",
    "explain": "explain.command",
    "audit": "oversight.audit",
    "retention": "oversight.retention",
    "outbox": "letters.outbox",
    "letter": "letters.letter",
    "dkim": "letters.dkim",
    "webhook": "oversight.webhook",
}


class Nouns(SpokenGroup):
    """Reads the file of a noun when it is called; the list of all of them needs no file at all."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.commands = {name: SpokenCommand(name, help=words) for name, words in COMMANDS.items()}

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that is called; its file is read first."""
        if args and args[0] in COMMANDS:
            self.commands[args[0]] = loaded(args[0])
        gc.freeze()  # what is loaded stays: looked through, it would cost more than many a command
        gc.enable()  # main turned it off
        return super().resolve_command(ctx, args)


def loaded(name: str) -> Any:
    """The command, or the group of a noun, from its file."""
    found = getattr(
        import_module(f"mailbridge.doors.cli.{WHERE.get(name, name)}"),
        "explain" if name == "explain" else "app",
    )
    noun = found if isinstance(found, typer.Typer) else _single(found)
    command = typer.main.get_command(noun)
    command.name = name
    return command


def _single(work: Any) -> typer.Typer:
    noun = Commands()
    noun.command()(work)
    return noun


def _version(wanted: bool) -> None:
    if wanted:
        from mailbridge import __version__

        print(f"mailbridge {__version__}")
        raise typer.Exit


app = Commands(cls=Nouns, name="mailbridge", pretty_exceptions_enable=False)


@app.callback()
def main(
    context: typer.Context,
    config: Annotated[
        Path | None, typer.Option(help="The TOML file of settings.", metavar="FILE")
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Mail becomes discussions, discussions become tasks, everybody is told by letters."""
    context.obj = config
