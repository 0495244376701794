"""What a letter to the team says of its author's proof."""

from mailbridge.steps.telling.words.catalogue import sentence

PROOF = {
    "verified": sentence("Sender verified."),
    "unverified": sentence("Sender not verified: treat links and requests with care."),
    "failed": sentence("The checks of the sender failed: somebody else may have written this."),
}
