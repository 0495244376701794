"""Split, merge and move, and taking it back."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from mailbridge.domain.project import Person
from mailbridge.services import tasks
from mailbridge.services.discussions import change, read, rearrange, write
from mailbridge.services.people import leaving, register
from mailbridge.services.refusal import Refused
from mailbridge.services.views.mail_models import MailView
from mailbridge.steps.telling.leaving_time import Delays
from mailbridge.store.outbox import letter_json
from tests.container import open_container
from tests.services.post_office import PostOffice

MARIA = "Maria Lopez <maria@bloom.example>"


@pytest.fixture
async def office(store_url: str, tmp_path: Path) -> AsyncIterator[PostOffice]:
    container = await open_container(store_url, tmp_path)
    made = await PostOffice(container).open()
    await made.person("maria@bloom.example", "client", "Maria Lopez")
    yield made
    await container.close()


@pytest.fixture
async def anna(office: PostOffice) -> Person:
    return await office.person("anna@agency.example", "member", "Anna Petrova")


async def replies(office: PostOffice) -> tuple[MailView, MailView]:
    """A letter, and an answer to it in the same discussion."""
    first = await office.bring(MARIA, "Menu", "Please build a menu page.", Message_ID="<a@x>")
    second = await office.bring(
        MARIA, "Re: Menu", "And can the logo be bigger?", Message_ID="<b@x>", In_Reply_To="<a@x>"
    )
    return first, second


async def test_a_split_post_takes_later_answers_along(office: PostOffice, anna: Person) -> None:
    """Who answers the post that was split off lands in its new discussion."""
    first, second = await replies(office)
    assert second.post_id is not None
    made = await rearrange.split_discussion(office.container, anna, [second.post_id], "Logo")
    third = await office.bring(MARIA, "Re: Menu", "So, the logo?", In_Reply_To="<b@x>")
    assert (made, 1) == (third.discussion_id, (await office.page(first)).discussion.posts)


async def test_questions_go_with_their_posts(office: PostOffice, anna: Person) -> None:
    """The request of the split post stands in the new discussion only."""
    first, second = await replies(office)
    assert second.post_id is not None
    made = await rearrange.split_discussion(office.container, anna, [second.post_id], "Logo")
    there = await read.show_discussion(office.container, made)
    assert ["And can the logo be bigger?"] == [question.text for question in there.questions]
    assert "And can the logo be bigger?" not in [
        question.text for question in (await office.page(first)).questions
    ]


async def test_merged_discussions_are_one_for_later_mail(office: PostOffice, anna: Person) -> None:
    """Answers to letters of the one that went away land in the other (case 44)."""
    first = await office.bring(MARIA, "Menu", "Please build a menu page.", Message_ID="<a@x>")
    other = await office.bring(MARIA, "Logo", "Please make it bigger.", Message_ID="<c@x>")
    assert first.discussion_id is not None
    assert other.discussion_id is not None
    await rearrange.merge_discussions(
        office.container, anna, other.discussion_id, first.discussion_id
    )
    third = await office.bring(MARIA, "Re: Logo", "Well?", In_Reply_To="<c@x>")
    assert (first.discussion_id, 3) == (
        third.discussion_id,
        (await office.page(first)).discussion.posts,
    )
    assert [first.discussion_id] == [
        one.id for one in await read.list_discussions(office.container)
    ]


async def test_the_subject_of_a_merged_discussion_leads_where_it_went(
    office: PostOffice, anna: Person
) -> None:
    """Also a letter without any ids, and nobody is told that its subject changed; after the undo it
    goes where it went before.
    """
    first = await office.bring(MARIA, "Menu page", "Please build a menu page.", Message_ID="<a@x>")
    other = await office.bring(MARIA, "Logo in green", "Please make it bigger.", Message_ID="<c@x>")
    assert first.discussion_id is not None
    assert other.discussion_id is not None
    await rearrange.merge_discussions(
        office.container, anna, other.discussion_id, first.discussion_id
    )
    third = await office.bring(MARIA, "Re: Logo in green", "Well?")
    assert first.discussion_id == third.discussion_id
    assert "subject_changed" not in [event.kind for event in (await office.page(third)).events]
    await rearrange.undo_rearrangement(office.container, anna, first.discussion_id)
    assert (
        other.discussion_id
        == (await office.bring(MARIA, "Re: Logo in green", "And now?")).discussion_id
    )


async def test_what_was_moved_is_found_from_the_old_projects_address(
    office: PostOffice, anna: Person
) -> None:
    """By who takes part and names it (case 44). Another's letter, or one that names nothing of it,
    is the old project's; undo ends it.
    """
    other = await PostOffice(office.container).open("Other")
    await register.join_project(office.container, "anna@agency.example", "Other")
    anna = await register.find_person(office.container, "anna@agency.example")
    first = await office.bring(MARIA, "Menu page", "Please build a menu page.", Message_ID="<a@x>")
    assert first.discussion_id is not None
    await rearrange.move_to_project(office.container, anna, first.discussion_id, "Other")
    second = await office.bring(MARIA, "Re: Menu page", "And a map.", In_Reply_To="<a@x>")
    assert ("Other", first.discussion_id) == (second.project, second.discussion_id)
    stranger = await office.bring(
        "Sam <sam@elsewhere.example>", "Re: Menu page", "And a map.", In_Reply_To="<a@x>"
    )
    fresh = await office.bring(MARIA, "Opening hours", "They have changed.")
    assert ("Bloom", "Bloom") == (stranger.project, fresh.project)
    await rearrange.undo_rearrangement(office.container, anna, first.discussion_id)
    third = await other.bring(
        MARIA, "Re: Menu page", "Here, too?", In_Reply_To="<a@x>", Message_ID="<d@x>"
    )
    assert "Other" == third.project
    assert first.discussion_id != third.discussion_id


async def test_a_merge_can_be_taken_back(office: PostOffice, anna: Person) -> None:
    """Both stand as before, and mail goes where it went before."""
    first = await office.bring(MARIA, "Menu", "Please build a menu page.", Message_ID="<a@x>")
    other = await office.bring(MARIA, "Logo", "Please make it bigger.", Message_ID="<c@x>")
    assert first.discussion_id is not None
    assert other.discussion_id is not None
    await rearrange.merge_discussions(
        office.container, anna, other.discussion_id, first.discussion_id
    )
    await rearrange.undo_rearrangement(office.container, anna, first.discussion_id)
    third = await office.bring(MARIA, "Re: Logo", "Well?", In_Reply_To="<c@x>")
    assert (other.discussion_id, 1) == (
        third.discussion_id,
        (await office.page(first)).discussion.posts,
    )


async def test_taking_a_merge_back_parts_the_people_again(office: PostOffice, anna: Person) -> None:
    """Nobody goes on reading what was put together by mistake."""
    await office.person("olga@rye.example", "client", "Olga")
    first = await office.bring(MARIA, "Menu", "Please build a menu page.", Message_ID="<a@x>")
    other = await office.bring(
        "Olga <olga@rye.example>", "Logo", "Please make it bigger.", Message_ID="<c@x>"
    )
    assert first.discussion_id is not None
    assert other.discussion_id is not None
    await rearrange.merge_discussions(
        office.container, anna, other.discussion_id, first.discussion_id
    )
    assert ("maria@bloom.example", "olga@rye.example") == (
        await office.page(first)
    ).discussion.participants
    await rearrange.undo_rearrangement(office.container, anna, first.discussion_id)
    around = [
        (await read.show_discussion(office.container, one)).discussion.participants
        for one in (first.discussion_id, other.discussion_id)
    ]
    assert [("maria@bloom.example",), ("olga@rye.example",)] == around


async def test_a_discussion_is_never_split_empty(office: PostOffice, anna: Person) -> None:
    """All its posts in another one would leave a discussion of nothing: that is what merging is
    for.
    """
    first, second = await replies(office)
    assert first.post_id is not None
    assert second.post_id is not None
    with pytest.raises(Refused, match="merge it"):
        await rearrange.split_discussion(
            office.container, anna, [first.post_id, second.post_id], "Logo"
        )
    assert [first.discussion_id] == [
        one.id for one in await read.list_discussions(office.container)
    ]


async def test_nothing_is_taken_back_twice(office: PostOffice, anna: Person) -> None:
    """After one undo there is nothing left."""
    first = await office.bring(MARIA, "Menu", "Please build a menu page.", Message_ID="<a@x>")
    other = await office.bring(MARIA, "Logo", "Please make it bigger.", Message_ID="<c@x>")
    assert first.discussion_id is not None
    assert other.discussion_id is not None
    await rearrange.merge_discussions(
        office.container, anna, other.discussion_id, first.discussion_id
    )
    await rearrange.undo_rearrangement(office.container, anna, first.discussion_id)
    with pytest.raises(Refused, match="nothing to take back"):
        await rearrange.undo_rearrangement(office.container, anna, first.discussion_id)


async def test_a_discussion_moves_to_another_project_with_its_ids(
    office: PostOffice, anna: Person
) -> None:
    """An answer by reply address finds it there."""
    other = await PostOffice(office.container).open("Other")
    await other.person("anna@agency.example", "member", "Anna Petrova", project="Other")
    mail = await office.bring(MARIA, "Menu", "Please build a menu page.", Message_ID="<a@x>")
    assert mail.discussion_id is not None
    await rearrange.move_to_project(office.container, anna, mail.discussion_id, "Other")
    reply_to = await office.reply_address("anna@agency.example")
    answer = await office.bring(
        "Anna Petrova <anna@agency.example>", "Re: Menu", "We do.", reply_to, To=reply_to
    )
    assert ("Other", mail.discussion_id) == (answer.project, answer.discussion_id)


async def test_a_chain_through_two_discussions_makes_them_one(office: PostOffice) -> None:
    """Two letters lost their header fields and were filed apart; a third names both."""
    first = await office.bring(MARIA, "Menu", "One.", Message_ID="<a@x>")
    other = await office.bring(MARIA, "Speisekarte", "Two.", Message_ID="<b@x>")
    third = await office.bring(
        MARIA,
        "Re: Speisekarte",
        "Three.",
        Message_ID="<c@x>",
        References="<a@x> <b@x>",
        In_Reply_To="<b@x>",
    )
    assert first.discussion_id != other.discussion_id
    assert 3 == (await office.page(third)).discussion.posts


async def test_what_was_split_on_purpose_stays_apart(office: PostOffice, anna: Person) -> None:
    """A letter that names ids of both does not join them again: the correction binds."""
    first, second = await replies(office)
    assert second.post_id is not None
    made = await rearrange.split_discussion(office.container, anna, [second.post_id], "Logo")
    third = await office.bring(
        MARIA, "Re: Logo", "So?", References="<a@x> <b@x>", In_Reply_To="<b@x>"
    )
    assert (made, 1) == (third.discussion_id, (await office.page(first)).discussion.posts)


async def test_what_was_answered_since_goes_back_as_well(office: PostOffice, anna: Person) -> None:
    """A merge was a mistake; in the meantime both sides were answered. Each answer stands with what
    it answers.
    """
    first = await office.bring(MARIA, "Menu", "Please build a menu page.", Message_ID="<a@x>")
    other = await office.bring(MARIA, "Logo", "Please make it bigger.", Message_ID="<c@x>")
    assert first.discussion_id is not None
    assert other.discussion_id is not None
    await rearrange.merge_discussions(
        office.container, anna, other.discussion_id, first.discussion_id
    )
    await office.bring(MARIA, "Re: Menu", "With prices.", Message_ID="<b@x>", In_Reply_To="<a@x>")
    await office.bring(MARIA, "Re: Logo", "Much bigger.", Message_ID="<d@x>", In_Reply_To="<c@x>")
    await office.bring(MARIA, "Re: Logo", "And red.", Message_ID="<e@x>", In_Reply_To="<d@x>")
    await rearrange.undo_rearrangement(office.container, anna, first.discussion_id)
    said = [
        [post.reply.strip() for post in (await office.page(mail)).posts] for mail in (first, other)
    ]
    assert [
        ["Please build a menu page.", "With prices."],
        ["Please make it bigger.", "Much bigger.", "And red."],
    ] == said


async def test_a_merge_taken_back_is_as_it_was(office: PostOffice, anna: Person) -> None:
    """Closed stays closed, who wanted no letters gets none, and ancestors nobody saw lead where
    they led.
    """
    first = await office.bring(MARIA, "Menu", "Please build a menu page.", Message_ID="<a@x>")
    other = await office.bring(
        MARIA, "Re: Logo", "Please make it bigger.", Message_ID="<c@x>", In_Reply_To="<unseen@x>"
    )
    assert first.discussion_id is not None
    assert other.discussion_id is not None
    maria = await office.person("maria@bloom.example", "client", "Maria Lopez")
    await write.mute_discussion(office.container, maria.id, other.discussion_id)
    await write.close_discussion(office.container, anna, other.discussion_id)
    before = await read.show_discussion(office.container, other.discussion_id)
    await rearrange.merge_discussions(
        office.container, anna, other.discussion_id, first.discussion_id
    )
    await rearrange.undo_rearrangement(office.container, anna, first.discussion_id)
    after = await read.show_discussion(office.container, other.discussion_id)
    third = await office.bring(MARIA, "Re: Logo", "Well, and now?", In_Reply_To="<unseen@x>")
    assert (before.discussion, before.participants, before.events) == (
        after.discussion,
        after.participants,
        after.events,
    )
    assert other.discussion_id == third.discussion_id


async def test_a_split_taken_back_leaves_nothing_behind(office: PostOffice, anna: Person) -> None:
    """Not the post alone: what was answered there since comes, too, and no empty discussion
    stays.
    """
    first, second = await replies(office)
    assert first.discussion_id is not None
    assert second.post_id is not None
    made = await rearrange.split_discussion(office.container, anna, [second.post_id], "Logo")
    await office.bring(MARIA, "Re: Logo", "So, the logo?", Message_ID="<c@x>", In_Reply_To="<b@x>")
    await rearrange.undo_rearrangement(office.container, anna, made)
    later = await office.bring(MARIA, "Re: Logo", "Hello?", In_Reply_To="<c@x>")
    assert ([first.discussion_id], 4) == (
        [one.id for one in await read.list_discussions(office.container)],
        (await office.page(first)).discussion.posts,
    )
    assert first.discussion_id == later.discussion_id


async def test_who_joined_the_split_part_waits_to_be_let_in(
    office: PostOffice, anna: Person
) -> None:
    """Taking the split back shows nobody what was not written to him."""
    await office.person("olga@rye.example", "client", "Olga")
    _, second = await replies(office)
    assert second.post_id is not None
    made = await rearrange.split_discussion(office.container, anna, [second.post_id], "Logo")
    await office.bring("Olga <olga@rye.example>", "Re: Logo", "I draw it.", In_Reply_To="<b@x>")
    olga = await office.person("olga@rye.example", "client", "Olga")
    await change.admit_newcomer(office.container, anna, made, olga.id)
    await rearrange.undo_rearrangement(office.container, anna, made)
    page = await read.show_discussion(office.container, made)
    assert {"maria@bloom.example": True, "olga@rye.example": False} == {
        one.person.addresses[0]: one.admitted for one in page.participants
    }


async def test_moved_posts_stay_where_they_were_put(office: PostOffice, anna: Person) -> None:
    """A letter that names both does not join the two; nor does the reply address of before lead
    back.
    """
    _, second = await replies(office)
    other = await office.bring(MARIA, "Logo", "Please make it bigger.", Message_ID="<c@x>")
    assert second.post_id is not None
    assert other.discussion_id is not None
    await rearrange.move_posts(office.container, anna, [second.post_id], other.discussion_id)
    third = await office.bring(
        MARIA, "Re: Logo", "So?", References="<a@x> <b@x>", In_Reply_To="<b@x>"
    )
    assert (other.discussion_id, 2) == (
        third.discussion_id,
        len(await read.list_discussions(office.container)),
    )
    await rearrange.undo_rearrangement(office.container, anna, other.discussion_id)
    assert 1 == (await office.page(other)).discussion.posts


async def test_a_split_letter_of_ours_is_answered_in_its_new_place(
    office: PostOffice, anna: Person
) -> None:
    """Its reply address is that of the old discussion; what Maria answers was moved: the correction
    binds.
    """
    await replies(office)
    to_anna = await office.reply_address("anna@agency.example")
    back = await office.bring(
        "Anna Petrova <anna@agency.example>",
        "Re: Menu",
        "The logo will be bigger.",
        to_anna,
        To=to_anna,
    )
    letter = next(row for row in await office.letters() if row["letter"] == "client")
    to_maria = await office.reply_address("maria@bloom.example")
    assert back.post_id is not None
    made = await rearrange.split_discussion(office.container, anna, [back.post_id], "Logo")
    third = await office.bring(
        MARIA,
        "Re: Menu",
        "How big?",
        to_maria,
        To=to_maria,
        In_Reply_To=f"<{letter['message_id']}>",
    )
    assert made == third.discussion_id


async def test_changes_are_taken_back_newest_first(office: PostOffice, anna: Person) -> None:
    """Merged, parted, and merged again: each undo takes back what stands."""
    first = await office.bring(MARIA, "Menu", "Please build a menu page.", Message_ID="<a@x>")
    other = await office.bring(MARIA, "Logo", "Please make it bigger.", Message_ID="<c@x>")
    assert first.discussion_id is not None
    assert other.discussion_id is not None
    for _ in range(2):
        await rearrange.merge_discussions(
            office.container, anna, other.discussion_id, first.discussion_id
        )
        await rearrange.undo_rearrangement(office.container, anna, first.discussion_id)
    assert [1, 1] == [one.posts for one in await read.list_discussions(office.container)]


async def test_letters_that_wait_are_told_where_their_posts_went(
    office: PostOffice, anna: Person
) -> None:
    """One letter told both posts; after the split each is told in its own discussion."""
    office.container.delays = Delays(timedelta(minutes=5))
    first, second = await replies(office)
    assert second.post_id is not None
    waiting = [row for row in await office.letters() if row["to"] == anna.address]
    assert [(first.discussion_id, second.post_id)] == [
        (row["discussion_id"], row["post_id"]) for row in waiting
    ]
    made = await rearrange.split_discussion(office.container, anna, [second.post_id], "Logo")
    anew = [row for row in await office.letters() if row["to"] == anna.address]
    assert {(first.discussion_id, first.post_id), (made, second.post_id)} == {
        (row["discussion_id"], row["post_id"]) for row in anew
    }
    await rearrange.undo_rearrangement(office.container, anna, made)
    again = [row for row in await office.letters() if row["to"] == anna.address]
    assert [(first.discussion_id, second.post_id)] == [
        (row["discussion_id"], row["post_id"]) for row in again
    ]


async def test_answers_that_can_be_taken_back_are_told_where_they_went(
    office: PostOffice, anna: Person
) -> None:
    """To the client, under the subject and from the address of where they are now; after the undo
    under the old ones.
    """
    first, _ = await replies(office)
    assert first.discussion_id is not None
    office.container.undo = timedelta(minutes=1)
    note = await write.add_reply(office.container, anna, first.discussion_id, "We begin on Monday.")
    assert note is not None

    async def told() -> list[tuple[int, str, str]]:
        return [
            (row["discussion_id"], row["subject"], str(letter_json.read(row["content"]).reply_to))
            for row in await office.letters()
            if row["letter"] == "client"
        ]

    before = await told()
    made = await rearrange.split_discussion(office.container, anna, [note], "Beginning")
    [there] = await told()
    assert (made, "Beginning") == (there[0], there[1].removeprefix("Re: "))
    assert before[0][2] != there[2]
    await rearrange.undo_rearrangement(office.container, anna, made)
    assert before == await told()


async def test_tasks_that_wait_to_be_told_are_told_where_they_went(
    office: PostOffice, anna: Person
) -> None:
    """With what was said of them; a member's answer goes to the discussion of now, and back."""
    _, second = await replies(office)
    assert second.post_id is not None
    await office.person("igor@agency.example", "member", "Igor Belov")
    task = await tasks.make_task(office.container, anna, second.post_id, "Bigger logo")
    await tasks.change_task(office.container, anna, task.id, assignee="igor")

    async def told() -> list[tuple[int, str, str, tuple[str, ...]]]:
        found = [row for row in await office.letters() if row["letter"] == "task"]
        letters = [(row["discussion_id"], letter_json.read(row["content"])) for row in found]
        return [(at, one.subject, str(one.reply_to), one.notices) for at, one in letters]

    before = await told()
    made = await rearrange.split_discussion(office.container, anna, [second.post_id], "Logo")
    [(there, subject, address, notices)] = await told()
    assert (made, "Re: Logo", before[0][3]) == (there, subject, notices)
    assert before[0][2] != address
    await rearrange.undo_rearrangement(office.container, anna, made)
    assert before == await told()


@pytest.mark.parametrize(
    ("way", "state"), [("reply address", "answered"), ("alias and id", "perhaps")]
)
async def test_a_number_means_the_question_of_the_letter_that_is_answered(
    office: PostOffice, anna: Person, way: str, state: str
) -> None:
    """Both discussions asked a first question; since the merge the second's is number two."""
    for topic, asked in (("Menu", "Which colour is it?"), ("Flyer", "How many shall we print?")):
        mail = await office.bring(MARIA, topic, f"Please make the {topic.lower()}.")
        assert mail.discussion_id is not None
        await write.add_reply(office.container, anna, mail.discussion_id, asked)
    row = [row for row in await office.letters() if row["letter"] == "client"][-1]
    await rearrange.merge_discussions(office.container, anna, 2, 1)
    reply_to = letter_json.read(row["content"]).reply_to
    assert reply_to is not None
    by_id = {"In_Reply_To": f"<{row['message_id']}>"}
    to, fields = (reply_to.address, {}) if way == "reply address" else (None, by_id)
    await office.bring(MARIA, "Re: Flyer", "1. five hundred", to, **fields)
    page = await read.show_discussion(office.container, 1)
    asked_of_maria = [one for one in page.questions if one.side == "client"]
    assert [(1, "open"), (2, state)] == [(one.number, one.state) for one in asked_of_maria]


async def moved(office: PostOffice, anna: Person) -> tuple[int, Person]:
    """A discussion that Anna takes part in, in another project; and Otto, who belongs there."""
    mail, _ = await replies(office)
    assert mail.discussion_id is not None
    await write.add_reply(office.container, anna, mail.discussion_id, "We begin.")
    await PostOffice(office.container).open("Other")
    otto = await office.person("otto@agency.example", "member", "Otto Kern", project="Other")
    await rearrange.move_to_project(office.container, None, mail.discussion_id, "Other")
    return mail.discussion_id, otto


async def test_who_may_not_read_where_a_discussion_goes_hears_no_more_of_it(
    office: PostOffice, anna: Person
) -> None:
    """The team there does; taken back, it is as it was."""
    number, _ = await moved(office, anna)

    async def told(text: str) -> list[str]:
        before = {row["id"] for row in await office.letters()}
        await office.bring(MARIA, "Re: Menu", text, In_Reply_To="<b@x>")
        return [row["to"] for row in await office.letters() if row["id"] not in before]

    assert ["otto@agency.example"] == await told("When is it ready?")
    await rearrange.undo_rearrangement(office.container, None, number)
    assert "anna@agency.example" in await told("And when is it online?")


async def test_of_a_move_that_is_taken_back_those_hear_who_may_read_it_then(
    office: PostOffice, anna: Person
) -> None:
    """Anna has left the project since, and Otto, who answered meanwhile, never belonged to it."""
    number, otto = await moved(office, anna)
    await write.add_reply(office.container, otto, number, "It goes on.")
    await leaving.leave_project(office.container, anna.address, "Bloom")
    await rearrange.undo_rearrangement(office.container, None, number)
    page = await read.show_discussion(office.container, number)
    assert not {anna.address, otto.address}.intersection(page.discussion.participants)


async def test_who_was_left_behind_answers_no_more_by_an_old_letter(
    office: PostOffice, anna: Person
) -> None:
    """It is held for an admin: no client and nobody of the other project has it, and its commands
    do nothing; once the discussion is back they answer as before.
    """
    first, _ = await replies(office)
    old, number = await office.reply_address(anna.address), first.discussion_id
    assert number is not None
    await PostOffice(office.container).open("Other")
    await rearrange.move_to_project(office.container, None, number, "Other")
    before = len(await office.letters())
    author = f"{anna.name} <{anna.address}>"
    mail = await office.bring(author, "Re: Menu", "#task Ours\nIt costs 9000.", to=old, To=old)
    assert ("hold", "left-behind", None) == (mail.disposition, mail.reason, mail.post_id)
    page = await read.show_discussion(office.container, number)
    assert "It costs 9000." not in [post.reply for post in page.posts]
    assert {"held"} >= {row["letter"] for row in (await office.letters())[before:]}
    await rearrange.undo_rearrangement(office.container, None, number)
    again = await office.bring(author, "Re: Menu", "It costs 8000.", to=old, To=old)
    assert number == again.discussion_id
