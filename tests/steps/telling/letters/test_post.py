"""Letters as values: whom they show, what their header says, what is asked."""

import base64
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from mailbridge.domain.address import ReplyAddress, decode
from mailbridge.domain.audience import AudienceReason
from mailbridge.domain.discussion import Channel, MissingLetter, QuestionState
from mailbridge.domain.letter import Letter
from mailbridge.domain.message import Invitation, Mailbox
from mailbridge.domain.occasion import Occasion, Reader
from mailbridge.domain.project import Participant, Person, Role
from mailbridge.domain.task import Task, TaskState
from mailbridge.domain.token import Purpose, open_
from mailbridge.steps.telling.letter_parts.threading_fields import (
    references,
    reply_subject,
    thread_index,
)
from mailbridge.steps.telling.letters import commands, task, undelivered
from mailbridge.steps.telling.letters.post import Posted, compose
from tests.occasions import (
    ANNA,
    DISCUSSION,
    HEAD,
    IGOR,
    MARIA,
    NOW,
    TOM,
    asked,
    earlier,
    heard_by,
    occasion,
    post,
)


def letters(what: Occasion, *people: Person) -> list[Letter]:
    readers = [
        Reader(one, "team" if one.role.is_team else "client", "participant") for one in people
    ]
    return compose(Posted(what), readers, HEAD, NOW)


def test_a_client_sees_a_person_writing_from_the_project() -> None:
    """With the other clients in sight, so that a reply to all reaches them."""
    maria, tom = letters(occasion(ANNA, MARIA, TOM), MARIA, TOM)
    assert Mailbox("Anna Petrova (Northlight)", "abcdefghjkmnpqrst@in.agency.test") == maria.from_
    assert (Mailbox("Maria Lopez", "maria@bloom.test"),) == maria.to == tom.to
    assert (Mailbox("Tom Reed", "tom@bloom.test"),) == maria.cc == tom.cc
    assert (None, None, None) == (maria.auto_submitted, maria.list_id, maria.why)


def test_an_invitation_stands_in_letters_to_both_sides() -> None:
    """With the place, and the date in each reader's zone; a whole day is the same everywhere."""
    start = datetime(2026, 11, 30, 10, tzinfo=UTC)
    visit = Invitation("REQUEST", "Site visit", start, place="Harbour 3")
    day = Invitation("CANCEL", "Fair", start.replace(hour=0), whole_day=True)
    far = replace(IGOR, language="en", time_zone="Asia/Tokyo")
    near = replace(MARIA, time_zone="Europe/Berlin")
    said = [
        one.invitation
        for event in (visit, day)
        for one in letters(replace(occasion(ANNA, far, near), invitation=event), far, near)
    ]
    assert [
        "Invitation: Site visit, Mon 30 Nov, 19:00, Harbour 3",
        "Invitation: Site visit, Mon 30 Nov, 11:00, Harbour 3",
        "Canceled invitation: Fair, 30 November",
        "Canceled invitation: Fair, 30 November",
    ] == said


def test_whoever_wrote_last_stands_in_to() -> None:
    """The others in Cc."""
    tom = letters(occasion(ANNA, MARIA, TOM, earlier=(earlier(1, MARIA), earlier(2, TOM))), MARIA)[
        0
    ]
    assert (["tom@bloom.test"], ["maria@bloom.test"]) == (
        [one.address for one in tom.to],
        [one.address for one in tom.cc],
    )


def test_muted_clients_and_newcomers_are_not_shown() -> None:
    """A reply to all would reach them."""
    around = (
        Participant(MARIA),
        Participant(TOM, muted=True),
        Participant(replace(TOM, id=9), admitted=False),
        Participant(ANNA),
    )
    what = replace(occasion(ANNA, MARIA, TOM), participants=around)
    maria = letters(what, MARIA)[0]
    assert (1, 0) == (len(maria.to), len(maria.cc))


def test_a_member_sees_who_wrote_and_whom_a_reply_reaches() -> None:
    """He alone stands in To."""
    anna = letters(occasion(MARIA, TOM, ANNA), ANNA)[0]
    assert (
        Mailbox("Maria Lopez (Bloom site) via mailbridge", "abcdefghjkmnpqrst@in.agency.test")
        == anna.from_
    )
    assert (Mailbox("Anna Petrova", "anna@agency.test"),) == anna.to
    assert ("Maria Lopez", "Tom Reed") == anna.goes_to
    assert ("auto-generated", "project-1.in.agency.test", "participant") == (
        anna.auto_submitted,
        anna.list_id,
        anna.why,
    )


def test_an_answer_reaches_only_whom_the_post_was_meant_for() -> None:
    """The team's letter says so, names who is left out, and how to reach them."""
    anna = letters(heard_by(occasion(MARIA, TOM, ANNA), MARIA), ANNA)[0]
    assert (("Maria Lopez",), ("Tom Reed",)) == (anna.goes_to, anna.not_to)
    assert any("Tom Reed" in notice for notice in anna.notices)


def test_private_words_are_quoted_to_nobody_else() -> None:
    """An answer to all quotes no post that one of its readers did not hear."""
    private = earlier(1, MARIA, heard=frozenset({MARIA.id}))
    assert () == letters(occasion(ANNA, MARIA, TOM, earlier=(private,)), TOM)[0].earlier
    assert (1,) == letters(occasion(ANNA, MARIA, earlier=(private,)), MARIA)[0].earlier


def test_who_is_of_another_domain_is_shown_by_address_and_as_new() -> None:
    """A display name is what its owner likes."""
    rival = Person(20, "Tom", Role.CLIENT, ("ceo@rival.test",))
    before = (earlier(1, MARIA, heard=frozenset({MARIA.id})),)
    anna = letters(occasion(MARIA, rival, ANNA, earlier=before), ANNA)[0]
    assert ("Maria Lopez", "Tom <ceo@rival.test> (new)") == anna.goes_to


def test_all_addresses_of_one_person_count_as_one() -> None:
    """One of them is of the client's domain."""
    boss = Person(20, "Big Boss", Role.CLIENT, ("boss@home.test", "boss@bloom.test"))
    before = (earlier(1, MARIA, heard=frozenset({MARIA.id, 20})),)
    anna = letters(occasion(MARIA, boss, ANNA, earlier=before), ANNA)[0]
    assert ("Maria Lopez", "Big Boss") == anna.goes_to


def test_nobody_reads_a_robots_mailbox() -> None:
    """The letter says so before an answer is written."""
    robot = Person(20, "Shop", Role.CLIENT, ("noreply@shop.test",))
    what = heard_by(occasion(robot, ANNA), reason=AudienceReason.ROBOT)
    anna = letters(what, ANNA)[0]
    assert ((), True) == (anna.goes_to, "noreply@shop.test" in anna.goes_nowhere)


def test_the_answer_bears_the_alias_the_client_wrote_to() -> None:
    """Of several."""
    aliases = ("hello@agency.test", "sales@agency.test")
    what = occasion(ANNA, MARIA, aliases=aliases, alias="sales@agency.test")
    assert "sales@agency.test" == letters(what, MARIA)[0].from_.address


def test_a_changed_subject_is_borne_by_the_letters_about_it() -> None:
    """The discussion keeps its own."""
    maria = letters(
        occasion(ANNA, MARIA, topic="Re: Newsletter", earlier=(earlier(1, MARIA),)), MARIA
    )
    assert "Re: Newsletter" == maria[0].subject


@pytest.mark.parametrize("internal", [False, True])
def test_the_reply_address_names_reader_and_discussion(internal: bool) -> None:
    """The answer to an internal post stays inside."""
    igor = letters(occasion(ANNA, MARIA, IGOR, post=post(ANNA, internal=internal)), IGOR)[0]
    assert igor.reply_to is not None
    local, _, domain = igor.reply_to.address.partition("@")
    assert ReplyAddress(IGOR.id, DISCUSSION.id, internal, 0 if internal else 10) == decode(
        local, [HEAD.key]
    )
    assert "in.agency.test" == domain
    assert (() if internal else ("Maria Lopez",)) == igor.goes_to


def test_unsubscribing_mutes_this_discussion_for_this_person() -> None:
    """By a signed link."""
    maria = letters(occasion(ANNA, MARIA), MARIA)[0]
    assert maria.unsubscribe is not None
    assert maria.unsubscribe.startswith("https://mb.agency.test/u/")
    assert (MARIA.id, DISCUSSION.id) == open_(
        Purpose.MUTE, maria.unsubscribe.rpartition("/")[2], [HEAD.key]
    )


def test_an_alias_stands_in_from_where_a_signature_of_ours_is_aligned() -> None:
    """Else the project's address does: mail from a foreign domain would be thrown away."""
    above = letters(
        occasion(ANNA, MARIA, aliases=("bloom@other.test", "hello@agency.test")), MARIA
    )[0]
    foreign = letters(occasion(ANNA, MARIA, aliases=("bloom@other.test", "x@test")), MARIA)[0]
    assert "hello@agency.test" == above.from_.address
    assert "abcdefghjkmnpqrst@in.agency.test" == foreign.from_.address


def test_all_readers_of_a_post_get_the_same_message_id() -> None:
    """Nobody can guess it; a post written here keeps its own."""
    several = letters(occasion(ANNA, MARIA, TOM, IGOR), MARIA, TOM, IGOR)
    other = letters(occasion(ANNA, MARIA, post=post(ANNA, 11)), MARIA)
    here = letters(
        occasion(
            ANNA, MARIA, post=post(ANNA, channel=Channel.WEB, message_id="m.1@in.agency.test")
        ),
        MARIA,
    )
    assert 1 == len({one.message_id for one in several})
    assert several[0].message_id != other[0].message_id
    assert several[0].message_id.startswith("m.")
    assert several[0].message_id.endswith("@in.agency.test")
    assert "m.1@in.agency.test" == here[0].message_id


def test_the_first_letter_has_the_plain_subject_and_names_the_mail_it_passes_on() -> None:
    """A member who had that mail sees one conversation."""
    anna = letters(occasion(MARIA, ANNA), ANNA)[0]
    assert ("New menu page", "p10@far.test", ("p10@far.test",)) == (
        anna.subject,
        anna.in_reply_to,
        anna.references,
    )


def test_an_answer_names_the_clients_own_mail() -> None:
    """The id that her mail program knows; internal notes leave no trace."""
    what = occasion(ANNA, MARIA, earlier=(earlier(1, MARIA), earlier(2, IGOR, internal=True)))
    maria = letters(what, MARIA)[0]
    assert ("Re: New menu page", "p1@far.test", ("p1@far.test",)) == (
        maria.subject,
        maria.in_reply_to,
        maria.references,
    )


def test_the_team_is_referred_to_the_letters_it_holds() -> None:
    """To ours about the client's mail, and to the members' own."""
    chain = references((earlier(1, MARIA), earlier(2, ANNA), earlier(3, MARIA)), to_team=True)
    wanted = (
        "p1@far.test",
        "m.1@in.agency.test",
        "m.2@in.agency.test",
        "p2@far.test",
        "p3@far.test",
        "m.3@in.agency.test",
    )
    assert wanted == chain


def test_references_hold_the_first_and_the_newest_ids() -> None:
    """Twenty at most, the parent last."""
    chain = references(
        [earlier(number, MARIA if number % 2 else ANNA) for number in range(1, 60)], to_team=False
    )
    assert 20 == len(chain) == len(set(chain))
    assert ("p1@far.test", "p59@far.test") == (chain[0], chain[-1])


@pytest.mark.parametrize(
    ("subject", "wanted"),
    [
        ("Menu", "Re: Menu"),
        ("Re: Menu", "Re: Menu"),
        ("RE: AW: re[5]: Отв: Menu", "Re: Menu"),
        ("Fwd: Menu", "Re: Fwd: Menu"),
        ("[bloom] Menu: the second", "Re: [bloom] Menu: the second"),
        ("Re: ", "Re: "),
        ("", "Re: "),
    ],
)
def test_a_subject_has_one_re(subject: str, wanted: str) -> None:
    """Nothing else of it changes."""
    assert wanted == reply_subject(subject)


def test_outlooks_index_grows_by_five_octets() -> None:
    """Twenty-two for the conversation."""
    first = base64.b64decode(thread_index(DISCUSSION, NOW, HEAD.key, first=True))
    reply = base64.b64decode(
        thread_index(DISCUSSION, NOW + timedelta(hours=1), HEAD.key, first=False)
    )
    assert (22, 27, 1) == (len(first), len(reply), first[0])
    assert first == reply[:22]


def test_the_preview_says_what_is_asked() -> None:
    """To the client; a member reads what was answered."""
    due = NOW.replace(hour=23, minute=59) + timedelta(days=2)
    maria = letters(occasion(ANNA, MARIA, posed=(asked(2, "a", due=due), asked(3, "b"))), MARIA)[0]
    anna = letters(
        occasion(
            MARIA,
            ANNA,
            posed=(asked(2, "a", state=QuestionState.ANSWERED, changed_at=NOW, changed_in=10),),
        ),
        ANNA,
    )[0]
    assert "2 questions for you, by Wed 25 Nov" == maria.preheader
    assert "Maria Lopez answered Q2" == anna.preheader
    assert ("Q2 is answered: a",) == anna.notices


def test_the_clients_last_words_are_quoted_once_for_clients() -> None:
    """The team reads the last three posts; nothing internal where answers go out."""
    before = (earlier(1, MARIA), earlier(2, TOM), earlier(3, IGOR, internal=True), earlier(4, ANNA))
    what = occasion(ANNA, MARIA, TOM, IGOR, earlier=before)
    maria, tom, igor = letters(what, MARIA, TOM, IGOR)
    assert ((2,), False) == (maria.earlier, maria.own_words)
    assert ((2,), True) == (tom.earlier, tom.own_words)
    assert (4, 2, 1) == igor.earlier


def test_bulk_mail_promises_no_reader_of_a_reply() -> None:
    """A reply to it stays inside."""
    anna = letters(occasion(MARIA, TOM, ANNA, post=post(MARIA, kind="list")), ANNA)[0]
    assert anna.reply_to is not None
    assert ReplyAddress(ANNA.id, DISCUSSION.id, True, 10) == decode(
        anna.reply_to.address.partition("@")[0], [HEAD.key]
    )
    assert ((), True, ("Bulk mail: nobody waits for an answer.",)) == (
        anna.goes_to,
        anna.bulk,
        anna.notices,
    )


def test_the_team_reads_where_a_letter_may_belong() -> None:
    """With a link to that discussion; a client learns nothing of it (case 37)."""
    anna, igor, tom = letters(
        occasion(MARIA, TOM, ANNA, IGOR, post=post(MARIA, runner_up=7)), ANNA, IGOR, TOM
    )
    link = f"{HEAD.public_url}/discussions/7"
    assert (f"It may belong to another discussion: {link}",) == anna.notices
    assert (f"Возможно, это относится к другому обсуждению: {link}",) == igor.notices
    assert () == tom.notices


def test_a_question_that_is_listed_below_is_not_noticed_above() -> None:
    """One to somebody else of the team is."""
    mine, his = (
        asked(1, "When?", by=MARIA, side="team", post_id=10),
        asked(2, "How?", by=MARIA, side="team", post_id=10, asked_of=IGOR.id),
    )
    anna = letters(occasion(MARIA, ANNA, IGOR, posed=(mine, his)), ANNA)[0]
    assert ("New question to the team: How?",) == anna.notices
    assert anna.footer is not None
    assert ["When?"] == [one.text for one in anna.footer.questions]


@pytest.mark.parametrize("subject", ["", "(no subject)", "Re: (no subject)", "(Без темы)"])
def test_no_subject_is_no_words(subject: str) -> None:
    """A letter about such a mail is an answer to it, as mail programs write it."""
    what = occasion(ANNA, MARIA, IGOR, discussion=replace(DISCUSSION, subject=subject))
    for one in letters(what, MARIA, IGOR):
        assert ("Re:", "") == (one.subject.strip(), one.thread_topic)
    facts = commands.NotDone(what, ANNA, None, ("?",))
    [found] = commands.compose(facts, commands.readers(facts), HEAD, NOW)
    assert ("Re:", "(no subject)") == (found.subject.strip(), found.thread_topic)


def test_a_member_without_proof_is_pointed_out() -> None:
    """The team reads why no client got it."""
    igor = letters(occasion(ANNA, MARIA, IGOR, post=post(ANNA, verified="unverified")), IGOR)[0]
    assert (
        "Адрес принадлежит сотруднику, но ничто не доказывает, что писал он сам. Клиентам это не "
        "отправлено." == igor.notices[0]
    )


TASK = Task(
    5,
    1,
    DISCUSSION.id,
    10,
    "Bigger logo",
    TaskState.OPEN,
    IGOR.id,
    NOW.replace(hour=23, minute=59),
    NOW,
)


@pytest.mark.parametrize(
    ("what", "wanted"),
    [
        ("task_made", "Anna Petrova made a task: “Bigger logo”."),
        ("task_assigned", "Anna Petrova gave “Bigger logo” to Игорь Белов."),
        ("task_due", "Anna Petrova set the due date of “Bigger logo”: Mon 23 Nov."),
        ("task_state", "Anna Petrova moved “Bigger logo”: to do."),
        ("renamed", "Anna Petrova changed “Bigger logo”."),
    ],
)
def test_a_task_letter_says_who_did_what(what: str, wanted: str) -> None:
    """In one sentence; the answer stays inside."""
    reader = Reader(replace(IGOR, id=44, language="en", time_zone="UTC"), "task", "participant")
    facts = task.TaskNews(occasion(ANNA, MARIA, IGOR, post=None), TASK, IGOR, what)
    [found] = task.compose(facts, [reader], HEAD, NOW)
    assert (wanted,) == found.notices
    assert found.reply_to is not None
    token = decode(found.reply_to.address.partition("@")[0], [HEAD.key])
    assert ReplyAddress(44, DISCUSSION.id, internal=True) == token


def test_the_assignee_is_addressed_himself() -> None:
    """In his language."""
    facts = task.TaskNews(occasion(ANNA, IGOR), TASK, IGOR, "task_assigned")
    [found] = task.compose(facts, task.readers(facts), HEAD, NOW)
    assert ("Anna Petrova: задача «Bigger logo» теперь ваша.",) == found.notices


def test_a_failure_is_told_with_the_far_sides_words_and_what_to_do() -> None:
    """With a subject of its own, so that nobody overlooks it."""
    words = "550 5.2.2 <maria@bloom.test>\r\n mailbox full"
    to = Mailbox("Maria Lopez", MARIA.address)
    facts = undelivered.Failure(occasion(ANNA, MARIA), ANNA, to, words, 3, 1)
    [found] = undelivered.compose(facts, undelivered.readers(facts), HEAD, NOW)
    assert "Not delivered to maria@bloom.test: New menu page" == found.subject
    assert "550 5.2.2 <maria@bloom.test> mailbox full" == found.details["words"]
    assert found.details["do"].startswith("The mailbox is full.")


def test_each_reader_reads_what_they_would_read_alone() -> None:
    """Whoever else is told, and whatever they are to each other: who asked a question or is asked,
    wrote the missing letter, is quoted, reads another language or another reason.
    """
    olga = Person(11, "Olga", Role.MEMBER, ("olga@agency.test",))
    vera = replace(olga, id=12, name="Vera", addresses=("vera@agency.test",))
    german = replace(olga, id=13, name="Uwe", language="de", addresses=("uwe@agency.test",))
    here = occasion(
        MARIA,
        *(TOM, ANNA, IGOR, olga, vera, german),
        missing=MissingLetter("missing@x.test", vera.id, vera.name, NOW),
        earlier=(earlier(1, MARIA), earlier(2, olga)),
        posed=(
            asked(1, "Which paper?", by=MARIA, side="team", asked_of=ANNA.id),
            asked(2, "When?", by=MARIA, side="team"),
            asked(3, "Which photo?", by=olga, state=QuestionState.PERHAPS, evidence="That one"),
        ),
    )
    readers = [Reader(one, "team", "participant") for one in (ANNA, IGOR, olga, vera, german)]
    readers += [Reader(replace(olga, id=14), "team", why) for why in ("member", "participant")]
    readers.append(Reader(TOM, "client", "participant"))
    together = compose(Posted(here), readers, HEAD, NOW)
    alone = [compose(Posted(here), [reader], HEAD, NOW)[0] for reader in readers]
    assert alone == together
