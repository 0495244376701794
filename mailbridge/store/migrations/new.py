"""Writes a migration from the schema at HEAD to what schema.py says now: `make migration ARGS='0002
"what changes"'`.
"""

import sys
import tempfile
from typing import Any

from alembic.autogenerate import produce_migrations, render_python_code
from alembic.runtime.migration import MigrationContext

from mailbridge.store.engine.schema import Time, metadata
from mailbridge.store.engine.sqlite_engine import writing_engine
from mailbridge.store.engine.unit_of_work import driver_url
from mailbridge.store.migrations import HEAD, HERE, migrate

ID = 'sa.BigInteger().with_variant(sa.Integer(), "sqlite")'
FILE = '''\
"""{words}"""

import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = {before}
ID = {id}


def upgrade() -> None:
    {steps}
'''


def written(revision: str, words: str, from_nothing: bool = False) -> str:
    """The text of the migration; `from_nothing` begins with an empty database instead of HEAD."""
    with tempfile.TemporaryDirectory() as folder:
        engine = writing_engine(driver_url(f"sqlite:///{folder}/schema.sqlite"))
        with engine.begin() as db:
            if not from_nothing:  # as of HEAD: the tables of schema.py are beyond it
                migrate(db, None)
            configure = MigrationContext.configure(
                db, opts={"compare_type": True, "compare_server_default": True}
            )
            steps = produce_migrations(configure, metadata).upgrade_ops
        engine.dispose()
    code = render_python_code(steps, render_item=_plain_time) if steps else "pass"
    code = (
        "\n".join(line for line in code.splitlines() if not line.lstrip().startswith("# "))
        .strip()
        .replace(ID.replace('"', "'"), "ID")
    )
    before = "None" if from_nothing else f'"{HEAD}"'
    return FILE.format(words=words, revision=revision, before=before, id=ID, steps=code)


def _plain_time(kind: str, item: Any, context: Any) -> Any:
    """A migration must not change when the code does: times are plain numbers in it."""
    return "sa.BigInteger()" if kind == "type" and isinstance(item, Time) else False


if __name__ == "__main__":
    number, sentence = sys.argv[1:3]
    name = "_".join(sentence.lower().strip(".").split())
    file = HERE / "versions" / f"{number}_{name}.py"
    file.write_text(written(number, sentence, from_nothing=number == "0001"))
    print(f"{file}: read it, run `make format`, and set HEAD to {number} in {HERE / '__init__.py'}")
