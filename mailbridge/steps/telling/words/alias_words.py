"""What is said of an alias and of its tests."""

from datetime import timedelta

from babel import Locale
from babel.units import format_unit

from mailbridge.domain.alias import AliasTestReport
from mailbridge.steps.telling.words.catalogue import Catalogue, sentence

CAUSES = {  # why a test failed
    "external-forwarding": sentence("Microsoft 365 refused to forward to the outside."),
    "no-mailbox": sentence("The mail server of {domain} knows no mailbox {alias}."),
    "loop": sentence("The mail servers of {domain} send the letter in a circle."),
    "full": sentence("The mailbox {alias} is full."),
    "no-proof": sentence(
        "The mail server of {domain} did not believe that our letter came from {ours}."
    ),
    "no-host": sentence("The mail server of {domain} was not found in DNS."),
    "not-let-in": sentence("The mail server of {domain} did not let our letter in."),
    "refused": sentence("The mail server of {domain} refused our letter."),
    "not-returned": sentence("It did not come back within 30 minutes."),
    "from-rewritten": sentence(
        "It came back, but From was rewritten: every client would look like {alias}."
    ),
    "sent-anew": sentence(
        "It came back inside a new letter: the rule forwards instead of redirecting, "
        "so authors are lost."
    ),
    "wrong-project": sentence("It came back to the address of another project."),
    "silent": sentence("Nothing came for much longer than usual."),
}
CURES = {  # what to do
    "external-forwarding": (
        sentence(
            "Defender portal > Email & collaboration > Policies & rules > Threat policies"
            " > Anti-spam > outbound policy for {alias}."
        ),
        sentence("Automatic forwarding rules: On."),
    ),
    "no-mailbox": (
        sentence("Create {alias} at the mail provider of {domain}, or correct its spelling here."),
    ),
    "loop": (
        sentence(
            "See that {alias} is forwarded once, to {target}, and nothing there leads "
            "back to {domain}."
        ),
    ),
    "full": (sentence("Make room in the mailbox {alias}, or forward without keeping a copy."),),
    "no-proof": (
        sentence(
            "Give {ours} SPF and DKIM records for the relay that letters leave by; "
            "`mailbridge doctor` shows what is missing."
        ),
    ),
    "no-host": (sentence("Check the MX records of {domain}."),),
    "not-let-in": (
        sentence("Let mail from {ours} in at the mail provider of {domain} (allowed senders)."),
    ),
    "refused": (sentence("Read the refusal above and ask the administrator of {domain}."),),
    "not-returned": (
        sentence(
            "See whether the letter lies in the mailbox {alias}, in spam too. If it does,"
            " forwarding is off: switch it on to {target}."
        ),
        sentence("If it does not, the provider of {domain} dropped it: look into its mail log."),
    ),
    "from-rewritten": (
        sentence(
            "Do not forward by a group or by a rule of the same organisation: redirect "
            "the mailbox {alias} to {target}."
        ),
        sentence(
            "Steps: mailbridge alias show {alias} --how google (or microsoft, yandex, "
            "postfix, cpanel, other)."
        ),
    ),
    "sent-anew": (
        sentence("Change the rule of {alias} from “forward” to “redirect” to {target}."),
    ),
    "wrong-project": (sentence("Have {alias} forwarded to {target}."),),
    "silent": (
        sentence("Write a letter to {alias} from outside and see whether it arrives."),
        sentence("If it does not, check that {alias} is still forwarded to {target}."),
    ),
}
CURES_ON_PAGES = CURES | {  # where nobody has a command line
    "no-proof": (
        sentence(
            "Give {ours} SPF and DKIM records for the relay that letters leave by; the page "
            "“Sending identity” shows what is missing."
        ),
    ),
    "from-rewritten": (
        CURES["from-rewritten"][0],
        sentence("The steps for each mail system stand above."),
    ),
}
CURES_IN_LETTERS = CURES | {  # the same; `sending` and `page` are addresses in the web
    "no-proof": (
        sentence(
            "Give {ours} SPF and DKIM records for the relay that letters leave by; what is "
            "missing is shown here: {sending}"
        ),
    ),
    "from-rewritten": (
        CURES["from-rewritten"][0],
        sentence("The steps for each mail system: {page}"),
    ),
}
STATES = {
    "waiting": sentence(
        "It waits: nobody knows yet whether mail for {alias} reaches this service."
    ),
    "confirming": sentence("The mail provider asks for a confirmation of the forwarding."),
    "testing": sentence("A test letter is under way."),
    "active": sentence("It works."),
    "silent": sentence("It has gone silent: nothing came for much longer than usual."),
    "failed": sentence("It failed: its test did not come back as it should."),
}
PROVIDERS = {
    "google": sentence("The mail of {domain} is at Google, as its MX says."),
    "microsoft": sentence("The mail of {domain} is at Microsoft 365, as its MX says."),
    "yandex": sentence("The mail of {domain} is at Yandex, as its MX says."),
    "ours": sentence(
        "The MX of {domain} leads here: its mail comes directly, nothing has to be forwarded."
    ),
}
_PATHS = {
    "google": sentence("It came back through Google"),
    "microsoft": sentence("It came back through Microsoft 365"),
    "yandex": sentence("It came back through Yandex"),
    "direct": sentence("It came here directly: the mail of {alias} is received by this service"),
    "other": sentence("It came back through another mail server"),
}
_DKIM = {
    "kept": sentence("DKIM: kept."),
    "broken": sentence(
        "DKIM: broken, the letter was changed on its way (a footer, a tag in the subject)."
    ),
    "not signed": sentence("DKIM: our letter was not signed."),
    "unknown": sentence("DKIM: unknown, DNS did not answer."),
}
_REVERSE_PATHS = {
    "srs": sentence("Return path: rewritten by SRS."),
    "unchanged": sentence(
        "Return path: unchanged, no SRS; SPF of clients' domains will not pass here, "
        "their DKIM decides."
    ),
    "direct": sentence("Return path: the author's own, as nobody passed it on."),
    "rewritten": sentence("Return path: rewritten in the forwarder's own form, no SRS."),
    "null": sentence("Return path: emptied, no SRS."),
}


def cause(name: str, words: Catalogue, **values: str) -> str:
    """`values`: alias, domain (of the alias), target (the project address), ours (our domain)."""
    return words.say(CAUSES[name], **values)


def cure(name: str, words: Catalogue, **values: str) -> tuple[str, ...]:
    """What to do about a cause, a sentence a step."""
    return tuple(words.say(step, **values) for step in CURES[name])


def cure_on_page(name: str, words: Catalogue, **values: str) -> tuple[str, ...]:
    """What to do about a cause, a sentence a step, for a page of the web."""
    return tuple(words.say(step, **values) for step in CURES_ON_PAGES[name])


def cure_in_letter(name: str, words: Catalogue, **values: str) -> tuple[str, ...]:
    """What to do about a cause, a sentence a step, for a letter; `values` hold `page` too, of the
    alias and that of `sending`.
    """
    return tuple(words.say(step, **values) for step in CURES_IN_LETTERS[name])


def report_lines(report: AliasTestReport, alias: str, words: Catalogue) -> tuple[str, ...]:
    """How a test came back, a sentence for each finding."""
    via = f" ({report.via})" if report.via else ""
    direct = report.path == "direct" and report.reverse_path == "unchanged"
    return (
        words.say(
            "{path}{via}, {seconds} s on its way.",
            path=words.say(_PATHS[report.path], alias=alias),
            via=via,
            seconds=report.seconds,
        ),
        words.say("From: kept." if report.from_kept else "From: rewritten."),
        words.say(_DKIM[report.dkim]),
        words.say(_REVERSE_PATHS["direct" if direct else report.reverse_path]),
        words.say("Subject: untouched.")
        if report.subject_kept
        else words.say("Subject: changed to “{subject}”.", subject=report.subject),
        words.say("The alias is named by {field}.", field=report.named_by)
        if report.named_by
        else words.say("No field names the alias."),
        *((_old_address(alias, words),) if report.old_address else ()),
    )


def _old_address(alias: str, words: Catalogue) -> str:
    return words.say(
        "It came to an earlier address of the project, which will stop working: have "
        "{alias} forwarded to the current one.",
        alias=alias,
    )


def lasted(span: timedelta, words: Catalogue) -> str:
    """ "26 hours", "3 дня": hours up to two days, then days."""
    hours = int(span.total_seconds() // 3600)
    unit, number = ("duration-hour", hours) if hours < 48 else ("duration-day", hours // 24)
    return format_unit(number, unit, "long", locale=Locale.parse(words.language))
