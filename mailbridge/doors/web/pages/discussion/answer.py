"""Words are kept, looked at and sent from the page of a discussion, and taken back."""

from starlette.responses import Response

from mailbridge.domain.audience import AudienceReason
from mailbridge.doors.web.pages.discussion.composer import typed
from mailbridge.doors.web.pages.discussion.discussion_page import shown
from mailbridge.doors.web.pages.discussion.time_line import marks
from mailbridge.doors.web.pages.work.along import ASKED, keep_chosen, questions_of, with_kept
from mailbridge.doors.web.request.render import Times
from mailbridge.doors.web.request.visit import Visit, see, status_of
from mailbridge.services.desk import draft_files, drafts, reach
from mailbridge.services.desk.drafts import Draft
from mailbridge.services.desk.preview import preview_reply
from mailbridge.services.discussions import read, write
from mailbridge.services.discussions.typed import Reply
from mailbridge.services.refusal import Refused
from mailbridge.services.telling.take_back import take_back_post
from mailbridge.services.views.models import DiscussionPage, PostView
from mailbridge.steps.text.enclosures import Upload
from mailbridge.values import replace


async def reply(visit: Visit) -> Response:
    """An answer or a note; only the plain words "client" and "all" send anything out of here."""
    draft = typed(visit)
    try:
        made = await write.send_reply(
            visit.container, visit.me, visit.number("id"), await _reply(visit, draft)
        )
    except Refused as refusal:
        return await _again(visit, visit.number("id"), draft, refusal)
    return see(f"/discussions/{visit.number('id')}#post-{made}")


async def preview(visit: Visit) -> Response:
    """The letters that the words would become, beside the words; nothing is sent, and files that
    were chosen are kept.
    """
    draft, place = typed(visit), visit.number("id")
    try:
        made = await preview_reply(visit.container, visit.me, place, await _reply(visit, draft))
        await keep_chosen(visit, place)
    except Refused as refusal:
        return await _again(visit, place, draft, refusal)
    return await shown(visit, place, draft, previewed=made)


async def _again(visit: Visit, place: int, draft: Draft, refusal: Refused) -> Response:
    """The form with what was typed, and with the files that were chosen, as far as there is room to
    keep them. It is the draft from now on: who looks elsewhere first finds it as it was meant.
    """
    if status_of(refusal) == 404:
        raise refusal
    if draft.has_words:
        await drafts.keep_draft(visit.container, visit.me, place, draft)
    try:
        await keep_chosen(visit, place)
    except Refused as too_much:
        return await shown(visit, place, draft, too_much)
    return await shown(visit, place, draft, refusal)


async def _reply(visit: Visit, draft: Draft) -> Reply:
    return Reply(
        draft.text,
        internal=draft.to == "internal",
        to_all=draft.to == "all",
        answers=draft.answers or None,
        along=await with_kept(visit),
        heeds=True,
        seen=draft.seen,
        ends_draft=True,
    )


async def keep_draft(visit: Visit) -> Response:
    """Keep what is typed and the files that were chosen; goes back to it. A script that names no
    files hears nothing.
    """
    place = visit.number("id")
    if visit.form.get("drop"):
        await drafts.drop_draft(visit.container, visit.me, place)
        return see(f"/discussions/{place}#answer")
    draft = typed(visit)
    await drafts.keep_draft(visit.container, visit.me, place, draft)
    if visit.request.headers.get("accept", "").startswith("application/json"):
        return Response(status_code=204)
    try:
        await keep_chosen(visit, place)
    except Refused as too_much:
        return await shown(visit, place, draft, too_much)
    return see(f"/discussions/{place}#answer")


async def take_back(visit: Visit) -> Response:
    """Undo an answer that has not left yet; its words, questions and files are a draft again for
    the same readers, above what was begun since.
    """
    discussion_id = await read.place_of_post(visit.container, visit.number("id"), visit.me)
    page = await read.show_discussion(visit.container, discussion_id, visit.me)
    post = next((post for post in page.posts if post.id == visit.number("id")), None)
    files = await _files_of(visit, post)
    await take_back_post(visit.container, visit.number("id"), visit.me)
    to, answers = await _audience_of(visit, discussion_id, post)
    fields = _asked_with(page, post, visit.times) if post is not None else {}
    begun = await drafts.show_draft(visit.container, visit.me, discussion_id)
    draft = _above(Draft(to, post.text if post else "", answers, fields), begun)
    await drafts.keep_draft(visit.container, visit.me, discussion_id, draft)
    try:
        await draft_files.keep_files(visit.container, visit.me, discussion_id, files)
    except Refused as too_much:
        return await shown(visit, discussion_id, draft, too_much)
    return see(f"/discussions/{discussion_id}#answer")


async def _audience_of(visit: Visit, place: int, post: PostView | None) -> tuple[str, int]:
    """How words reach whom a post was for, and which post they answer. Where nothing in the form
    says just these readers, they stay inside until their author chooses.
    """
    if post is None or post.internal:
        return "internal", 0
    if post.audience_reason == AudienceReason.ALL:
        return "all", 0
    meant = frozenset(person.id for person in post.audience)
    answers = await reach.post_for(visit.container, place, visit.me, meant)
    return ("internal", 0) if answers is None else ("client", answers)


def _above(taken: Draft, begun: Draft) -> Draft:
    """Both as one, for the fewer readers: what is internal of them stays so. Where they answer
    different posts, others would read of each what was not for them: both stay inside until their
    author chooses.
    """
    if not begun.has_words:
        return taken
    rows = (*questions_of(taken.fields), *questions_of(begun.fields))
    words = (taken.text, begun.text, *(row.text for row in rows[ASKED:]))
    text = "\n\n".join(filter(str.strip, words))
    fields = {
        f"{name}-{at}": value
        for at, row in enumerate(rows[:ASKED], start=1)
        for name, value in (("ask", row.text), ("due", row.due), ("else", row.consequence))
    }
    to = next(way for way in ("internal", "client", "all") if way in {taken.to, begun.to})
    answered = {draft.answers for draft in (taken, begun) if draft.to == "client"}
    if len(answered) > 1:
        to, answered = "internal", {0}
    answers = max(answered, default=0)
    return replace(begun, to=to, text=text, fields=fields, answers=answers)


def _asked_with(page: DiscussionPage, post: PostView, times: Times) -> dict[str, str]:
    """The questions of the form that a post was sent with: those that its words do not hold."""
    asked = {mark.number for mark in marks(page).get(post.id, ()) if mark.side == "client"}
    fields: dict[str, str] = {}
    at = 0
    for question in page.questions:
        if question.side != "client" or question.number not in asked or question.text in post.text:
            continue
        at += 1
        fields |= {
            f"ask-{at}": question.text,
            f"due-{at}": times.date(question.due) if question.due is not None else "",
            f"else-{at}": question.consequence or "",
        }
    return fields


async def _files_of(visit: Visit, post: PostView | None) -> list[Upload]:
    """Of an answer of mine, as if they were chosen anew."""
    if post is None or post.author not in visit.me.addresses:
        return []
    files = []
    for file in post.attachments:
        view, content = await read.read_attachment(visit.container, file.id, visit.me)
        files.append(Upload(view.filename or "", view.content_type, content))
    return files
