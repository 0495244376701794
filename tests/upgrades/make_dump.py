"""Writes `from_64fe6d9.<engine>.sql`: an installation as revision 64fe6d9 left it, with a little of
everything that later migrations change. Run with the modules of that revision:

    git worktree add ../frozen 64fe6d9
    cd ../frozen && PYTHONPATH=. python ../mailbridge/tests/upgrades/make_dump.py URL FILE

URL is an empty database; for PostgreSQL `pg_dump` must be on the PATH.
"""

# mypy: ignore-errors - it is written for the modules of another revision
import asyncio
import sys
import tempfile
from pathlib import Path

from dumping import dumped
from mailbridge.store.unit_of_work import Store
from tests.house import DOMAIN, open_house

from mailbridge.domain.proof import Evidence, SpfResult
from mailbridge.services import administer, discuss, hand_over, receive, tasks
from mailbridge.store import migrations, projects, returns
from tests.services.post_office import PostOffice, letter

MARIA, ANNA, TOM = (
    "Maria Lopez <maria@bloom.example>",
    "Anna Petrova <anna@agency.example>",
    "Tom Reed <tom@bloom.example>",
)
ALIAS = f"hello@{DOMAIN}"


async def live(url: str, folder: Path) -> None:
    """Days of an agency: see the comments for what each is here for."""
    store = Store(url)
    await store.write(migrations.upgrade)
    await store.close()
    house = await open_house(url, folder)
    office = await PostOffice(house).open()
    await people(office)
    first = await office.bring(MARIA, "Menu", "Which colours do you need?\n\nThe old ones are sad.")
    await office.bring(
        TOM, "Menu", "And the font?", Cc="guest@far.example", In_Reply_To="<1@mail.example>"
    )
    answered(office, "agency.example")
    await office.bring(
        ANNA,
        "Re: Menu",
        "#task Colours\n\nGreen. Do you agree?",
        to=await office.reply_address("anna@agency.example"),
    )
    await hand_over.drain(house)
    await through_the_alias(office)
    await doubtful_answers(office)
    house.clock.forward(days=1)
    await discuss.reply(
        house,
        await administer.person(house, "anna@agency.example"),
        first.discussion_id,
        "From the web.",
    )
    await changed_tasks(office)
    await held_and_queued(office)
    await house.close()


async def people(office: PostOffice) -> None:
    await office.person("anna@agency.example", "member", "Anna Petrova")
    await office.person("igor@agency.example", "member", "Игорь Белов", language="ru")
    await office.person("olga@agency.example", "admin", "Olga")
    await office.person("maria@bloom.example", "client", "Maria Lopez")


async def through_the_alias(office: PostOffice) -> None:
    """The trail alone says so."""
    await administer.add_alias(office.house, ALIAS, "Bloom")
    await office.bring(
        MARIA, "Prices", "What does it cost?", X_Forwarded_For=f"{ALIAS} {office.address}"
    )


def answered(office: PostOffice, domain: str) -> None:
    office.house.authenticator.evidence = Evidence(spf=SpfResult(domain, "pass"))


async def doubtful_answers(office: PostOffice) -> None:
    """The last words of letters say that one is late and another may have come back."""
    sent = [row for row in await office.letters() if row["state"] == "sent"]
    await office.house.store.write(lambda db: returns.late(db, sent[0]["id"], "4.4.1 no answer"))
    await office.house.store.write(lambda db: returns.doubted(db, sent[1]["id"], "5.1.1 gone"))


async def changed_tasks(office: PostOffice) -> None:
    """Letters about tasks wait to be sent."""
    anna = await administer.person(office.house, "anna@agency.example")
    made = await tasks.tasks(office.house, anna)
    await tasks.change(office.house, anna, made[0].id, assignee="igor@agency.example")
    await tasks.change(office.house, anna, made[0].id, due="2026-12-01")


async def held_and_queued(office: PostOffice) -> None:
    """One waits for an admin, one for the worker."""
    await office.house.store.write(lambda db: projects.change(db, 1, unknown_authors="hold"))
    await office.bring("Stranger <new@far.example>", "Offer", "Buy our chairs.")
    await receive.accept(
        office.house,
        [receive.Envelope("maria@bloom.example", office.address)],
        letter(MARIA, "Later", "Filed after the upgrade.", 99, To=office.address),
    )


def main(url: str, file: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(live(url, Path(folder)))
    Path(file).write_text(dumped(url))


if __name__ == "__main__":
    main(*sys.argv[1:])
