"""The command line: each file of this folder holds the commands of one noun."""

import typer

from mailbridge.doors.cli.explain import explain

app = typer.Typer(name="mailbridge", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
app.command()(explain)


@app.callback()
def main() -> None:
    """Mail becomes discussions, discussions become tasks, everybody is told by letters."""
