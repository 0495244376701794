"""`mailbridge db …`"""

from pathlib import Path
from typing import Annotated

import typer

from mailbridge.bootstrap import CannotStart, Settings, safety, schema
from mailbridge.bootstrap.keys import rotate
from mailbridge.doors.cli.frame.answers import Answer, said
from mailbridge.doors.cli.frame.asking import asks, noun, plain
from mailbridge.doors.cli.frame.progress import progress
from mailbridge.doors.cli.frame.terminal import say
from mailbridge.services.container import Container
from mailbridge.services.searching.reindex import count_all, reindex

app = noun("The database: schema, safety copies, keys.")


@app.command()
@asks
async def upgrade(container: Container) -> Answer:
    """Bring the schema to what this version needs; serve and every other command do it too when
    they start.
    """
    revision = await schema(container)
    return said(
        {"revision": revision},
        say("The schema is {revision}, as this version needs it.", revision=revision),
    )


@app.command()
@plain
def backup(
    settings: Settings, file: Annotated[Path, typer.Argument(help="The tar file to write.")]
) -> Answer:
    """Copy the database, the large messages and the keys into one file; the service may go on
    meanwhile.
    """
    with progress("pages", None) as advance:
        size = safety.backup(settings, file, lambda done, total: advance(0))
    return said(
        {"file": str(file), "size": size},
        say("{file}: {size} bytes. It holds the keys too: keep it safe.", file=file, size=size),
    )


@app.command()
@plain
def restore(
    settings: Settings, file: Annotated[Path, typer.Argument(help="A file that backup wrote.")]
) -> Answer:
    """Unpack a safety copy into an empty data_dir; stop the service first."""
    safety.restore(settings, file)
    return said(
        {"file": str(file), "data_dir": str(settings.data_dir)},
        say(
            "{file} is restored into {data_dir}. The service takes in the words that search finds "
            "by itself, once it runs; `mailbridge db reindex` does it at once.",
            file=file,
            data_dir=settings.data_dir,
        ),
    )


@app.command("reindex")
@asks
async def reindex_words(container: Container) -> Answer:
    """Take in anew all words that search finds; the service may go on meanwhile."""
    with progress("search", await count_all(container)) as advance:
        done = await reindex(container, advance)
    return said({"found": done}, say("The words of {number} things are found.", number=done))


@app.command("rotate-key")
@plain
def rotate_key(settings: Settings) -> Answer:
    """Sign with a fresh key from the next start on; what was signed with the old ones goes on
    working.
    """
    if settings.secret_key is not None:
        raise CannotStart(
            say(
                "the configuration has a secret_key, and that one signs: change it "
                "there; the one before it is still believed"
            )
        )
    rotate(settings.data_dir)
    return said(
        {"file": str(settings.data_dir / "secret_keys")},
        say("A fresh key signs after the next start; old ones are still believed."),
    )
