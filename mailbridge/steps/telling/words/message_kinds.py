"""What a message is, in words."""

from mailbridge.domain.message import Kind
from mailbridge.steps.telling.words.catalogue import sentence

MESSAGE_KINDS = {
    Kind.HUMAN: sentence("a letter somebody wrote"),
    Kind.AUTO_REPLY: sentence("an automatic reply"),
    Kind.BOUNCE: sentence("a bounce: the mail was not delivered"),
    Kind.DELAY: sentence("a notice that mail is delayed"),
    Kind.COMPLAINT: sentence("a complaint about mail of ours"),
    Kind.LIST: sentence("mail of a mailing list, or bulk mail"),
    Kind.RECEIPT: sentence("a read or delivery receipt"),
    Kind.CONFIRMATION: sentence("a mail provider asks to confirm forwarding"),
}
