"""A person's data as they may take it along: JSON by table, and the mail they wrote as mbox."""

import io
import json
import zipfile
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from mailbridge.domain.oversight.audit import Act, Matter
from mailbridge.domain.project import Person
from mailbridge.services import audit
from mailbridge.services.container import Container
from mailbridge.services.kept_octets import bytes_to_show
from mailbridge.services.people.addresses import required_person, view_person
from mailbridge.services.views.models import PersonView
from mailbridge.steps.text.mbox import as_mbox
from mailbridge.store.oversight import erasing, person_rows

Progress = Callable[[int], None]
README = (
    "What is known of {address}.\n\nperson.json: who they are. tables/*.json: every row that names "
    "them, in the words of the database (docs/operators.md). mail.mbox: the mail they wrote, as it "
    "came.\n"
)


async def export_person(
    container: Container,
    address: str,
    actor: Person | None = None,
    progress: Progress = lambda steps: None,
) -> bytes:
    """A zip file with everything by them and about them; who took it is in the audit log. Refused:
    no-such-person.
    """

    def transaction(db: Connection) -> tuple[PersonView, dict[str, Any], list[erasing.Raw]]:
        person = required_person(db, address)
        ids = erasing.ids_of(db, person.id)
        tables = {
            table.name: list(person_rows.rows_of(db, table, ids, person.addresses))
            for table in person_rows.tables()
        }
        raws = [raw for raw in erasing.raws_near(db, ids, person.addresses) if raw.own]
        audit.record(db, container, actor, Act.EXPORTED, Matter.PERSON, person.id)
        return view_person(db, person.id), tables, raws

    view, tables, raws = await container.store.write(transaction)
    mail = []
    for raw in raws:
        mail.append(await bytes_to_show(container, raw.content, raw.sha256))
        progress(1)
    return _packed(address, view, tables, mail)


def _packed(address: str, view: PersonView, tables: dict[str, Any], mail: Iterable[bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("README.txt", README.format(address=address))
        person = {name: getattr(view, name) for name in ("id", "name", "addresses", "role")}
        archive.writestr("person.json", _json(person | {"projects": view.projects}))
        for name, rows in tables.items():
            if rows:
                archive.writestr(f"tables/{name}.json", _json(rows))
        archive.writestr("mail.mbox", as_mbox(mail))
    return packed.getvalue()


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1, default=_plain) + "\n"


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else str(value)
