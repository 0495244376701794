"""What a mail program shows of a letter beside its subject."""

from collections.abc import Sequence

from mailbridge.domain.letter import Asked
from mailbridge.domain.occasion import Occasion
from mailbridge.steps.telling.letter_parts.notices import is_answered_here
from mailbridge.steps.telling.letter_parts.question_lists import earliest
from mailbridge.steps.telling.words.tongue import Tongue


def client_preheader(questions: Sequence[Asked], tongue: Tongue) -> str:
    """How much is asked of a client, and until when."""
    open_ = [asked for asked in questions if not asked.answered]
    if not open_:
        return ""
    what = tongue.say_number("{number} question for you", "{number} questions for you", len(open_))
    due = earliest(open_)
    return tongue.say("{what}, by {due}", what=what, due=tongue.deadline(due)) if due else what


def team_preheader(occasion: Occasion, tongue: Tongue) -> str:
    """What a post did, for a member who looks at the list of their mail."""
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
        else ""
    )
