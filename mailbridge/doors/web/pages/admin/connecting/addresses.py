"""Memorable addresses: all of them, and the way of each from its name to the first letter that
came through it.
"""

from urllib.parse import quote, urlencode

from starlette.responses import Response

from mailbridge.doors.web.request.visit import Visit, see, status_of
from mailbridge.services import projects
from mailbridge.services.aliases import cards, register
from mailbridge.services.aliases.card_views import AliasCard
from mailbridge.services.mail_log import browse
from mailbridge.services.refusal import Refused
from mailbridge.steps.telling.words.forwarding_guides import PROVIDERS

LOOK_AGAIN = 5  # seconds, while something is awaited
DID = ("armed", "sent", "added")


async def listed(visit: Visit) -> Response:
    """All of them with their state, and a form for another."""
    return await _listed(visit, {"project": visit.asked("project")})


async def _listed(visit: Visit, typed: dict[str, str], refusal: Refused | None = None) -> Response:
    return visit.page(
        "addresses.html",
        200 if refusal is None else status_of(refusal),
        aliases=await register.list_aliases(visit.container),
        projects=await projects.list_choices(visit.container, visit.me),
        typed=typed,
        trouble=refusal.words(visit.words) if refusal is not None else "",
        removed=visit.asked("removed")[:320],
    )


async def add(visit: Visit) -> Response:
    """Let the form's address lead to a project; goes on with it."""
    address, project = visit.form.get("address", ""), visit.form.get("project", "")
    try:
        made = await register.add_alias(visit.container, address, project, visit.me)
    except Refused as refusal:
        return await _listed(visit, {"address": address, "project": project}, refusal)
    return see(place_of(made.address, did="added"))


def place_of(address: str, **query: str) -> str:
    """Where the page of an address is."""
    path = f"/addresses/{quote(address, safe='@')}"
    return f"{path}?{urlencode(query)}" if query else path


async def show(visit: Visit) -> Response:
    """The steps of one, with what is done and what is awaited. While something is awaited the page
    looks again by itself, unless the reader says otherwise.
    """
    return await _shown(visit)


async def _shown(visit: Visit, refusal: Refused | None = None) -> Response:
    card = await cards.show_alias(visit.container, _address(visit), visit.language)
    how = visit.asked("how")
    chosen = how if how in PROVIDERS else card.provider if card.provider in PROVIDERS else "other"
    awaits = _awaits(card)
    looks = awaits and refusal is None and visit.asked("look") != "no"
    response = visit.page(
        "address.html",
        200 if refusal is None else status_of(refusal),
        card=card,
        how=chosen,
        chosen=how in PROVIDERS,
        providers=PROVIDERS,
        steps=cards.steps_on_page(card, chosen, visit.words),
        is_ours=card.provider == "ours",
        step=_step(card),
        awaits=awaits,
        has_relay=visit.container.relay is not None,
        looks=looks,
        did=visit.asked("did") if visit.asked("did") in DID else "",
        trouble=refusal.words(visit.words) if refusal is not None else "",
        cure=lambda cause: cards.cure_on_page(visit.container, card, cause, visit.words),
    )
    if looks:
        visit.look_again(response, LOOK_AGAIN, "test" if card.tests else "confirmation")
    return response


def _address(visit: Visit) -> str:
    return str(visit.request.path_params["address"])


def _awaits(card: AliasCard) -> bool:
    """Whether something may come any moment."""
    under_way = any(test.state == "sent" for test in card.tests)
    return under_way or (card.state in ("waiting", "confirming") and card.armed_until is not None)


def _step(card: AliasCard) -> int:
    """The number of the step that is to be done now; past the last when all is done."""
    if card.state == "active":
        return 6
    if card.tests or card.last_mail is not None:
        return 4
    return 3 if card.confirmation is not None else 2


async def act(visit: Visit) -> Response:
    """Send a letter to the address, or await its provider's confirmation; goes on with it."""
    address = _address(visit)
    if visit.form.get("do") == "arm":
        await cards.await_confirmation(visit.container, address)
        await browse.retry_confirmations(visit.container, address)
        return see(place_of(address, did="armed") + "#confirmation")
    try:
        await cards.request_test(visit.container, address, visit.language)
    except Refused as refusal:
        if refusal.code != "no-relay":
            raise
        return await _shown(visit, refusal)
    return see(place_of(address, did="sent") + "#test")


async def ask_removal(visit: Visit) -> Response:
    """What removing it means, and a button."""
    card = await cards.show_alias(visit.container, _address(visit), visit.language)
    return visit.page("address_remove.html", card=card)


async def remove(visit: Visit) -> Response:
    """Mail to it is refused from now on; goes to the list."""
    await register.remove_alias(visit.container, _address(visit), visit.me)
    return see(f"/addresses?{urlencode({'removed': _address(visit)})}")
