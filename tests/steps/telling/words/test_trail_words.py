"""The trail of a message, in plain words."""

import pytest

from mailbridge.adapters.catalogues import catalogues
from mailbridge.domain.audience import AudienceReason
from mailbridge.domain.told import Told, told
from mailbridge.domain.verdict import Disposition
from mailbridge.steps.deciding.order import ORDER
from mailbridge.steps.telling.words.catalogue import ENGLISH
from mailbridge.steps.telling.words.trail_words import ASKED, READERS, VERDICTS, trail_words


def test_every_step_and_reason_has_words() -> None:
    """So that no name of a step is left for a reader."""
    assert set() == {step for step, _ in ORDER} - set(ASKED)
    assert (set(AudienceReason), set(Disposition)) == (set(READERS), set(VERDICTS))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            Told("{step}: {words}", step="thread", words=told("a new discussion")),
            ("Which discussion", "a new discussion"),
        ),
        (
            Told("read: {note}", note=told("trim: {rule} from line {line}", rule="name", line=6)),
            ("What is folded away", "from line 6 on (name)"),
        ),
        (Told("read: {note}", note="interpret: #done"), ("Command", "#done")),
        (
            Told("read: {note}", note="screen: bounce"),
            ("What it is", "a bounce: the mail was not delivered"),
        ),
        (
            Told(
                "read: {note}",
                note=Told("screen: {kind}, {evidence}", kind="human", evidence=told("it is said")),
            ),
            ("What it is", "a letter somebody wrote (it is said)"),
        ),
        (
            Told("audience: {words} ({reason})", words="a@b.test", reason="author-alone"),
            ("Who may read it", "a@b.test (who wrote to us and to nobody else)"),
        ),
        (
            Told("{disposition}: {reason}", disposition="accept", reason="filed"),
            ("What became of it", "accepted: Filed in a discussion."),
        ),
        ("door: 550 5.1.1 nobody here", ("At the door", "550 5.1.1 nobody here")),
        ("no client (inside)", ("", "no client (inside)")),
        (Told("{step}: {words}", step="older", words="as it was"), ("", "older: as it was")),
    ],
)
def test_a_line_is_a_question_and_its_answer(line: str, expected: tuple[str, str]) -> None:
    """What an older version kept as plain text stays as it is."""
    assert expected == trail_words(line, ENGLISH)


def test_a_line_is_told_in_the_readers_language() -> None:
    """Names of steps, verdicts and reasons included."""
    line = Told("{disposition}: {reason}", disposition="accept", reason="filed")
    asked, said = trail_words(line, catalogues().of("de"))
    assert ("Was daraus wurde", False) == (asked, "filed" in said)
