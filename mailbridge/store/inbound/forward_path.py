"""What the store knows of a forward-path."""

from datetime import datetime

from sqlalchemy import Connection

from mailbridge.domain.address import (
    MorningAddress,
    OwnAddress,
    ProjectAddress,
    ReplyAddress,
)
from mailbridge.domain.inbound import Facts
from mailbridge.steps.deciding.address.route import wanted
from mailbridge.store.directory import people, projects
from mailbridge.store.discussions import discussions
from mailbridge.values import replace


def load_route_facts(
    db: Connection, own: OwnAddress | None, forward_path: str, now: datetime
) -> Facts:
    """What steps.deciding.address.route needs for this forward-path; `own` is what own_address of
    that module made of it.
    """
    match own:
        case ProjectAddress(key):
            project = projects.by_key(db, key, now)
            if project is not None:  # no alias: an address of ours is never made one
                return Facts(now=now, own=own, project=project)
        case ReplyAddress(person_id, discussion_id):
            return _reply(db, Facts(now=now, own=own), person_id, discussion_id)
        case MorningAddress(person_id=person_id):
            return Facts(now=now, own=own, reply_person=people.by_id(db, person_id))
    for address in wanted(forward_path):
        alias = projects.alias(db, address)
        if alias is not None:
            project = projects.by_id(db, alias.project_id)
            return Facts(now=now, own=own, alias=alias, project=project)
    return Facts(now=now, own=own)


def _reply(db: Connection, facts: Facts, person_id: int, discussion_id: int) -> Facts:
    discussion = discussions.by_id(db, discussion_id)
    project = projects.by_id(db, discussion.project_id) if discussion is not None else None
    return replace(
        facts,
        project=project,
        reply_person=people.by_id(db, person_id),
        reply_discussion=discussion,
    )
