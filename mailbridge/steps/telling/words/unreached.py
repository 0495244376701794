"""Why a client got no letter, in the reader's language."""

from mailbridge.domain.occasion import Skip
from mailbridge.steps.telling.words.catalogue import sentence
from mailbridge.steps.telling.words.tongue import Tongue

_WHY = {
    Skip.MUTED: sentence("{name} does not want letters about this discussion (mute)."),
    Skip.UNREACHABLE: sentence("{name}: the address does not take letters; they came back."),
    Skip.NO_ADDRESS: sentence("{name} has no address."),
    Skip.BLOCKED: sentence("{name} is blocked."),
    Skip.ROBOT: sentence("{name}: nobody reads letters at that address."),
    Skip.NOT_ADMITTED: sentence("{name} is new here and waits to be let in."),
    Skip.NOT_MEANT: sentence("{name} is not among those whom your answer is meant for."),
    Skip.OWN_ADDRESS: sentence("{name}: the address is one of our own."),
    Skip.UNPROVEN: sentence("{name}: nobody has shown yet whose words these are."),
    Skip.BULK: sentence("{name}: mail of lists is not passed on to clients."),
}
_ELSE = sentence("{name} gets no letter.")


def why_not(name: str, why: Skip, tongue: Tongue) -> str:
    """One sentence: why this client got no letter."""
    return tongue.say(_WHY.get(why, _ELSE), name=name)


def why_nobody(has_clients: bool, tongue: Tongue) -> tuple[str, str]:
    """What happened to the member's words, and what to do about it."""
    if has_clients:
        return (
            tongue.say("Your answer is filed, but no client was told of it:"),
            tongue.say(
                "Call them, or name another address with #client name@company.example in an "
                "answer to this discussion."
            ),
        )
    return (
        tongue.say("Your answer is filed, but no client takes part in this discussion."),
        tongue.say(
            "To bring a client in, answer with #client and their name or address, and write your "
            "words once more."
        ),
    )
