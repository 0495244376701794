"""What the audit log says, in a reader's language."""

from mailbridge.domain.oversight.audit import Act, Matter
from mailbridge.steps.telling.words.catalogue import Catalogue, in_context, sentence

ACTS = {
    Act.LET_IN: in_context("audit", "let in"),
    Act.DROPPED: in_context("audit", "dropped"),
    Act.RELEASED: in_context("audit", "released to clients"),
    Act.SENT: in_context("audit", "sent after all"),
    Act.SHARED: in_context("audit", "shared with clients"),
    Act.HID: in_context("audit", "hid from clients"),
    Act.MERGED: in_context("audit", "merged"),
    Act.SPLIT: in_context("audit", "split"),
    Act.MOVED: in_context("audit", "moved"),
    Act.TOOK_BACK: in_context("audit", "took back"),
    Act.READ_RAW: in_context("audit", "read as it came"),
    Act.EXPORTED: in_context("audit", "exported"),
    Act.BACKED_UP: in_context("audit", "wrote"),
    Act.RESTORED: in_context("audit", "restored"),
    Act.ERASED: in_context("audit", "erased"),
    Act.ADDED: in_context("audit", "added"),
    Act.IMPORTED: in_context("audit", "imported"),
    Act.CHANGED: in_context("audit", "changed"),
    Act.REMOVED: in_context("audit", "removed"),
    Act.SURVEYED: in_context("audit", "asked the clients of"),
    Act.JOINED: in_context("audit", "joined to a project"),
    Act.LEFT: in_context("audit", "taken out"),
    Act.ISSUED_TOKEN: in_context("audit", "issued a token for"),
    Act.REVOKED_TOKEN: in_context("audit", "revoked a token of"),
    Act.ISSUED_LINK: in_context("audit", "made a sign-in link for"),
    Act.ENDED_SESSION: in_context("audit", "ended a session of"),
    Act.ADDED_PASSKEY: in_context("audit", "added a passkey of"),
    Act.REMOVED_PASSKEY: in_context("audit", "removed a passkey of"),
    Act.SET_PASSWORD: in_context("audit", "set a password of"),
    Act.REMOVED_PASSWORD: in_context("audit", "removed the password of"),
}
MATTERS = {
    Matter.POST: in_context("audit", "post {name}"),
    Matter.TASK: in_context("audit", "task {name}"),
    Matter.FILE: in_context("audit", "file {name}"),
    Matter.DISCUSSION: in_context("audit", "discussion {name}"),
    Matter.MESSAGE: in_context("audit", "message {name}"),
    Matter.PERSON: in_context("audit", "person {name}"),
    Matter.PROJECT: in_context("audit", "project {name}"),
    Matter.ALIAS: in_context("audit", "alias {name}"),
    Matter.PEOPLE: in_context("audit", "{name} people"),
    Matter.AUTHOR: in_context("audit", "author {name}"),
    Matter.INSTALLATION: in_context("audit", "settings of the installation"),
    Matter.WEBHOOK: in_context("audit", "webhook {name}"),
    Matter.COMPANY: in_context("audit", "company {name}"),
    Matter.SAFETY_COPY: in_context("audit", "safety copy {name}"),
}
OPERATOR = sentence("operator")
NOBODY = sentence("mailbridge, by the clock")
ERASED = sentence("erased person")


def kind_of_matter(matter: Matter, words: Catalogue) -> str:
    """What deeds are done to, by its kind."""
    return " ".join(words.say(MATTERS[matter], name="").split())


def act_words(act: Act, words: Catalogue) -> str:
    """What was done."""
    return words.say(ACTS[act])


def matter_words(matter: Matter, name: str, words: Catalogue) -> str:
    """What it was done to; an empty name is that of somebody who was erased."""
    return words.say(MATTERS[matter], name=name or words.say(ERASED))
