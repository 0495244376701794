"""The rows of one discussion's page, for the table of routes."""

from mailbridge.doors.web.pages.discussion import answer, deeds, discussion_page, live, palette
from mailbridge.doors.web.request.visit import Page, Who

ROWS = (
    Page("GET", "/palette", palette.offered, Who.READER),
    Page("GET", "/discussions/{id}", discussion_page.show, Who.READER),
    Page("POST", "/discussions/{id}/reply", answer.reply, files=True),
    Page("POST", "/discussions/{id}/preview", answer.preview, files=True),
    Page("POST", "/discussions/{id}/draft", live.keep_draft, files=True),
    Page("GET", "/discussions/{id}/live", live.stream, Who.READER),
    Page("POST", "/discussions/{id}/close", deeds.close),
    Page("POST", "/discussions/{id}/reopen", deeds.reopen),
    Page("POST", "/discussions/{id}/mute", deeds.mute),
    Page("POST", "/discussions/{id}/follow", deeds.follow),
    Page("POST", "/discussions/{id}/admit", deeds.admit),
    Page("POST", "/discussions/{id}/leave", deeds.leave),
    Page("POST", "/posts/{id}/task", deeds.make_task),
    Page("GET", "/discussions/{id}/split", deeds.ask_split),
    Page("POST", "/discussions/{id}/split", deeds.split),
    Page("POST", "/posts/{id}/uncut", deeds.uncut),
    Page("POST", "/outbox/{id}/again", deeds.send_again),
    Page("POST", "/posts/{id}/send-now", deeds.send_now),
    Page("POST", "/posts/{id}/take-back", answer.take_back),
)
