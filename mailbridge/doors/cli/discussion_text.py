"""A discussion as `mailbridge discussion show` prints it."""

from mailbridge.domain.message import AttachedLetter
from mailbridge.doors.cli.frame.answers import printable
from mailbridge.doors.cli.frame.terminal import moment, say, words
from mailbridge.services.views.models import DiscussionPage, ParticipantView, PostView, QuestionView


def page_text(page: DiscussionPage) -> str:
    """A discussion for people: its head, what is open or lost, and the posts."""
    move = say("move: {side}", side=page.discussion.whose_move)
    head = (
        f"{printable(page.discussion.subject)}\n{page.discussion.project} · "
        f"{page.discussion.state} · {move}\n"
    )
    asked = "".join(_question(question) for question in page.questions)
    lost = "".join(
        say("{address} cannot be reached", address=printable(address)) + "\n"
        for address in page.discussion.unreachable
    )
    tasks = "".join(
        say(
            "Task {number} ({state}) {title}",
            number=task.id,
            state=task.state,
            title=printable(task.title),
        )
        + "\n"
        for task in page.tasks
    )
    gaps = "".join(f"{event.words(words())}\n" for event in page.events if event.kind == "missing")
    new = "".join(
        say("{name} waits to be let in", name=_named(participant)) + "\n"
        for participant in page.participants
        if not participant.admitted
    )
    return head + lost + new + gaps + asked + tasks + "".join(_post(post) for post in page.posts)


def _named(participant: ParticipantView) -> str:
    return printable(
        f"{participant.person.name} <{participant.person.addresses[0]}>"
        if participant.person.addresses
        else participant.person.name
    )


def _question(asked: QuestionView) -> str:
    """Each side's questions have numbers of their own; Q is what letters call those to the
    client.
    """
    names = ", ".join(person.name or (*person.addresses, "?")[0] for person in asked.to)
    number = (
        say("Q{number} to {names}", number=asked.number, names=printable(names))
        if asked.side == "client"
        else say("{name}'s {number}", name=printable(asked.asker), number=asked.number)
    )
    return f"{number} ({asked.state}) {printable(asked.text)}\n"


def _post(post: PostView) -> str:
    note = " · " + say("internal note") if post.internal else ""
    text = "\n".join(printable(line) for line in post.reply.splitlines())
    files = "".join(
        f"\n[{file.filename or file.content_type}, {say('{number} bytes', number=file.size)}]"
        for file in post.attachments
    )
    who = f"{printable(post.author_name)} <{post.author}> ({post.verified})"
    rival = (
        "; " + say("may belong to discussion {number}", number=post.runner_up)
        if post.runner_up
        else ""
    )
    heard = "" if post.internal else f"\n    {_audience(post)}"
    files += "".join(_opened(file.letter) for file in post.attachments if file.letter)
    files += _invited(post) + _reactions(post)
    head = f"--- {post.id} · {who} · {moment(post.created)} · {post.channel}{note}"
    why = say("here because: {why}", why=printable(words().tell(post.why)))
    return f"\n{head}{heard}\n{text}{files}\n    {why}{rival}\n"


def _reactions(post: PostView) -> str:
    signs = (
        f"{printable(reaction.emoji)} {printable(reaction.name)}" for reaction in post.reactions
    )
    return "".join(f"\n[{sign}]" for sign in signs)


def _opened(letter: AttachedLetter) -> str:
    """An attached letter, set in below the files."""
    author = printable(str(letter.author)) if letter.author else say("an unknown author")
    when = moment(letter.date) if letter.date else ""
    head = say("Letter of {author}: {subject}", author=author, subject=printable(letter.subject))
    names = (file.last_part or file.content_type for file in letter.files)
    files = [f"[{printable(name)}]" for name in names]
    lines = [f"{head} {when}".rstrip(), *map(printable, letter.text.splitlines()), *files]
    own = "".join(f"\n    {line}".rstrip(" ") for line in lines)
    return own + "".join(_opened(attached_letter) for attached_letter in letter.letters)


def _invited(post: PostView) -> str:
    event = post.invitation
    if event is None:
        return ""
    when = event.start.date().isoformat() if event.whole_day else moment(event.start)
    told = ", ".join(printable(part) for part in (event.summary, when, event.place) if part)
    return "\n" + say("Invitation: {event}", event=told)


def _audience(post: PostView) -> str:
    told, missed = (
        ", ".join(printable(person.name or person.addresses[0]) for person in people)
        for people in (post.audience, post.left_out)
    )
    to = say("to {names}", names=told) if told else say("to the team alone")
    return f"{to}; {say('not to {names}', names=missed)}" if missed else to
