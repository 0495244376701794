"""What mailbridge noticed in a post, for the team: a sentence each."""

from collections.abc import Sequence

from mailbridge.domain.discussion import Post, QuestionState
from mailbridge.domain.flag import Flag
from mailbridge.domain.letter import Asked
from mailbridge.domain.message import Mailbox
from mailbridge.domain.occasion import Occasion, Posed
from mailbridge.domain.project import Person
from mailbridge.steps.telling.letter_parts.doubts import doubts
from mailbridge.steps.telling.letter_parts.kept_words import kept_words
from mailbridge.steps.telling.letter_parts.letterhead import Letterhead, discussion_link
from mailbridge.steps.telling.words.catalogue import sentence
from mailbridge.steps.telling.words.tongue import Tongue
from mailbridge.steps.text.base_subject import spoken

# Whether the reader wrote the missing letter, and whether its day is known.
_MISSING = {
    (False, False): sentence(
        "{name}'s letter is missing here, and this one answers it. Forward it to {address}, and it "
        "joins."
    ),
    (False, True): sentence(
        "{name}'s letter of {day} is missing here, and this one answers it. Forward it to "
        "{address}, and it joins."
    ),
    (True, False): sentence(
        "Your letter is missing here, and this one answers it. Forward it to {address}, and it "
        "joins."
    ),
    (True, True): sentence(
        "Your letter of {day} is missing here, and this one answers it. Forward it to {address}, "
        "and it joins."
    ),
}


def noticed(
    occasion: Occasion,
    listed: Sequence[Asked],
    tongue: Tongue,
    place: Sequence[str],
    head: Letterhead,
) -> tuple[str, ...]:
    """What mailbridge found in this post, besides the questions listed below it."""
    post, author = occasion.post, occasion.author
    if post is None or author is None:
        return ()
    questions = [posed.question for posed in occasion.posed if is_answered_here(posed, post)]
    asked = [
        posed.question
        for posed in occasion.posed
        if posed.post_id == post.id and posed.question.side == "team"
    ]
    known = {name.number for name in listed}
    said = [tongue.say("Bulk mail: nobody waits for an answer.")] if occasion.bulk else []
    said += place
    said += [
        tongue.say(
            "{q} is answered: {text}",
            q=tongue.say("Q{number}", number=question.number),
            text=question.text,
        )
        for question in questions
    ]
    said += _of_others(occasion, author, tongue)
    said += [
        tongue.say("New question to the team: {text}", text=question.text)
        for question in asked
        if question.number not in known
    ]
    return (
        *_sort(occasion, tongue),
        *_claimed(occasion, author, head, tongue),
        *kept_words(occasion, author, head, tongue),
        *_what_stands_inside(occasion, head, tongue),
        *_waiting(occasion, author, tongue),
        *_muted(occasion, tongue),
        *said,
    )


def _of_others(occasion: Occasion, author: Person, tongue: Tongue) -> list[str]:
    """Numbers that stand for what somebody else was asked. Nothing of the question: a reply to this
    letter may quote it to who was not asked.
    """
    return [
        tongue.say(
            "{q} was asked of somebody else, not of {name}: these words do not answer it.",
            q=tongue.say("Q{number}", number=number),
            name=author.called,
        )
        for number in occasion.numbers_of_others
    ]


def _claimed(occasion: Occasion, author: Person, head: Letterhead, tongue: Tongue) -> list[str]:
    """Words in a member's name that nothing proves, and how a colleague answers for them."""
    if not author.role.is_team or occasion.by_team or occasion.post is None:
        return []
    said = tongue.say(
        "The address belongs to a member of the team, but nothing proves that the "
        "member wrote this. No client got it."
    )
    if occasion.internal:
        return [said]
    link = f"{head.public_url}/posts/{occasion.post.id}/release"
    return [said, tongue.say("Whom it would go to, and a button that sends it: {link}", link=link)]


def whereabouts(occasion: Occasion, reader: Person, head: Letterhead, tongue: Tongue) -> list[str]:
    """What its place in this discussion leaves open."""
    return [
        *_form(occasion, tongue),
        *doubts(occasion, head, tongue),
        *_gap(occasion, reader, head, tongue),
        *_doubt(occasion, head, tongue),
        *_new_topic(occasion, head, tongue),
    ]


def invitation(occasion: Occasion, tongue: Tongue) -> str:
    """What the post invites to, with the reader's date and the place; "" for any other."""
    event = occasion.invitation
    if event is None or event.answer:
        return ""
    when = tongue.date_of(event.start) if event.whole_day else tongue.moment(event.start)
    canceled = event.method == "CANCEL"
    kind = tongue.say("Canceled invitation") if canceled else tongue.say("Invitation")
    said = ", ".join(filter(None, (event.summary, when, event.place)))
    return f"{kind}: {said}"


def _sort(occasion: Occasion, tongue: Tongue) -> list[str]:
    """What it is, where its words do not say it."""
    recall = tongue.say(
        "This only asks to have an earlier letter back: Outlook sends such a request. No client "
        "got it, and nothing was taken back here."
    )
    encrypted = tongue.say("This letter is encrypted: only who has its key can read it.")
    said = {Flag.RECALL: recall, Flag.ENCRYPTED: encrypted}
    return [words for flag, words in said.items() if flag in occasion.flags]


def _form(occasion: Occasion, tongue: Tongue) -> list[str]:
    """A web site's form wrote it for somebody."""
    if occasion.form is None or occasion.author is None:
        return []
    name = Mailbox(occasion.author.name, occasion.author.address)
    return [
        tongue.say(
            "Sent by the form of {site} for {name}: nothing proves that address. "
            "Your reply goes there.",
            site=occasion.form,
            name=name,
        )
    ]


def _new_topic(occasion: Occasion, head: Letterhead, tongue: Tongue) -> list[str]:
    """A client's reply under another subject, which does not stand alone."""
    if occasion.topic is None or occasion.by_team or occasion.post is None:
        return []
    link = f"{discussion_link(occasion.discussion.id, head)}#post-{occasion.post.id}"
    return [
        tongue.say(
            "The subject was changed to “{subject}”. A new topic? Split it off: {link}",
            subject=spoken(occasion.topic),
            link=link,
        )
    ]


def _gap(occasion: Occasion, reader: Person, head: Letterhead, tongue: Tongue) -> list[str]:
    """Which letter is missing, and what helps."""
    missing = occasion.missing
    if missing is None:
        return []
    return [
        tongue.say(
            _MISSING[missing.person_id == reader.id, missing.written is not None],
            name=missing.name,
            day=tongue.date_of(missing.written) if missing.written else "",
            address=f"{occasion.project.key}@{head.domain}",
        )
    ]


def _doubt(occasion: Occasion, head: Letterhead, tongue: Tongue) -> list[str]:
    """The other discussion it may belong to."""
    hidden = Flag.ANSWERS_HIDDEN in occasion.flags
    other = occasion.post.runner_up if occasion.post is not None and not hidden else None
    return (
        [
            tongue.say(
                "It may belong to another discussion: {link}", link=discussion_link(other, head)
            )
        ]
        if other is not None
        else []
    )


def is_answered_here(posed: Posed, post: Post) -> bool:
    """Whether a question to the client is answered by this post."""
    question = posed.question
    here = question.changed_in == post.id and question.state is QuestionState.ANSWERED
    return here and question.side == "client"


def _waiting(occasion: Occasion, author: Person, tongue: Tongue) -> list[str]:
    """Who is shown and not let in, by address: anybody may choose his name."""
    waiting = [
        Mailbox(participant.person.name, participant.person.address)
        for participant in occasion.participants
        if not participant.admitted
    ]
    named = [mailbox for mailbox in waiting if mailbox.address != author.address]
    said = [
        tongue.say(
            "{name} is new here and waits: no client got this, and no letter goes there"
            " until you write #admit.",
            name=mailbox,
        )
        for mailbox in waiting
        if mailbox not in named
    ]
    if named:
        said.append(
            tongue.say(
                "Named here, but not let in: {names}. No letter goes there until you write "
                "#admit {first}",
                names=tongue.joined([str(mailbox) for mailbox in named]),
                first=named[0].address,
            )
        )
    return said


def _muted(occasion: Occasion, tongue: Tongue) -> list[str]:
    """Clients whom no letter about this reaches, because they want none."""
    names = [
        participant.person.called
        for participant in occasion.participants
        if participant.muted and not participant.person.role.is_team
    ]
    if not names:
        return []
    return [
        tongue.say(
            "Muted by {names}: letters about this topic do not go there.",
            names=tongue.joined(names),
        )
    ]


def _what_stands_inside(occasion: Occasion, head: Letterhead, tongue: Tongue) -> list[str]:
    """In a letter that answers to go out: how much there is inside, and nothing of it."""
    said = [
        tongue.say_number("{number} internal note", "{number} internal notes", occasion.notes)
        if occasion.notes
        else "",
        tongue.say_number("{number} inside task", "{number} inside tasks", occasion.inside_tasks)
        if occasion.inside_tasks
        else "",
    ]
    if occasion.internal or not any(said):
        return []
    what, link = ", ".join(filter(None, said)), discussion_link(occasion.discussion.id, head)
    return [tongue.say("Not shown in this letter: {what}. {link}", what=what, link=link)]
