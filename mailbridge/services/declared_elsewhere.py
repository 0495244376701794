"""What files declare is changed there alone."""

from sqlalchemy import Connection

from mailbridge.services.refusal import Refused
from mailbridge.store.directory import declarations


def refuse_declared(db: Connection, kind: str, name: str) -> None:
    """Refused: from-configuration, where a file declares this project, alias, person or policy."""
    file = declarations.file_of(db, kind, name)
    if file is not None:
        raise Refused("from-configuration", name=name, file=file)
