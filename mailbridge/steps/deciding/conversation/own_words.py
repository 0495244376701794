"""Our own words are taken out of a message: letters its author had, small print, links and addresses
that speak for a reader.

Runs after the discussion is known. What a member sends back of ours without a word of their own, or
passes on of an internal letter, says nothing to a client: it stays inside.
"""

from collections.abc import Callable

from mailbridge.domain.address import ReplyAddress
from mailbridge.domain.flag import Flag, Rule
from mailbridge.domain.inbound import Facts, Inbound
from mailbridge.domain.message import Kind, Message, Reading, Trimmed
from mailbridge.domain.told import told
from mailbridge.domain.verdict import Verdict
from mailbridge.steps.deciding.conversation.own_letter import Taken, take_away
from mailbridge.steps.deciding.conversation.small_print import without_secrets, without_small_print
from mailbridge.steps.reading.read import MAX_BODY, read_again
from mailbridge.values import replace

STEP = "own_letter"


def decide(inbound: Inbound, facts: Facts) -> Inbound | Verdict:
    """The message without our words; the trail says what was taken."""
    inbound = _with_unknown_quote(_without_letters(inbound, facts), facts)
    cleaned = _cleaned(inbound.reading, facts)
    if cleaned is inbound.reading:
        return inbound
    return replace(inbound, reading=cleaned).said(STEP, told("our small print was taken out"))


def stays_inside(inbound: Inbound, facts: Facts) -> bool:
    """Whether a member's answer is for the team, as far as its address and its commands say."""
    names = [command.name for command in inbound.reading.commands]
    own = inbound.route.own if inbound.route is not None else None
    by_address = isinstance(own, ReplyAddress) and own.internal
    return "client" not in names and ("note" in names or by_address or facts.answers_internal)


def _without_letters(inbound: Inbound, facts: Facts) -> Inbound:
    reading = inbound.reading
    if not facts.had_letters:
        return inbound
    if reading.forwarded is not None:
        return _passed_on(inbound, facts)
    taken = _taken(reading.message.text, reading.trimmed, inbound, facts)
    return _told(inbound, taken) if taken is not None else inbound


def _with_unknown_quote(inbound: Inbound, facts: Facts) -> Inbound:
    """Marked where what it quotes was never written here, as in a discussion's first letter: whoever
    reads it shall see what it is about.
    """
    reading, place = inbound.reading, inbound.place
    if place is None or reading.forwarded is not None or reading.kind is not Kind.HUMAN:
        return inbound
    quoted = reading.trimmed.quoted
    new = place.discussion_id is None and place.rule is Rule.NEW
    if not quoted.strip() or facts.quoted_in or not (new or facts.quotes_unknown):
        return inbound
    ours = facts.had_letters and _taken(reading.message.text, reading.trimmed, inbound, facts)
    if ours:
        return inbound
    place = replace(place, flags=(*place.flags, Flag.QUOTES_UNKNOWN))
    return replace(inbound, place=place).said(
        STEP, told("nobody wrote here what it quotes: that is shown with it")
    )


def _taken(text: str, trimmed: Trimmed, inbound: Inbound, facts: Facts) -> Taken | None:
    inside = stays_inside(inbound, facts)
    return take_away(text, trimmed, facts.had_letters, facts.others_words, inside)


def _told(inbound: Inbound, taken: Taken) -> Inbound:
    """The answer with what is the author's alone."""
    for note in taken.notes:
        inbound = inbound.said(STEP, note)
    if taken.only_ours:
        trimmed = replace(inbound.reading.trimmed, nothing_new=True)
        inbound = replace(inbound, reading=replace(inbound.reading, trimmed=trimmed))
        return _kept_inside(inbound, told("it says nothing but what our letters say"))
    if taken.trimmed == inbound.reading.trimmed:
        return inbound
    return replace(inbound, reading=read_again(inbound.reading, taken.trimmed))


def _passed_on(inbound: Inbound, facts: Facts) -> Inbound:
    """A forward: of a letter of ours, or of somebody's that quotes ours."""
    reading, forwarded = inbound.reading, inbound.reading.forwarded
    assert forwarded is not None
    inner = _taken(forwarded.text, Trimmed(forwarded.text), inbound, facts)
    if inner is None:
        return inbound
    if inbound.forwarder is not None and not inner.only_ours:
        inbound = inbound.said(STEP, told("taken out of the forwarded letter: what stands in ours"))
        return replace(
            inbound,
            reading=replace(reading, forwarded=replace(forwarded, text=inner.trimmed.reply)),
        )
    whole = _taken(reading.message.text, Trimmed(reading.message.text), inbound, facts)
    inbound = replace(inbound, reading=replace(reading, forwarded=None))
    if whole is not None:
        inbound = _told(inbound, whole)
    return (
        _kept_inside(inbound, told("it passes on an internal letter")) if inner.inside else inbound
    )


def _kept_inside(inbound: Inbound, why: str) -> Inbound:
    """A member's; unless they say that it is for the client."""
    author, place = inbound.author, inbound.place
    to_client = any(command.name == "client" for command in inbound.reading.commands)
    if author is None or place is None or not author.is_team or to_client or place.internal:
        return inbound
    return replace(inbound, place=replace(place, internal=True)).said(
        STEP, told("{why}: stays inside", why=why)
    )


def _cleaned(reading: Reading, facts: Facts) -> Reading:
    """Without our small print in the author's words, and without keys anywhere; the very same
    reading where there is none of them.
    """

    def words(text: str) -> str:
        bounded = len(text) <= MAX_BODY  # a longer one is not taken apart
        own = without_small_print(text, facts.own_sentences) if bounded else text
        return without_secrets(own, facts.own_domains)

    def keys(text: str) -> str:
        return without_secrets(text, facts.own_domains)

    trimmed = reading.trimmed
    reply = words(trimmed.reply)
    reply = reply if reply.strip() else keys(trimmed.reply)
    quoted, signature = keys(trimmed.quoted), keys(trimmed.signature)
    clean = replace(trimmed, reply=reply, quoted=quoted, signature=signature)
    message = _message(reading.message, keys)
    forwarded = reading.forwarded
    if forwarded is not None:
        text = words(forwarded.text) or keys(forwarded.text)
        forwarded = replace(forwarded, text=text, note=words(forwarded.note))
    html = keys(reading.safe_html) if reading.safe_html else reading.safe_html
    if (clean, message, forwarded, html) == (
        trimmed,
        reading.message,
        reading.forwarded,
        reading.safe_html,
    ):
        return reading
    found = replace(reading, message=message, forwarded=forwarded, safe_html=html)
    return read_again(found, clean) if clean != trimmed else found


def _message(message: Message, keys: Callable[[str], str]) -> Message:
    text = keys(message.text)
    return message if text == message.text else replace(message, text=text)
