"""The JSON objects of the command line and the API."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from mailbridge.doors.json_objects.discussions import (
    Attachment,
    Discussion,
    DiscussionPage,
    Post,
    Question,
)
from mailbridge.doors.json_objects.mail import Held, Mail, MailExplained, ingested
from mailbridge.doors.json_objects.outbox import Letter
from mailbridge.doors.json_objects.people import Contact, Person
from mailbridge.doors.json_objects.projects import Alias, Project
from mailbridge.doors.json_objects.tasks import Task
from mailbridge.doors.json_objects.values import JsonModel, moment
from mailbridge.services.views import mail_models, models, project_views

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=timezone(timedelta(hours=3)))
FILE = models.AttachmentView(7, None, "application/pdf", 12, "ab", False, None)
POST = models.PostView(
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
QUESTION = models.QuestionView(1, "Which?", "a@b.test", None, None, "open")
TASK = models.TaskView(4, "Title", "open", None, NOON, "Bloom", 1, 2, None)
PERSON = models.PersonView(5, "A", ("a@b.test",), "client", ("Bloom",))
PROJECT = project_views.ProjectView(1, "Bloom", "k@x.test", ("al@x.test",), "en", NOON)
DISCUSSION = models.DiscussionView(2, "Bloom", 1, "Menu", "open", 3, ("a@b.test",), NOON, "team")
PAGE = models.DiscussionPage(
    DISCUSSION, (POST,), (QUESTION,), (TASK,), (), (models.ParticipantView(PERSON, False, True),)
)
MAIL = mail_models.MailView(
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
LETTER = mail_models.OutboxView(
    6, "client", "a@b.test", "Menu", "queued", 0, "", None, 2, NOON, None, 1
)

ALIAS = project_views.AliasView("al@x.test", "Bloom", "waiting")
CONTACT = models.ContactView(PERSON, ("Menu",), (PERSON,), "b.test", ())
HELD = mail_models.HeldView(MAIL, "A", "Dear", ("a.pdf",))

MADE: list[tuple[JsonModel, str]] = [
    (Project.of(PROJECT), "id name address aliases"),
    (Alias.of(ALIAS), "address project state"),
    (Person.of(PERSON), "id name addresses role projects"),
    (Contact.of(CONTACT), "id name addresses role projects may_be client colleagues"),
    (
        Discussion.of(DISCUSSION),
        "id project subject state posts participants updated whose_move",
    ),
    (
        DiscussionPage.of(PAGE),
        "id project subject state posts participants updated whose_move questions",
    ),
    (
        Post.of(POST),
        "id author channel internal verified message_id created text reply why attachments",
    ),
    (Attachment.of(FILE), "filename content_type size sha256 inline"),
    (Question.of(QUESTION), "number text asked_by asked_of due state"),
    (Task.of(TASK), "id title state assignee due project discussion_id post_id"),
    (
        Mail.of(MAIL),
        (
            "id received reverse_path forward_path disposition reason project discussion_id "
            "post_id subject"
        ),
    ),
    (
        MailExplained.of(MAIL),
        (
            "id received reverse_path forward_path disposition reason project discussion_id "
            "post_id subject trail"
        ),
    ),
    (Held.of(HELD), "id received trail why author_name preview files"),
    (
        ingested("a.eml", 0, MAIL),
        (
            "path index recipient disposition reason project discussion_id post_id task_id "
            "inbound_id trail"
        ),
    ),
    (Letter.of(LETTER), "id letter to subject state attempts last_reply discussion_id"),
]


@pytest.mark.parametrize(("made", "promised"), MADE, ids=[type(made).__name__ for made, _ in MADE])
def test_an_object_has_all_its_promised_fields(made: JsonModel, promised: str) -> None:
    """Under exactly those names."""
    assert set() == set(promised.split()) - made.as_json().keys()


def test_ids_are_strings_and_what_is_missing_is_null() -> None:
    """A program never counts with them."""
    task = Task.of(TASK).as_json()
    assert (task["id"], task["discussion_id"], task["post_id"], task["assignee"]) == (
        "4",
        "2",
        None,
        None,
    )


def test_a_discussion_that_is_shown_whole_has_its_people_and_their_addresses() -> None:
    """`participants` are addresses, as in a list; `people` are the persons."""
    page = DiscussionPage.of(PAGE).as_json()
    assert (["a@b.test"], [("5", "a@b.test", False, True)]) == (
        page["participants"],
        [(one["id"], one["address"], one["muted"], one["admitted"]) for one in page["people"]],
    )


def test_a_person_without_an_address_takes_part_all_the_same() -> None:
    """Their address is null."""
    nobody = models.PersonView(6, "B", (), "client")
    page = replace(PAGE, participants=(models.ParticipantView(nobody, False, True),))
    assert [None] == [one["address"] for one in DiscussionPage.of(page).as_json()["people"]]


def test_a_contact_names_the_projects_they_write_in_and_who_they_may_be() -> None:
    """The first address of each."""
    made = Contact.of(CONTACT).as_json()
    assert (["Menu"], ["a@b.test"], []) == (made["projects"], made["may_be"], made["colleagues"])


def test_moments_are_utc() -> None:
    """RFC 3339, whatever zone they were written in."""
    assert moment(NOON) == "2026-11-23T09:00:00Z"
    assert (
        moment(datetime(2026, 11, 23, 9, 0, 0, 250_000, tzinfo=UTC))
        == "2026-11-23T09:00:00.250000Z"
    )
    assert moment(None) is None
    assert Letter.of(LETTER).as_json()["created"] == "2026-11-23T09:00:00Z"
