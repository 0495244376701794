"""A member answers “ok” to a letter that offers them something: it is done as if they had pressed
its button.
"""

from mailbridge.domain.told import told
from mailbridge.services.filing.filing_context import FilingContext
from mailbridge.steps.reading.meaning.agreement import says_ok
from mailbridge.store.engine.transaction import after_commit
from mailbridge.store.follow_up import due_work
from mailbridge.store.outbox import queue


def do_what_is_agreed(filing: FilingContext, text: str) -> None:
    """Only for a proven member, and the letter that they answer."""
    member, message = filing.acting.person, filing.message
    if not filing.acting.is_team or member is None or filing.inbound.forwarder or not says_ok(text):
        return
    answered = next(iter(message.in_reply_to), None)
    due_id = queue.offered_in(filing.db, answered) if answered is not None else None
    due = due_work.take_by_id(filing.db, due_id) if due_id is not None else None
    if due is None:
        return
    details = {**due.wanted.details, "pressed_by": member.id}
    due_work.press(
        filing.db, due.id, details, filing.now, told("{name} said ok", name=member.called)
    )
    after_commit(filing.db, filing.container.runtime.wake_due)
