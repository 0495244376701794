"""What is known of an alias in sentences, and what to do next."""

from datetime import datetime

from mailbridge.services.aliases.card_views import ConfirmationView, TestView
from mailbridge.services.container import Container
from mailbridge.steps.deciding.address import mx_provider
from mailbridge.steps.telling.words import alias_words
from mailbridge.steps.telling.words.catalogue import Catalogue
from mailbridge.steps.telling.words.dates_and_sizes import moment
from mailbridge.store.directory.aliases import Kept


def say_what_is_known(
    container: Container,
    alias: Kept,
    project: str,
    provider: str,
    tests: tuple[TestView, ...],
    armed: datetime | None,
    values: dict[str, str],
    words: Catalogue,
) -> tuple[str, ...]:
    """What is known of an alias, a sentence each."""

    def at(when: datetime) -> str:
        return f"{moment(when, words, 'UTC', container.clock())} UTC"

    known = [
        words.say("It belongs to the project “{project}”.", project=project),
        words.say(alias_words.STATES[alias.state], **values),
    ]
    if provider and values["domain"] not in container.domains:
        known.append(words.say(alias_words.PROVIDERS[provider], **values))
    known.append(
        words.say("The last letter came through it on {moment}.", moment=at(alias.last_mail))
        if alias.last_mail is not None
        else words.say("No letter has come through it yet.")
    )
    if armed is not None:
        known.append(
            words.say(
                "A confirmation of Google or Yandex is awaited until {moment}.", moment=at(armed)
            )
        )
    if tests:
        known.append(words.say("The last test was sent on {moment}.", moment=at(tests[0].started)))
        known += [*tests[0].findings, *([tests[0].words] if tests[0].words else [])]
    return tuple(known)


def say_next_steps(
    container: Container,
    alias: Kept,
    provider: str,
    tests: tuple[TestView, ...],
    confirmation: ConfirmationView | None,
    armed: datetime | None,
    values: dict[str, str],
    words: Catalogue,
    at_shell: bool = False,
) -> tuple[str, ...]:
    """The next steps in the state it is in; `at_shell`: they name the commands."""
    test = _send_test(values, words, at_shell)
    if alias.state == "active":
        return ()
    if alias.state == "testing":
        return (
            words.say("Look again in a few minutes; after 30 minutes the test counts as lost."),
        )
    if alias.state == "confirming" and confirmation is not None:
        code = words.say(" (code {code})", code=confirmation.code) if confirmation.code else ""
        return (
            words.say(
                "If you had {alias} forwarded to {target} yourself, confirm it at the "
                "provider: {link}{code}",
                link=confirmation.link,
                code=code,
                **values,
            ),
            test,
        )
    if alias.state in ("failed", "silent"):
        known = tests[0].cure if tests else ()
        return (*(known or alias_words.cure("silent", words, **values)), test)
    if not at_shell:
        return (*_ways_to_forward(container, provider, values, words), test)
    return _steps_to_forward(container, provider, armed, values, words)


def _send_test(values: dict[str, str], words: Catalogue, at_shell: bool) -> str:
    if at_shell:
        return words.say("Send a test: mailbridge alias test {alias}", **values)
    return words.say("Send a test letter through it.")


def _ways_to_forward(
    container: Container, provider: str, values: dict[str, str], words: Catalogue
) -> tuple[str, ...]:
    """How mail to the alias comes here, for who has no command line."""
    if values["domain"] in container.domains:
        return (
            words.say(
                "{domain} is a domain of ours: when its MX leads here, mail comes directly.",
                **values,
            ),
        )
    if provider == mx_provider.OURS:
        return ()
    return (words.say("Have {alias} forwarded to {target}.", **values),)


def _steps_to_forward(
    container: Container,
    provider: str,
    armed: datetime | None,
    values: dict[str, str],
    words: Catalogue,
) -> tuple[str, ...]:
    """The same with the commands; `armed`: a confirmation is awaited until then."""
    if values["domain"] in container.domains:
        return (
            words.say(
                "{domain} is a domain of ours: when its MX leads here, mail comes directly. "
                "Test it: mailbridge alias test {alias}",
                **values,
            ),
        )
    if provider == mx_provider.OURS:
        return (words.say("Send a test: mailbridge alias test {alias}", **values),)
    forward = words.say(
        "Have {alias} forwarded to {target}; steps: mailbridge alias show {alias} --how {how}.",
        how=provider or words.say("google (or microsoft, yandex, postfix, cpanel, other)"),
        **values,
    )
    more = (
        ()
        if armed is not None
        else (
            words.say(
                "If the provider wants a confirmation, first run mailbridge alias arm {alias}",
                **values,
            ),
        )
    )
    return (forward, *more, words.say("Send a test: mailbridge alias test {alias}", **values))
