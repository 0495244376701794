"""An answer to a morning letter is no post: it says what to do with the lines of that letter."""

from mailbridge.domain.address import MorningAddress
from mailbridge.domain.inbound import Facts, Inbound
from mailbridge.domain.told import told
from mailbridge.domain.verdict import Disposition, Reason, Verdict


def decide(inbound: Inbound, facts: Facts) -> Inbound | Verdict:
    """Stop what came to the address of a morning letter."""
    own = inbound.route.own if inbound.route is not None else None
    if not isinstance(own, MorningAddress):
        return inbound
    return Verdict(Disposition.ACCEPT, Reason.MORNING, why_not_obeyed(inbound, facts))


def why_not_obeyed(inbound: Inbound, facts: Facts) -> str:
    """Why nothing is done of what it says; "": it is proven to be from the letter's reader."""
    author, reader = inbound.author, facts.reply_person
    person = author.person if author is not None else None
    if author is None or person is None or reader is None or person.id != reader.id:
        return told("that morning letter was written to somebody else")
    if not author.is_team or author.is_doubtful:
        return told("nothing proves that its reader wrote this")
    return ""
