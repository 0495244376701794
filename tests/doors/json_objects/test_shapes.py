"""The JSON objects of the command line and the API."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from pydantic import BaseModel

from mailbridge.doors.json_objects import shapes
from mailbridge.doors.json_objects.shapes import JsonObject
from mailbridge.doors.web.api import models
from mailbridge.services.views import models as views

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=timezone(timedelta(hours=3)))
FILE = views.AttachmentView(7, None, "application/pdf", 12, "ab", False, None)
POST = views.PostView(
    3,
    "a@b.test",
    "A",
    False,
    "mail",
    False,
    "unverified",
    "",
    "m@x",
    NOON,
    "t",
    "r",
    "q",
    "s",
    None,
    "why",
    "human",
    (),
    (FILE,),
    9,
)
QUESTION = views.QuestionView(1, "Which?", "a@b.test", None, None, "open")
TASK = views.TaskView(4, "Title", "open", None, NOON, "Bloom", 1, 2, None)
PERSON = views.PersonView(5, "A", ("a@b.test",), "client", ("Bloom",))
PROJECT = views.ProjectView(1, "Bloom", "k@x.test", ("al@x.test",), "en", NOON)
DISCUSSION = views.DiscussionView(2, "Bloom", 1, "Menu", "open", 3, ("a@b.test",), NOON, "team")
PAGE = views.DiscussionPage(
    DISCUSSION, (POST,), (QUESTION,), (TASK,), (), (views.ParticipantView(PERSON, False, True),)
)
MAIL = views.MailView(
    9,
    NOON,
    "",
    "k@x.test",
    "accept",
    "filed",
    "",
    "Bloom",
    1,
    2,
    3,
    None,
    "Menu",
    "a@b.test",
    ("route: here",),
)
LETTER = views.OutboxView(6, "client", "a@b.test", "Menu", "queued", 0, "", 2, NOON, None, 1)

MADE: list[tuple[str, JsonObject, type[BaseModel] | None, str]] = [
    ("project", shapes.project(PROJECT), models.Project, "id name address aliases"),
    (
        "alias",
        shapes.alias(views.AliasView("al@x.test", "Bloom", "waiting")),
        models.Alias,
        "address project state",
    ),
    ("person", shapes.person(PERSON), models.Person, "id name addresses role projects"),
    (
        "discussion",
        shapes.discussion(DISCUSSION),
        models.Discussion,
        "id project subject state posts participants updated whose_move",
    ),
    (
        "page",
        shapes.discussion_page(PAGE),
        models.DiscussionPage,
        "id project subject state posts participants updated whose_move questions",
    ),
    (
        "post",
        shapes.post(POST),
        models.Post,
        "id author channel internal verified message_id created text reply why attachments",
    ),
    (
        "attachment",
        shapes.attachment(FILE),
        models.Attachment,
        "filename content_type size sha256 inline",
    ),
    (
        "question",
        shapes.question(QUESTION),
        models.Question,
        "number text asked_by asked_of due state",
    ),
    (
        "task",
        shapes.task(TASK),
        models.Task,
        "id title state assignee due project discussion_id post_id",
    ),
    (
        "mail",
        shapes.mail(MAIL),
        models.Mail,
        (
            "id received reverse_path forward_path disposition reason project discussion_id "
            "post_id "
            "subject"
        ),
    ),
    (
        "explained",
        shapes.mail_explained(MAIL),
        models.MailExplained,
        (
            "id received reverse_path forward_path disposition reason project discussion_id "
            "post_id "
            "subject trail"
        ),
    ),
    (
        "ingested",
        shapes.ingested("a.eml", 0, MAIL),
        None,
        (
            "path index recipient disposition reason project discussion_id post_id task_id "
            "inbound_id "
            "trail"
        ),
    ),
    (
        "letter",
        shapes.outbox(LETTER),
        models.Letter,
        "id letter to subject state attempts last_reply discussion_id",
    ),
]


@pytest.mark.parametrize(("name", "made", "model", "promised"), MADE, ids=[one[0] for one in MADE])
def test_an_object_has_all_its_promised_fields(
    name: str, made: JsonObject, model: type[BaseModel] | None, promised: str
) -> None:
    """Under exactly those names."""
    assert set() == set(promised.split()) - made.keys()


@pytest.mark.parametrize(
    ("name", "made", "model", "promised"),
    [one for one in MADE if one[2]],
    ids=[one[0] for one in MADE if one[2]],
)
def test_the_api_documents_the_very_object(
    name: str, made: JsonObject, model: type[BaseModel], promised: str
) -> None:
    """No field more, none less, and of the documented types."""
    assert made == model.model_validate(made, strict=True).model_dump()


def test_ids_are_strings_and_what_is_missing_is_null() -> None:
    """A program never counts with them."""
    task = shapes.task(TASK)
    assert (task["id"], task["discussion_id"], task["post_id"], task["assignee"]) == (
        "4",
        "2",
        None,
        None,
    )


def test_moments_are_utc() -> None:
    """RFC 3339, whatever zone they were written in."""
    assert shapes.moment(NOON) == "2026-11-23T09:00:00Z"
    assert (
        shapes.moment(datetime(2026, 11, 23, 9, 0, 0, 250_000, tzinfo=UTC))
        == "2026-11-23T09:00:00.250000Z"
    )
    assert shapes.moment(None) is None
