"""Is the author who they say they are? What DNS and the mail's own signatures prove, and what our
reply addresses prove.
"""

from mailbridge.domain.address import MorningAddress, ReplyAddress
from mailbridge.domain.inbound import Author, Facts, Inbound
from mailbridge.domain.proof import Evidence, Verification
from mailbridge.domain.told import Told, told
from mailbridge.domain.verdict import Verdict
from mailbridge.steps.deciding.proof.judge import judge
from mailbridge.values import replace


def decide(inbound: Inbound, facts: Facts) -> Inbound | Verdict:
    """Set whether the author is verified, and why."""
    author = inbound.author
    if author is None:
        return inbound
    proof = judge(
        inbound.reading.message,
        facts.evidence or Evidence(),
        inbound.envelope.reverse_path,
        facts.groups,
    )
    verified, why = proof.verification.value, proof.reason
    if (
        proof.verification is Verification.UNVERIFIED
        and not proof.flags
        and _by_token(inbound, author, facts)
    ):
        verified = "verified"
        why = told("answered by the reply address that only this person was given")
    site = author.form
    if site is not None and verified != Verification.FAILED.value:
        verified, why = Verification.UNVERIFIED.value, told("by the form of {site}", site=site)
    checked = replace(author, verified=verified, why=why, flags=(*author.flags, *proof.flags))
    return replace(inbound, author=checked).said(
        "authenticate", Told("{verified}: {why}", verified=Told(verified), why=why)
    )


def _by_token(inbound: Inbound, author: Author, facts: Facts) -> bool:
    """The token is the person's own, and it was never shown to others."""
    own = inbound.route.own if inbound.route else None
    same = (
        facts.reply_person is not None
        and author.person is not None
        and facts.reply_person.id == author.person.id
    )
    given = isinstance(own, ReplyAddress | MorningAddress)
    return given and same and not facts.reply_exposed
