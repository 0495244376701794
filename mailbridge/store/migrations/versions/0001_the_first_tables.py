"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "automatic_letters",
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint(
            "address", "day", "kind", "about", name=op.f("pk_automatic_letters")
        ),
    )
    op.create_table(
        "meta",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_meta")),
    )
    op.create_table(
        "outbox",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("letter", sa.Text(), nullable=False),
        sa.Column("discussion_id", ID, nullable=True),
        sa.Column("post_id", ID, nullable=True),
        sa.Column("person_id", ID, nullable=True),
        sa.Column("to", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("message_id", sa.Text(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("once", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), server_default=sa.text("'queued'"), nullable=False),
        sa.Column("run_at", sa.BigInteger(), nullable=True),
        sa.Column("attempts", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("last_reply", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("created", sa.BigInteger(), nullable=False),
        sa.Column("sent_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("once", name=op.f("uq_outbox_once")),
    )
    op.create_index(op.f("ix_outbox_discussion_id"), "outbox", ["discussion_id"], unique=False)
    op.create_index(
        "ix_outbox_due",
        "outbox",
        ["run_at", "id"],
        unique=False,
        sqlite_where=sa.text("state in ('queued', 'held', 'deferred')"),
        postgresql_where=sa.text("state in ('queued', 'held', 'deferred')"),
    )
    op.create_index(op.f("ix_outbox_message_id"), "outbox", ["message_id"], unique=False)
    op.create_index(op.f("ix_outbox_person_id"), "outbox", ["person_id"], unique=False)
    op.create_table(
        "people",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("name", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("role", sa.Text(), server_default=sa.text("'client'"), nullable=False),
        sa.Column("language", sa.Text(), server_default=sa.text("'en'"), nullable=False),
        sa.Column("time_zone", sa.Text(), server_default=sa.text("'UTC'"), nullable=False),
        sa.Column("staged", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("unreachable", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("soft_bounces", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("merged_into", ID, nullable=True),
        sa.Column("created", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["merged_into"], ["people.id"], name=op.f("fk_people_merged_into"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
    )
    op.create_table(
        "pictures",
        sa.Column("domain", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("letters", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("domain", "sha256", name=op.f("pk_pictures")),
    )
    op.create_table(
        "projects",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), server_default=sa.text("'en'"), nullable=False),
        sa.Column("team_replies", sa.Text(), server_default=sa.text("'client'"), nullable=False),
        sa.Column("unknown_authors", sa.Text(), server_default=sa.text("'accept'"), nullable=False),
        sa.Column("created", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_projects")),
        sa.UniqueConstraint("name", name=op.f("uq_projects_name")),
    )
    op.create_table(
        "raws",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_raws")),
    )
    op.create_table(
        "tallies",
        sa.Column("hour", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("hour", "name", name=op.f("pk_tallies")),
    )
    op.create_table(
        "address_claims",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("created", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_address_claims_person_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_address_claims")),
        sa.UniqueConstraint(
            "person_id", "address", name=op.f("uq_address_claims_person_id_address")
        ),
    )
    op.create_table(
        "aliases",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("project_id", ID, nullable=False),
        sa.Column("state", sa.Text(), server_default=sa.text("'waiting'"), nullable=False),
        sa.Column("changed", sa.BigInteger(), nullable=True),
        sa.Column("last_mail", sa.BigInteger(), nullable=True),
        sa.Column("mails", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("usual_gap", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("armed_until", sa.BigInteger(), nullable=True),
        sa.Column("confirmation", sa.JSON(), nullable=True),
        sa.Column("next_test", sa.BigInteger(), nullable=True),
        sa.Column("misses", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("created", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"], ["projects.id"], name=op.f("fk_aliases_project_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_aliases")),
        sa.UniqueConstraint("address", name=op.f("uq_aliases_address")),
    )
    op.create_index(op.f("ix_aliases_project_id"), "aliases", ["project_id"], unique=False)
    op.create_table(
        "api_tokens",
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("created", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_api_tokens_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_api_tokens")),
    )
    op.create_table(
        "author_policies",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("project_id", ID, nullable=True),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("policy", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["projects.id"],
            name=op.f("fk_author_policies_project_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_author_policies")),
    )
    op.create_index(op.f("ix_author_policies_author"), "author_policies", ["author"], unique=False)
    op.create_table(
        "discussions",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("project_id", ID, nullable=False),
        sa.Column("subject", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("base_subject", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("state", sa.Text(), server_default=sa.text("'open'"), nullable=False),
        sa.Column("whose_move", sa.Text(), server_default=sa.text("'team'"), nullable=False),
        sa.Column("internal", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("next_question", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("next_request", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("created", sa.BigInteger(), nullable=False),
        sa.Column("updated", sa.BigInteger(), nullable=False),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.Column("last_written", sa.BigInteger(), nullable=False),
        sa.Column("parted", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("to_many", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("merged_into", ID, nullable=True),
        sa.ForeignKeyConstraint(
            ["merged_into"],
            ["discussions.id"],
            name=op.f("fk_discussions_merged_into"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["projects.id"],
            name=op.f("fk_discussions_project_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_discussions")),
    )
    op.create_index(
        "ix_discussions_project_base",
        "discussions",
        ["project_id", "base_subject", "last_written"],
        unique=False,
    )
    op.create_index(
        op.f("ix_discussions_project_id_updated"),
        "discussions",
        ["project_id", "updated"],
        unique=False,
    )
    op.create_table(
        "inbounds",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("raw_id", ID, nullable=True),
        sa.Column("received", sa.BigInteger(), nullable=False),
        sa.Column("reverse_path", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("forward_path", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("client", sa.Text(), nullable=True),
        sa.Column("helo", sa.Text(), nullable=True),
        sa.Column("door", sa.Text(), server_default=sa.text("'smtp'"), nullable=False),
        sa.Column("state", sa.Text(), server_default=sa.text("'queued'"), nullable=False),
        sa.Column("run_at", sa.BigInteger(), nullable=True),
        sa.Column("attempts", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("disposition", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("project_id", ID, nullable=True),
        sa.Column("discussion_id", ID, nullable=True),
        sa.Column("post_id", ID, nullable=True),
        sa.Column("task_id", ID, nullable=True),
        sa.Column("subject", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("author", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("message_id", sa.Text(), nullable=True),
        sa.Column("trail", sa.JSON(), server_default=sa.text("'[]'"), nullable=False),
        sa.Column("accepted", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("accepted_into", ID, nullable=True),
        sa.ForeignKeyConstraint(
            ["accepted_into"],
            ["projects.id"],
            name=op.f("fk_inbounds_accepted_into"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["projects.id"],
            name=op.f("fk_inbounds_project_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["raw_id"], ["raws.id"], name=op.f("fk_inbounds_raw_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inbounds")),
    )
    op.create_index(op.f("ix_inbounds_post_id"), "inbounds", ["post_id"], unique=False)
    op.create_index(
        op.f("ix_inbounds_project_id_id"), "inbounds", ["project_id", "id"], unique=False
    )
    op.create_index(
        "ix_inbounds_queued",
        "inbounds",
        ["run_at", "id"],
        unique=False,
        sqlite_where=sa.text("state = 'queued'"),
        postgresql_where=sa.text("state = 'queued'"),
    )
    op.create_index(op.f("ix_inbounds_raw_id"), "inbounds", ["raw_id"], unique=False)
    op.create_table(
        "memberships",
        sa.Column("project_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_memberships_person_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["projects.id"],
            name=op.f("fk_memberships_project_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("project_id", "person_id", name=op.f("pk_memberships")),
    )
    op.create_index(op.f("ix_memberships_person_id"), "memberships", ["person_id"], unique=False)
    op.create_table(
        "person_addresses",
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("position", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_person_addresses_person_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("address", name=op.f("pk_person_addresses")),
    )
    op.create_index(
        op.f("ix_person_addresses_person_id"), "person_addresses", ["person_id"], unique=False
    )
    op.create_table(
        "person_merges",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("away_id", ID, nullable=False),
        sa.Column("into_id", ID, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("actor_id", ID, nullable=True),
        sa.Column("undone", sa.BigInteger(), nullable=True),
        sa.Column("moved", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["away_id"], ["people.id"], name=op.f("fk_person_merges_away_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["into_id"], ["people.id"], name=op.f("fk_person_merges_into_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_merges")),
    )
    op.create_index(op.f("ix_person_merges_into_id"), "person_merges", ["into_id"], unique=False)
    op.create_table(
        "project_keys",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("project_id", ID, nullable=False),
        sa.Column("created", sa.BigInteger(), nullable=False),
        sa.Column("retires", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["projects.id"],
            name=op.f("fk_project_keys_project_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_project_keys")),
    )
    op.create_index(
        op.f("ix_project_keys_project_id"), "project_keys", ["project_id"], unique=False
    )
    op.create_table(
        "sign_ins",
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("expires", sa.BigInteger(), nullable=False),
        sa.Column("used", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_sign_ins_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_sign_ins")),
    )
    op.create_table(
        "web_sessions",
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("created", sa.BigInteger(), nullable=False),
        sa.Column("expires", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_web_sessions_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_web_sessions")),
    )
    op.create_table(
        "alias_tests",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("alias_id", ID, nullable=False),
        sa.Column("kind", sa.Text(), server_default=sa.text("'asked'"), nullable=False),
        sa.Column("state", sa.Text(), server_default=sa.text("'sent'"), nullable=False),
        sa.Column("letter_id", ID, nullable=True),
        sa.Column("subject", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("started", sa.BigInteger(), nullable=False),
        sa.Column("finished", sa.BigInteger(), nullable=True),
        sa.Column("cause", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("words", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("report", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(
            ["alias_id"], ["aliases.id"], name=op.f("fk_alias_tests_alias_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alias_tests")),
    )
    op.create_index(
        op.f("ix_alias_tests_alias_id_id"), "alias_tests", ["alias_id", "id"], unique=False
    )
    op.create_index(op.f("ix_alias_tests_state"), "alias_tests", ["state"], unique=False)
    op.create_table(
        "events",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("discussion_id", ID, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("actor_id", ID, nullable=True),
        sa.Column("post_id", ID, nullable=True),
        sa.Column("task_id", ID, nullable=True),
        sa.Column("details", sa.JSON(), server_default=sa.text("'{}'"), nullable=False),
        sa.ForeignKeyConstraint(
            ["discussion_id"],
            ["discussions.id"],
            name=op.f("fk_events_discussion_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events")),
    )
    op.create_index(
        op.f("ix_events_discussion_id_id"), "events", ["discussion_id", "id"], unique=False
    )
    op.create_table(
        "participants",
        sa.Column("discussion_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("muted", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("admitted", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("exposed", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("joined", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["discussion_id"],
            ["discussions.id"],
            name=op.f("fk_participants_discussion_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_participants_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("discussion_id", "person_id", name=op.f("pk_participants")),
    )
    op.create_index(op.f("ix_participants_person_id"), "participants", ["person_id"], unique=False)
    op.create_table(
        "posts",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("discussion_id", ID, nullable=False),
        sa.Column("project_id", ID, nullable=False),
        sa.Column("author_id", ID, nullable=False),
        sa.Column("inbound_id", ID, nullable=True),
        sa.Column("channel", sa.Text(), server_default=sa.text("'mail'"), nullable=False),
        sa.Column("internal", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("verified", sa.Text(), server_default=sa.text("'unverified'"), nullable=False),
        sa.Column("verified_why", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("message_id", sa.Text(), nullable=True),
        sa.Column("digest", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), server_default=sa.text("'human'"), nullable=False),
        sa.Column("created", sa.BigInteger(), nullable=False),
        sa.Column("written", sa.BigInteger(), nullable=True),
        sa.Column("subject", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("text", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("reply", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("quoted", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("signature", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("safe_html", sa.Text(), nullable=True),
        sa.Column("cuts", sa.JSON(), server_default=sa.text("'[]'"), nullable=False),
        sa.Column("why", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("runner_up", ID, nullable=True),
        sa.Column("in_reply_to", sa.Text(), nullable=True),
        sa.Column("flags", sa.JSON(), server_default=sa.text("'[]'"), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["people.id"], name=op.f("fk_posts_author_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["discussion_id"],
            ["discussions.id"],
            name=op.f("fk_posts_discussion_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["inbound_id"], ["inbounds.id"], name=op.f("fk_posts_inbound_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["projects.id"], name=op.f("fk_posts_project_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_posts")),
        sa.UniqueConstraint(
            "project_id", "message_id", "digest", name=op.f("uq_posts_project_id_message_id_digest")
        ),
    )
    op.create_index(
        op.f("ix_posts_discussion_id_id"), "posts", ["discussion_id", "id"], unique=False
    )
    op.create_index(op.f("ix_posts_inbound_id"), "posts", ["inbound_id"], unique=False)
    op.create_table(
        "questions",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("discussion_id", ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("asked_by", ID, nullable=False),
        sa.Column("asked_of", ID, nullable=True),
        sa.Column("side", sa.Text(), server_default=sa.text("'client'"), nullable=False),
        sa.Column("due", sa.BigInteger(), nullable=True),
        sa.Column("consequence", sa.Text(), nullable=True),
        sa.Column("post_id", ID, nullable=True),
        sa.Column("answered_by", ID, nullable=True),
        sa.Column("answered_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["asked_by"], ["people.id"], name=op.f("fk_questions_asked_by"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["asked_of"], ["people.id"], name=op.f("fk_questions_asked_of"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["discussion_id"],
            ["discussions.id"],
            name=op.f("fk_questions_discussion_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questions")),
        sa.UniqueConstraint(
            "discussion_id", "side", "number", name=op.f("uq_questions_discussion_id_side_number")
        ),
    )
    op.create_table(
        "seen_ids",
        sa.Column("project_id", ID, nullable=False),
        sa.Column("message_id", sa.Text(), nullable=False),
        sa.Column("discussion_id", ID, nullable=False),
        sa.Column("by_us", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.ForeignKeyConstraint(
            ["discussion_id"],
            ["discussions.id"],
            name=op.f("fk_seen_ids_discussion_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["projects.id"], name=op.f("fk_seen_ids_project_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint(
            "project_id", "message_id", "discussion_id", name=op.f("pk_seen_ids")
        ),
    )
    op.create_index(op.f("ix_seen_ids_discussion_id"), "seen_ids", ["discussion_id"], unique=False)
    op.create_table(
        "sketches",
        sa.Column("project_id", ID, nullable=False),
        sa.Column("run", sa.BigInteger(), nullable=False),
        sa.Column("discussion_id", ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["discussion_id"],
            ["discussions.id"],
            name=op.f("fk_sketches_discussion_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["projects.id"], name=op.f("fk_sketches_project_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("project_id", "run", "discussion_id", name=op.f("pk_sketches")),
    )
    op.create_index(op.f("ix_sketches_discussion_id"), "sketches", ["discussion_id"], unique=False)
    op.create_table(
        "tasks",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("project_id", ID, nullable=False),
        sa.Column("discussion_id", ID, nullable=False),
        sa.Column("post_id", ID, nullable=True),
        sa.Column("title", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("state", sa.Text(), server_default=sa.text("'open'"), nullable=False),
        sa.Column("assignee_id", ID, nullable=True),
        sa.Column("due", sa.BigInteger(), nullable=True),
        sa.Column("created", sa.BigInteger(), nullable=False),
        sa.Column("created_by", ID, nullable=True),
        sa.ForeignKeyConstraint(
            ["assignee_id"], ["people.id"], name=op.f("fk_tasks_assignee_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["discussion_id"],
            ["discussions.id"],
            name=op.f("fk_tasks_discussion_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["projects.id"], name=op.f("fk_tasks_project_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tasks")),
    )
    op.create_index(op.f("ix_tasks_discussion_id"), "tasks", ["discussion_id"], unique=False)
    op.create_index(op.f("ix_tasks_post_id"), "tasks", ["post_id"], unique=False)
    op.create_index(
        op.f("ix_tasks_project_id_state"), "tasks", ["project_id", "state"], unique=False
    )
    op.create_table(
        "attachments",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("post_id", ID, nullable=False),
        sa.Column("raw_id", ID, nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("filename", sa.Text(), nullable=True),
        sa.Column(
            "content_type",
            sa.Text(),
            server_default=sa.text("'application/octet-stream'"),
            nullable=False,
        ),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("inline", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("content_id", sa.Text(), nullable=True),
        sa.Column("decoration", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.ForeignKeyConstraint(
            ["post_id"], ["posts.id"], name=op.f("fk_attachments_post_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["raw_id"], ["raws.id"], name=op.f("fk_attachments_raw_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachments")),
    )
    op.create_index(op.f("ix_attachments_post_id"), "attachments", ["post_id"], unique=False)
    op.create_index(op.f("ix_attachments_sha256"), "attachments", ["sha256"], unique=False)
