"""Questions are a ledger: each has a state, and each change says who, when and by which words."""

import sqlalchemy as sa
from alembic import op

from mailbridge.store.migrations.batches import parts

revision = "0006"
down_revision = "0005"
ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
ANSWERED = """
    UPDATE questions SET state = 'answered',
    evidence = COALESCE((SELECT substr(posts.reply, 1, 300) FROM posts
    WHERE posts.id = questions.changed_in), ''),
    changed_by = (SELECT posts.author_id FROM posts WHERE posts.id = questions.changed_in)
    WHERE changed_at IS NOT NULL AND id > :after AND id <= :upto
"""
WHO_ANSWERED = """
    INSERT INTO question_changes (question_id, state, words, changed_by, at, post_id)
    SELECT id, state, evidence, changed_by, changed_at, changed_in FROM questions
    WHERE changed_at IS NOT NULL AND id > :after AND id <= :upto ORDER BY id
"""
NOBODY_IS_ASKED = """
    UPDATE discussions SET whose_move = 'nobody'
    WHERE whose_move = 'client' AND id > :after AND id <= :upto AND NOT EXISTS
    (SELECT 1 FROM questions WHERE questions.discussion_id = discussions.id
    AND questions.side = 'client' AND questions.state = 'open')
"""


def upgrade() -> None:
    op.create_table(
        "question_changes",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("question_id", ID, nullable=False),
        sa.Column("state", sa.Text(), server_default=sa.text("'open'"), nullable=False),
        sa.Column("words", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("changed_by", ID, nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("post_id", ID, nullable=True),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["questions.id"],
            name=op.f("fk_question_changes_question_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_changes")),
    )
    for column in ("question_id", "post_id"):
        op.create_index(
            op.f(f"ix_question_changes_{column}"), "question_changes", [column], unique=False
        )
    for name, default in (("state", "open"), ("evidence", "")):
        words = sa.Column(name, sa.Text(), server_default=sa.text(f"'{default}'"), nullable=False)
        op.add_column("questions", words)
    op.add_column("questions", sa.Column("changed_by", ID, nullable=True))
    op.execute("ALTER TABLE questions RENAME COLUMN answered_by TO changed_in")
    op.execute("ALTER TABLE questions RENAME COLUMN answered_at TO changed_at")
    _keep_what_was_answered()


def _keep_what_was_answered() -> None:
    """Answered stays answered, with the words of the post that did it; nobody's move is a client's
    without an open question.
    """
    db = op.get_bind()
    for part in parts("questions"):
        db.execute(sa.text(ANSWERED), part)
        db.execute(sa.text(WHO_ANSWERED), part)
    for part in parts("discussions"):
        db.execute(sa.text(NOBODY_IS_ASKED), part)
