"""What a mail program shows of a letter beside its subject: who, and what."""

from collections.abc import Sequence

from mailbridge.domain.discussion import Channel
from mailbridge.domain.letter import Asked
from mailbridge.domain.occasion import Occasion
from mailbridge.steps.reading.meaning.commands import below_commands
from mailbridge.steps.telling.letter_parts.notices import is_answered_here
from mailbridge.steps.telling.letter_parts.question_lists import earliest
from mailbridge.steps.telling.words.tongue import Tongue

MOST = 110  # characters; previews show up to 140


def client_preheader(occasion: Occasion, questions: Sequence[Asked], tongue: Tongue) -> str:
    """How much is asked of a client, and until when; else who writes what."""
    open_ = [asked for asked in questions if not asked.answered]
    if not open_:
        return _beginning(occasion, tongue)
    what = tongue.say_number("{number} question for you", "{number} questions for you", len(open_))
    due = earliest(open_)
    return tongue.say("{what}, by {due}", what=what, due=tongue.deadline(due)) if due else what


def team_preheader(occasion: Occasion, tongue: Tongue) -> str:
    """What a post did, for a member who looks at the list of their mail; else who wrote what."""
    post, author = occasion.post, occasion.author
    if post is None or author is None:
        return ""
    if occasion.internal:
        return tongue.say("INTERNAL, from {name}", name=author.called)
    questions = [posed.question for posed in occasion.posed if is_answered_here(posed, post)]
    asked = [tongue.say("Q{number}", number=question.number) for question in questions]
    return (
        tongue.say("{name} answered {numbers}", name=author.called, numbers=tongue.joined(asked))
        if asked
        else _beginning(occasion, tongue)
    )


def _beginning(occasion: Occasion, tongue: Tongue) -> str:
    """The author and their first words, or how many files they sent."""
    post, author = occasion.post, occasion.author
    if post is None or author is None:
        return ""
    by_command = author.role.is_team and post.channel == Channel.MAIL
    text = " ".join((below_commands(post.reply) if by_command else post.reply).split())
    if not text:
        files = len(occasion.attachments)
        what = tongue.say_number("{number} file", "{number} files", files) if files else ""
        return f"{author.called}: {what}" if what else author.called
    words = text if len(text) <= MOST else f"{text[:MOST].rpartition(' ')[0] or text[:MOST]} …"
    return f"{author.called}: {words}"
