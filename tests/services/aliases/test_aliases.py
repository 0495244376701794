"""An alias from the day it is declared: confirmed, tested, alive, silent, failed."""

from collections.abc import AsyncIterator
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any, cast

import pytest

from mailbridge.adapters.submission import RelayRefused
from mailbridge.domain.address import split
from mailbridge.domain.inbound import Envelope
from mailbridge.domain.proof import DkimResult, Evidence
from mailbridge.services import projects
from mailbridge.services.aliases import cards, tests
from mailbridge.services.aliases.card_views import AliasCard
from mailbridge.services.aliases.register import add_alias, list_aliases
from mailbridge.services.filing import ingest
from mailbridge.services.mail_log import browse
from mailbridge.services.people import register
from mailbridge.services.receiving import accept
from mailbridge.services.refusal import Refused
from mailbridge.services.telling import drain_outbox
from mailbridge.services.views.mail_models import MailView
from tests.container import DOMAIN, Authenticator, Clock, Relay, open_container, rendering
from tests.services.post_office import PostOffice

ALIAS, MARIA = "hello@agency.test", "Maria Lopez <maria@bloom.test>"
LINK = "https://mail-settings.google.com/mail/vf-%5BANGjdJ8%5D-x9_Q"
GOOGLE = "Gmail Team <forwarding-noreply@google.com>"
ASKS = f"{ALIAS} wants to forward mail here.\nConfirmation code: 894178523\n\n{LINK}\n"
REFUSED = "550 5.7.520 Access denied, Your organization does not allow external forwarding."


@pytest.fixture
async def office(store_url: str, tmp_path: Path) -> AsyncIterator[PostOffice]:

    container = await open_container(store_url, tmp_path, renderer=rendering())
    made = await PostOffice(container).open()
    await made.person("anna@agency.test", "admin", "Anna", project=None)
    await made.person("pavel@agency.test", "admin", "Павел", project=None, language="ru")
    await add_alias(container, ALIAS, "Bloom")
    yield made
    await container.close()


class Exchangers:
    """MX records as the test says."""

    def __init__(self, **hosts: str) -> None:
        self.hosts = hosts

    async def of(self, domain: str) -> tuple[str, ...]:
        name = domain.partition(".")[0]
        return (self.hosts[name],) if name in self.hosts else ()


def clock(office: PostOffice) -> Clock:
    return cast("Clock", office.container.clock)


def relay(office: PostOffice) -> Relay:
    return cast("Relay", office.container.relay)


def seen(office: PostOffice, *signers: str) -> None:
    cast("Authenticator", office.container.authenticator).evidence = Evidence(
        dkim=tuple(DkimResult(one, "s", "pass") for one in signers)
    )


async def state(office: PostOffice) -> str:
    return next(one.state for one in await list_aliases(office.container) if one.address == ALIAS)


async def card(office: PostOffice, language: str = "en") -> AliasCard:
    return await cards.show_alias(office.container, ALIAS, language, at_shell=True)


async def sent(office: PostOffice) -> tuple[str, bytes]:
    """What the outbox hands to the relay for the alias: the newest test's return path and
    content.
    """
    await drain_outbox.drain(office.container)
    path, _, content = next(one for one in reversed(relay(office).taken) if one[1] == ALIAS)
    return path, content


async def arrive(
    office: PostOffice,
    content: bytes,
    path: str = "x@agency.test",
    to: str | None = None,
    helo: str | None = None,
) -> MailView:
    ids = await accept.accept(
        office.container, [Envelope(path, to or office.address, helo=helo)], content
    )
    await ingest.drain(office.container)
    return await browse.show_mail(office.container, ids[0])


def forwarded(content: bytes, *fields: str) -> bytes:
    """The same letter with what a forwarder puts on top."""
    return "".join(f"{one}\r\n" for one in fields).encode() + content


def bounce(path: str, words: str) -> bytes:
    status = next(word for word in words.split() if word.count(".") == 2 and word[0] in "45")
    report = (
        f"Reporting-MTA: dns; mx.agency.test\r\n\r\nFinal-Recipient: rfc822; {ALIAS}\r\nAction: "
        f"failed\r\nStatus: {status}\r\n"
    )
    head = (
        f"From: MAILER-DAEMON@agency.test\r\nTo: {path}\r\nSubject: Undeliverable\r\nMessage-ID: "
        "<ndr@agency.test>\r\n"
    )
    kind = (
        "MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; "
        "boundary=b\r\n\r\n"
    )
    words_part = "--b\r\nContent-Type: text/plain\r\n\r\nIt failed.\r\n"
    status_part = (
        f"--b\r\nContent-Type: message/delivery-status\r\n\r\n{report}Diagnostic-Code: smtp; "
        f"{words}\r\n\r\n--b--\r\n"
    )
    return (head + kind + words_part + status_part).encode()


async def test_googles_confirmation_is_kept_for_the_admins(office: PostOffice) -> None:
    """EDGE_CASES 21, 25: recognised, shown with code and link, no discussion, nothing followed."""
    seen(office, "google.com")
    mail = await office.bring(
        GOOGLE, f"(#894178523) Agency Forwarding Confirmation - Receive Mail from {ALIAS}", ASKS
    )
    assert ("accept", "confirmation", None) == (mail.disposition, mail.reason, mail.discussion_id)
    shown = await card(office)
    assert shown.confirmation is not None
    assert ("confirming", "google", "894178523", LINK) == (
        shown.state,
        shown.confirmation.provider,
        shown.confirmation.code,
        shown.confirmation.link,
    )
    assert LINK not in " ".join((*mail.trail, mail.note))
    assert any(LINK in one and "894178523" in one for one in shown.todo)


async def test_the_admins_are_told_of_a_confirmation_by_letter(office: PostOffice) -> None:
    """EDGE_CASES 21: code and link to each admin in his language, to nobody else, and a second copy
    says nothing new.
    """
    seen(office, "google.com")
    await office.person("igor@agency.test", "member", "Igor")
    for number in range(2):
        await office.bring(
            GOOGLE,
            f"(#894178523) Confirmation - Receive Mail from {ALIAS}",
            ASKS,
            Message_ID=f"<{number}@google>",
        )
    await drain_outbox.drain(office.container)
    taken = {
        to: message_from_bytes(content, policy=policy.default)
        for _, to, content in relay(office).taken
    }
    assert ["anna@agency.test", "pavel@agency.test"] == [to for _, to, _ in relay(office).taken]
    english, russian = taken["anna@agency.test"], taken["pavel@agency.test"]
    assert f"[mailbridge] Google asks: may {ALIAS} be forwarded here?" == english["Subject"]
    assert (
        f"[mailbridge] Google спрашивает: можно ли пересылать сюда {ALIAS}?" == russian["Subject"]
    )
    for written in (english, russian):
        for kind in ("plain", "html"):
            part = written.get_body((kind,))
            assert part is not None
            assert [True, True, True] == [
                one in part.get_content() for one in ("894178523", LINK, office.address)
            ]


async def test_a_letter_that_confirms_nothing_tells_nobody(office: PostOffice) -> None:
    """EDGE_CASES 21: not signed, or not awaited."""
    await office.bring(GOOGLE, "Gmail Forwarding Confirmation", ASKS)
    seen(office, "google.com")
    clock(office).forward(minutes=31)
    await office.bring(GOOGLE, "Gmail Forwarding Confirmation", ASKS)
    assert [] == await office.letters()


async def test_without_a_signature_it_is_held(office: PostOffice) -> None:
    """EDGE_CASES 21: anybody can write in Google's name."""
    mail = await office.bring(GOOGLE, "Gmail Forwarding Confirmation", ASKS)
    assert ("hold", "confirmation") == (mail.disposition, mail.reason)
    assert ("waiting", None) == ((await card(office)).state, (await card(office)).confirmation)


async def test_half_an_hour_later_it_is_held_until_the_alias_is_armed_again(
    office: PostOffice,
) -> None:
    """EDGE_CASES 21: a letter nobody asked for confirms nothing; an admin may look at it once
    more.
    """
    seen(office, "google.com")
    clock(office).forward(minutes=31)
    mail = await office.bring(GOOGLE, "Gmail Forwarding Confirmation", ASKS)
    assert ("hold", "confirmation") == (mail.disposition, mail.reason)
    assert "no confirmation is awaited" in mail.note
    await cards.await_confirmation(office.container, ALIAS)
    again = await browse.retry_mail(office.container, mail.id)
    assert ("accept", "confirming") == (again.disposition, await state(office))


async def test_an_alias_of_another_project_is_not_confirmed_here(office: PostOffice) -> None:
    """The letter has to come to the project that the alias leads to."""
    seen(office, "google.com")
    other = await projects.add_project(office.container, "Winter")
    mail = await office.bring(GOOGLE, "Gmail Forwarding Confirmation", ASKS, to=other.address)
    assert ("hold", "waiting") == (mail.disposition, await state(office))


async def test_a_test_that_comes_back_makes_it_active(office: PostOffice) -> None:
    """EDGE_CASES 22, 25: no confirmation is needed; the signed letter proves the way, and is no
    discussion.
    """
    assert "testing" == (await cards.request_test(office.container, ALIAS)).state
    path, content = await sent(office)
    clock(office).forward(seconds=6)
    mail = await arrive(
        office, forwarded(content, f"X-Gm-Original-To: {ALIAS}"), path, helo="mail-1.google.com"
    )
    assert ("accept", "alias-test", None) == (mail.disposition, mail.reason, mail.discussion_id)
    shown = await card(office)
    assert ("active", "returned", ()) == (shown.state, shown.tests[0].state, shown.todo)
    assert (
        "It came back through Google (mail-1.google.com), 6 s on its way.",
        "From: kept.",
        "DKIM: our letter was not signed.",
        (
            "Return path: unchanged, no SRS; SPF of clients' domains will not pass here, "
            "their DKIM "
            "decides."
        ),
        "Subject: untouched.",
        "The alias is named by X-Gm-Original-To.",
    ) == shown.tests[0].findings


async def test_it_tells_signature_srs_and_a_changed_subject(office: PostOffice) -> None:
    """Microsoft's way, with a tag in the subject; told in Russian, too."""
    seen(office, DOMAIN)
    await cards.request_test(office.container, ALIAS)
    _, content = await sent(office)
    changed = content.replace(b"Subject: Test", b"Subject: [EXT] Test")
    loop = f"X-MS-Exchange-ForwardingLoop: {ALIAS};5f1c"
    await arrive(office, forwarded(changed, loop), f"hello+SRS=aB=7c={DOMAIN}=b.x@agency.test")
    findings = " ".join((await card(office, "ru")).tests[0].findings)
    assert "через Microsoft 365" in findings
    assert "DKIM: сохранён." in findings
    assert "переписан по SRS" in findings
    assert "Тема: стала «[EXT] Test letter for hello@agency.test»." in findings


async def test_a_test_that_comes_twice_is_one(office: PostOffice) -> None:
    """A forwarder and a copy: the second changes nothing."""
    await cards.request_test(office.container, ALIAS)
    path, content = await sent(office)
    for _ in range(2):
        mail = await arrive(office, content, path)
        assert ("alias-test", None) == (mail.reason, mail.discussion_id)
    assert ["returned"] == [one.state for one in (await card(office)).tests]


async def test_a_forged_token_is_no_test(office: PostOffice) -> None:
    """Whoever makes one up writes an ordinary letter."""
    mail = await office.bring(
        MARIA,
        "Test letter",
        "mailbridge-test: aaaabbbbccccdddd",
        Message_ID="<test.aaaabbbb@bridge.test>",
    )
    assert ("filed", "waiting") == (mail.reason, await state(office))


async def test_an_answer_to_a_test_is_no_return(office: PostOffice) -> None:
    """Somebody at the alias's mailbox answers and quotes it; it proves no forwarding."""
    await cards.request_test(office.container, ALIAS)
    _, content = await sent(office)
    mark = next(
        line for line in content.decode().splitlines() if line.startswith("mailbridge-test:")
    )
    reference = next(
        line for line in content.decode().splitlines() if line.startswith("Message-ID:")
    ).partition(" ")[2]
    mail = await office.bring(
        MARIA, "Re: Test letter", f"What is this?\n\n> {mark}\n", In_Reply_To=reference
    )
    assert ("filed", ["sent"]) == (mail.reason, [one.state for one in (await card(office)).tests])


async def test_a_rewritten_from_is_a_failure_told_with_its_cure(office: PostOffice) -> None:
    """EDGE_CASES 23: Exchange within one tenant; every client would look like the alias."""
    await cards.request_test(office.container, ALIAS)
    path, content = await sent(office)
    author = next(line for line in content.split(b"\r\n") if line.startswith(b"From:"))
    await arrive(office, content.replace(author, f"From: {ALIAS}".encode()), path)
    shown = await card(office)
    assert ("failed", "failed") == (shown.state, shown.tests[0].state)
    assert "From was rewritten" in shown.tests[0].findings[0]
    assert "redirect the mailbox" in shown.tests[0].cure[0]


async def test_a_new_letter_around_the_test_is_known_by_its_mark(office: PostOffice) -> None:
    """EDGE_CASES 23: a rule that forwards instead of redirecting."""
    await cards.request_test(office.container, ALIAS)
    _, content = await sent(office)
    mark = next(
        line for line in content.decode().splitlines() if line.startswith("mailbridge-test:")
    )
    mail = await office.bring(
        f"Hello <{ALIAS}>", "FW: Test letter", f"From: somebody\nSubject: Test letter\n\n{mark}\n"
    )
    assert ("alias-test", None, "failed") == (mail.reason, mail.discussion_id, await state(office))
    assert "“redirect”" in (await card(office)).tests[0].cure[0]


async def test_a_test_that_is_not_back_in_half_an_hour_failed(office: PostOffice) -> None:
    """EDGE_CASES 24: failed with the reason, and the admins are told, each in his language."""
    await cards.request_test(office.container, ALIAS)
    await sent(office)
    clock(office).forward(minutes=29)
    assert "testing" == (await card(office)).state
    clock(office).forward(minutes=2)
    assert 1 == await tests.look_after_aliases(office.container)
    assert "failed" == await state(office)
    assert {"anna@agency.test", "pavel@agency.test"} == {one["to"] for one in await alarms(office)}
    await drain_outbox.drain(office.container)
    texts = [read(content) for _, to, content in relay(office).taken if to != ALIAS]
    assert any(
        "It did not come back within 30 minutes." in text
        and f"project address: {office.address}" in text
        for text in texts
    )
    assert any("За 30 минут оно не вернулось." in text and "Что сделать" in text for text in texts)


async def test_the_half_hour_begins_when_it_left(office: PostOffice) -> None:
    """A relay that is down is no fault of the alias."""
    await cards.request_test(office.container, ALIAS)
    clock(office).forward(hours=3)
    shown = await card(office)
    assert ("testing", "sent") == (shown.state, shown.tests[0].state)
    assert any("waits in the outbox" in one for one in shown.known)


async def test_microsofts_refusal_is_read_from_the_bounce(office: PostOffice) -> None:
    """EDGE_CASES 24: the cause in words, the far side's own words, and the cure."""
    await cards.request_test(office.container, ALIAS)
    path, _ = await sent(office)
    await arrive(office, bounce(path, REFUSED), "", to=path)
    shown = await card(office)
    assert ("failed", "Microsoft 365 refused to forward to the outside.") == (
        shown.state,
        shown.tests[0].findings[0],
    )
    assert "5.7.520 Access denied" in shown.tests[0].words
    assert any("Defender" in one for one in shown.tests[0].cure)
    text = read(await newest(office, "anna@agency.test"))
    assert "Most likely: Microsoft 365 refused" in text
    assert "1. Defender portal" in text


async def test_a_refusal_at_the_relay_is_a_failure_too(office: PostOffice) -> None:
    """The alias's server says at once that there is no such mailbox."""
    relay(office).fault = RelayRefused(550, "550 5.1.1 no such user here")
    await cards.request_test(office.container, ALIAS)
    await drain_outbox.drain(office.container)
    shown = await card(office)
    assert ("failed", f"The mail server of agency.test knows no mailbox {ALIAS}.") == (
        shown.state,
        shown.tests[0].findings[0],
    )


async def test_a_late_return_counts_after_all(office: PostOffice) -> None:
    """Slow is not broken."""
    await cards.request_test(office.container, ALIAS)
    path, content = await sent(office)
    clock(office).forward(minutes=45)
    await tests.look_after_aliases(office.container)
    assert "failed" == await state(office)
    await arrive(office, content, path)
    assert "active" == await state(office)


async def test_a_test_at_another_projects_address_is_told(office: PostOffice) -> None:
    """The forwarding leads to the wrong place."""
    other = await projects.add_project(office.container, "Winter")
    await cards.request_test(office.container, ALIAS)
    path, content = await sent(office)
    await arrive(office, content, path, to=other.address)
    assert "another project" in (await card(office)).tests[0].findings[0]


async def test_mail_through_it_makes_it_active(office: PostOffice) -> None:
    """By the field a forwarder left; the trail says which."""
    mail = await office.bring(
        MARIA,
        "New menu",
        "Hello,\ncan we talk?",
        To=f"Hello <{ALIAS}>",
        X_Forwarded_For=f"{ALIAS} {office.address}",
    )
    assert "alias: it came through hello@agency.test, says X-Forwarded-For" in mail.trail
    assert "active" == await state(office)


async def test_an_alias_is_no_participant_and_delivered_to_neither(office: PostOffice) -> None:
    """EDGE_CASES 4: where it was delivered is not whom it is to."""
    mail = await office.bring(
        MARIA, "New menu", "Hello!", To=ALIAS, Delivered_To=f"archive+x@{split(ALIAS)[1]}"
    )
    assert ("maria@bloom.test",) == (await office.page(mail)).discussion.participants


async def test_forged_fields_do_not_move_mail(office: PostOffice) -> None:
    """EDGE_CASES 1: with an envelope, no field of another project is looked at."""
    other = await projects.add_project(office.container, "Winter")
    fields: dict[str, Any] = {
        "X_RcptTo": other.address,
        "Delivered_To": other.address,
        "X_Forwarded_To": other.address,
        "X_Original_To": other.address,
    }
    mail = await office.bring(MARIA, "New menu", "Hello!", **fields)
    assert ("Bloom", "filed") == (mail.project, mail.reason)


async def alive(office: PostOffice, letters: int = 6, hours: float = 4) -> None:
    """An alias through which mail comes every few hours."""
    for number in range(letters):
        await office.bring(MARIA, f"Letter {number}", "Hello!", To=ALIAS)
        clock(office).forward(hours=hours)


async def test_it_is_silent_when_nothing_comes_for_much_longer_than_usual(
    office: PostOffice,
) -> None:
    """At least a day; one alarm for each admin, and mail makes it active again."""
    office.container.relay = None
    await alive(office)
    clock(office).forward(hours=19)
    assert (0, "active") == (await tests.look_after_aliases(office.container), await state(office))
    clock(office).forward(hours=2)
    assert (1, "silent") == (await tests.look_after_aliases(office.container), await state(office))
    assert (0, 2) == (await tests.look_after_aliases(office.container), len(await alarms(office)))
    assert {
        "[mailbridge] hello@agency.test: no letters for 25 hours",
        "[mailbridge] hello@agency.test: 25 часов без писем",
    } == {one["subject"] for one in await alarms(office)}
    await office.bring(MARIA, "Back", "Hello!", To=ALIAS)
    assert "active" == await state(office)


async def test_a_quiet_that_is_usual_is_no_alarm(office: PostOffice) -> None:
    """One letter in five days: six days are nothing."""
    office.container.relay = None
    await alive(office, hours=120)
    clock(office).forward(hours=24)
    assert (0, "active") == (await tests.look_after_aliases(office.container), await state(office))
    clock(office).forward(days=6)
    assert (1, "silent") == (await tests.look_after_aliases(office.container), await state(office))


async def test_too_little_mail_is_no_measure(office: PostOffice) -> None:
    """Two letters say nothing of what is usual."""
    office.container.relay = None
    await alive(office, letters=2)
    clock(office).forward(days=9)
    assert (0, "active") == (await tests.look_after_aliases(office.container), await state(office))


async def test_a_canary_flies_every_day(office: PostOffice) -> None:
    """From the first day it was alive; lost once it is sent again in an hour, lost twice the alias
    failed.
    """
    await office.bring(MARIA, "Hello", "Hello!", To=ALIAS)
    assert 0 == await tests.look_after_aliases(office.container)
    clock(office).forward(days=1, minutes=1)
    assert 1 == await tests.look_after_aliases(office.container)
    path, content = await sent(office)
    await arrive(office, content, path)
    assert ("active", [("canary", "returned")]) == (
        await state(office),
        [(one.kind, one.state) for one in (await card(office)).tests],
    )
    clock(office).forward(days=1, minutes=1)
    for expected in ("active", "failed"):
        await tests.look_after_aliases(office.container)
        await sent(office)
        clock(office).forward(minutes=31)
        await tests.look_after_aliases(office.container)
        assert expected == await state(office)
        clock(office).forward(minutes=61)
    assert 2 == len(await alarms(office))
    text = read(await newest(office, "anna@agency.test"))
    assert "Test letters that failed: Wed 25 Nov, 09:02 and Wed 25 Nov, 10:34." in text


async def test_a_domain_of_ours_needs_no_canary(office: PostOffice) -> None:
    """Its mail comes here directly."""
    await add_alias(office.container, f"hello@{DOMAIN}", "Bloom")
    await office.bring(MARIA, "Hello", "Hello!", to=f"hello@{DOMAIN}")
    clock(office).forward(days=3)
    assert 0 == await tests.look_after_aliases(office.container)


async def test_a_test_needs_a_relay_and_an_alias(office: PostOffice) -> None:
    """Refused in words, with nothing written; one under way is not doubled."""
    await cards.request_test(office.container, ALIAS)
    await cards.request_test(office.container, ALIAS)
    assert 1 == len((await card(office)).tests)
    with pytest.raises(Refused, match="no alias nobody"):
        await cards.request_test(office.container, "nobody@agency.test")
    office.container.relay = None
    with pytest.raises(Refused, match="no relay is set"):
        await cards.request_test(office.container, ALIAS)


async def test_a_stamp_tells_the_alias_where_nothing_else_does(office: PostOffice) -> None:
    """The field that `show` gives is known again."""
    name, _, value = (await card(office)).route_field.partition(": ")
    fields: dict[str, Any] = {"To": "else@where.test", name.replace("-", "_"): value}
    mail = await office.bring(MARIA, "Hello", "Hello!", **fields)
    assert f"alias: it came through {ALIAS}, says X-Mailbridge-Route" in mail.trail


async def alarms(office: PostOffice) -> list[dict[str, Any]]:
    return [one for one in await office.letters() if one["letter"] == "alias_alarm"]


async def newest(office: PostOffice, to: str) -> bytes:
    relay(office).fault = None
    await drain_outbox.drain(office.container)
    return next(
        content for _, forward_path, content in reversed(relay(office).taken) if forward_path == to
    )


def read(content: bytes) -> str:
    """The text part, its lines joined."""
    message = message_from_bytes(content, policy=policy.default)
    body = message.get_body(("plain",))
    assert body is not None
    return " ".join(body.get_content().split())


@pytest.mark.parametrize(
    ("host", "provider", "step"),
    [
        ("aspmx.l.google.com", "google", "--how google."),
        ("mx.yandex.net", "yandex", "--how yandex."),
        ("agency-test.mail.protection.outlook.com", "microsoft", "--how microsoft."),
        ("mx.agency.test", "", "--how google (or microsoft, yandex, postfix, cpanel, other)."),
        ("mx.bridge.test", "ours", f"Send a test: mailbridge alias test {ALIAS}"),
    ],
)
async def test_the_provider_is_guessed_from_the_mx(
    office: PostOffice, host: str, provider: str, step: str
) -> None:
    """The steps of the system that has the mail come first; where the MX leads here nothing has to
    be forwarded.
    """
    office.container.exchangers = Exchangers(agency=host, bridge="mx.bridge.test")
    shown = await card(office)
    assert (provider, True) == (shown.provider, shown.todo[0].endswith(step))
    assert (provider != "") == any("MX" in one for one in shown.known)


async def test_a_domain_of_ours_is_not_asked_for(office: PostOffice) -> None:
    """Its mail comes here."""
    await add_alias(office.container, f"hello@{DOMAIN}", "Bloom")
    office.container.exchangers = Exchangers(bridge="aspmx.l.google.com")
    assert "ours" == (await cards.show_alias(office.container, f"hello@{DOMAIN}")).provider


async def test_a_test_that_came_directly_says_so(office: PostOffice) -> None:
    """No forwarder stands between: the return path is the author's own, and his SPF counts."""
    own = f"hello@{DOMAIN}"
    await add_alias(office.container, own, "Bloom")
    await cards.request_test(office.container, own)
    await drain_outbox.drain(office.container)
    path, _, content = relay(office).taken[-1]
    await arrive(office, content, path, own)
    shown = await cards.show_alias(office.container, own)
    assert ("active", True) == (
        shown.state,
        "Return path: the author's own, as nobody passed it on." in shown.known,
    )


async def test_a_test_tells_that_the_project_address_was_rotated(office: PostOffice) -> None:
    """The way is whole for as long as the old address works; the forwarding has to be changed by
    then.
    """
    await cards.request_test(office.container, ALIAS)
    path, content = await sent(office)
    await projects.rotate_address(office.container, "Bloom")
    await arrive(office, content, path)
    shown = await card(office)
    assert ("active", True) == (
        shown.state,
        any("earlier address of the project" in one for one in shown.known),
    )


@pytest.mark.parametrize(
    "local",
    ["postmaster", "PostMaster", "r.abc", "b.abc", "abcdefghjkmnpqrst", "abcdefghjkmnpqrst+task"],
)
async def test_no_alias_and_no_person_takes_a_name_of_ours(office: PostOffice, local: str) -> None:
    """An alias comes before everything else: it would hide a project's address, a reply address,
    the postmaster (EDGE_CASES 14).
    """
    for take in (
        add_alias(office.container, f"{local}@{DOMAIN}", "Bloom"),
        register.add_person(office.container, f"{local}@{DOMAIN}"),
    ):
        with pytest.raises(Refused) as refused:
            await take
        assert "own-address" == refused.value.code
    assert "waiting" == (await add_alias(office.container, f"{local}@agency.test", "Bloom")).state
