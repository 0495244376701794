"""Which pictures may be logos."""

from mailbridge.domain.message import Attachment
from mailbridge.steps.reading.mime.attachments import decoration_candidates


def file(sha256: str, size: int, inline: bool = True, kind: str = "image/png") -> Attachment:
    return Attachment("a", kind, size, sha256, inline, "2")


def test_pictures_in_the_text_and_tiny_ones_are_looked_at() -> None:
    """Each once; what people attach on purpose is not."""
    files = [
        file("logo", 9000),
        file("logo", 9000),
        file("icon", 300, inline=False),
        file("photo", 90_000, inline=False),
    ]
    assert ("logo", "icon") == decoration_candidates(
        [*files, file("plan", 900, inline=False, kind="application/pdf")], quotes=False
    )


def test_a_big_picture_in_an_answer_may_have_come_with_the_quote() -> None:
    """A screenshot that each answer repeats is no logo."""
    assert ("screen",) == decoration_candidates([file("screen", 80_000)], quotes=False)
    assert () == decoration_candidates([file("screen", 80_000)], quotes=True)
    assert ("logo",) == decoration_candidates([file("logo", 9000)], quotes=True)
