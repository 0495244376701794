"""Words of a client that stay with the team: whom they did not go to, and how they would."""

from mailbridge.domain.discussion import Post
from mailbridge.domain.flag import Flag
from mailbridge.domain.message import Mailbox
from mailbridge.domain.occasion import Occasion
from mailbridge.domain.project import Person
from mailbridge.steps.telling.letter_parts.letterhead import Letterhead
from mailbridge.steps.telling.words.tongue import Tongue


def kept_words(occasion: Occasion, author: Person, head: Letterhead, tongue: Tongue) -> list[str]:
    """Why the other clients, by address, did not get them, and how somebody passes them on."""
    post, others = occasion.post, _others(occasion, author)
    inside = occasion.internal or Flag.RECALL in occasion.flags  # that nobody passes on
    if post is None or inside or author.role.is_team or not others:
        return []
    link = f"{head.public_url}/posts/{post.id}/release"
    return _said(occasion, post, author, tongue.joined(others), link, tongue)


def _others(occasion: Occasion, author: Person) -> list[str]:
    """The clients who may be written to, but the author."""
    return [
        str(Mailbox(participant.person.name, participant.person.address))
        for participant in occasion.participants
        if participant.admitted
        and not (participant.person.role.is_team or participant.aside)
        and participant.person.id != author.id
    ]


def _said(
    occasion: Occasion, post: Post, author: Person, names: str, link: str, tongue: Tongue
) -> list[str]:
    """Of a third party, of who waits to be let in, and of words that nobody proves."""
    if post.released:
        return _third_party(occasion, author, names, link, tongue)
    if post.verified == "verified":
        return [
            tongue.say(
                "This stays with the team; to pass it on to {names}, begin your answer with #pass, "
                "or press the button at {link}",
                names=names,
                link=link,
            )
        ]
    return [
        tongue.say(
            "Nothing proves that {name} wrote this. It stays with the team; to pass it on to "
            "{names}, begin your answer with #pass, or press the button at {link}",
            name=author.called,
            names=names,
            link=link,
        )
    ]


def _third_party(
    occasion: Occasion, author: Person, names: str, link: str, tongue: Tongue
) -> list[str]:
    """Words of who was asked apart are for the team until somebody passes them on."""
    if not any(
        participant.aside and participant.person.id == author.id
        for participant in occasion.participants
    ):
        return []
    return [
        tongue.say(
            "{name} is a third party: this stays with the team; to pass it on to {names}, begin "
            "your answer with #pass, or press the button at {link}",
            name=author.called,
            names=names,
            link=link,
        )
    ]
