"""The order in which a kept message is decided on; what it says by itself was read before
(steps.reading.read).
"""

from collections.abc import Callable

from mailbridge.domain.inbound import Facts, Inbound
from mailbridge.domain.verdict import Verdict
from mailbridge.steps.deciding.address import alias_test, morning, route
from mailbridge.steps.deciding.conversation import own_words, thread
from mailbridge.steps.deciding.machine_mail import loop, noted
from mailbridge.steps.deciding.people import forwarder, identify
from mailbridge.steps.deciding.proof import authenticate

Step = Callable[[Inbound, Facts], Inbound | Verdict]

ORDER: tuple[tuple[str, Step], ...] = (  # the name of each step in the trail, and the step
    ("round_trip", alias_test.decide),
    ("loop", loop.decide),
    ("route", route.decide),
    ("machine", noted.decide),
    ("identify", identify.decide),
    ("authenticate", authenticate.decide),
    ("morning", morning.decide),
    ("forwarder", forwarder.decide),
    ("thread", thread.decide),
    (own_words.STEP, own_words.decide),
)
