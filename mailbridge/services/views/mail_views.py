"""Rows of the mail log as lists and pages show them."""

from typing import Any

from mailbridge.domain.told import find, from_json
from mailbridge.services.views.mail_models import MailView


def mail_view(row: Any) -> MailView:
    """A row of the mail log."""
    trail = tuple(map(from_json, row.trail))
    return MailView(
        id=row.id,
        received=row.received,
        reverse_path=row.reverse_path,
        forward_path=row.forward_path,
        disposition=row.disposition,
        reason=row.reason,
        note=find(trail, row.note or ""),
        project=row.project,
        project_id=row.project_id,
        discussion_id=row.discussion_id,
        post_id=row.post_id,
        task_id=row.task_id,
        subject=row.subject,
        author=row.author,
        trail=trail,
        has_raw=row.raw_id is not None,
        client=row.client,
        helo=row.helo,
        relayed_by=row.relayed_by,
    )
