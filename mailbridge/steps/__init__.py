"""The functional core: decisions on frozen dataclasses; no I/O, no clock, no randomness, no settings."""

from collections.abc import Callable

from mailbridge.domain.inbound import Facts, Inbound
from mailbridge.domain.verdict import Verdict

Step = Callable[[Inbound, Facts], Inbound | Verdict]


def inbound_steps() -> tuple[tuple[str, Step], ...]:
    """The order in which a kept message is decided on. What it says by itself was read before: see steps.reading."""
    from mailbridge.steps.deciding.address import alias_test, route
    from mailbridge.steps.deciding.conversation import thread
    from mailbridge.steps.deciding.machine_mail import loop, noted
    from mailbridge.steps.deciding.people import forwarder, identify
    from mailbridge.steps.deciding.proof import authenticate

    named = (alias_test, loop, route, noted, identify, authenticate, forwarder, thread)
    return tuple((step.__name__.rpartition(".")[2], step.decide) for step in named)
