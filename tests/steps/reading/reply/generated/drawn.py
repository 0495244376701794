"""Some of the generated letters: making all of them takes seconds."""

import random
from functools import cache

from mailbridge.domain.message import Message
from tests.steps.reading.reply.generated.letters import letters

KEPT = 2_000  # of which tests draw


def draw_plain(count: int) -> list[Message]:
    """So many letters of plain text, others each time."""
    return random.sample(_kept(), count)


@cache
def _kept() -> list[Message]:
    return random.sample([one.message for one in letters() if one.form == "plain"], KEPT)
