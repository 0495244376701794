"""Words are sent from the page of a discussion, and taken back."""

from starlette.responses import Response

from mailbridge.doors.web.pages.discussion.composer import typed
from mailbridge.doors.web.pages.discussion.discussion_page import shown
from mailbridge.doors.web.pages.work.start import along_of
from mailbridge.doors.web.request.visit import Visit, number, see, status_of
from mailbridge.services.desk.drafts import Draft
from mailbridge.services.desk.preview import preview_reply
from mailbridge.services.discussions import read, write
from mailbridge.services.discussions.typed import Reply
from mailbridge.services.refusal import Refused
from mailbridge.services.telling.take_back import take_back_post


async def reply(visit: Visit) -> Response:
    """An answer or a note; only the plain words "client" and "all" send anything out of here."""
    draft = typed(visit)
    try:
        made = await write.send_reply(
            visit.container, visit.me, visit.number("id"), _reply(visit, draft)
        )
    except Refused as refusal:
        if status_of(refusal) == 404:
            raise
        return await shown(visit, visit.number("id"), draft, refusal)
    return see(f"/discussions/{visit.number('id')}#post-{made}")


async def preview(visit: Visit) -> Response:
    """The letters that the words would become, beside the words; nothing is sent or kept."""
    draft, place = typed(visit), visit.number("id")
    try:
        made = await preview_reply(visit.container, visit.me, place, _reply(visit, draft))
    except Refused as refusal:
        if status_of(refusal) == 404:
            raise
        return await shown(visit, place, draft, refusal)
    return await shown(visit, place, draft, previewed=made)


def _reply(visit: Visit, draft: Draft) -> Reply:
    return Reply(
        draft.text,
        internal=draft.to == "internal",
        to_all=draft.to == "all",
        answers=draft.answers or None,
        along=along_of(visit),
        heeds=True,
        seen=draft.seen,
    )


async def take_back(visit: Visit) -> Response:
    """Undo an answer that has not left yet; its words go back into the form."""
    discussion_id = number(visit.form.get("discussion", ""))
    page = await read.show_discussion(visit.container, discussion_id, visit.me)
    post = next((post for post in page.posts if post.id == visit.number("id")), None)
    await take_back_post(visit.container, visit.number("id"), visit.me)
    to = "internal" if post is not None and post.internal else "client"
    return await shown(visit, discussion_id, Draft(to=to, text=post.text if post else ""))
