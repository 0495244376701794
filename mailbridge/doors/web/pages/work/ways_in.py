"""Where one is signed in, and what one signs in with: passkeys, a password, tokens. Each has a
button that ends it.
"""

from starlette.responses import Response

from mailbridge.domain.oversight.scopes import READ, SCOPES
from mailbridge.doors.web.request import session
from mailbridge.doors.web.request.visit import Visit, see, status_of
from mailbridge.services.people import api_tokens, passkeys, passwords, ways_in
from mailbridge.services.refusal import Refused
from mailbridge.steps.text.id_numbers import id_in

SCOPE = "scope-"  # and its name: a box that is ticked
DAYS, MOST_DAYS = 90, 3650


async def show(visit: Visit) -> Response:
    """One's own."""
    return await _page(visit)


async def _page(
    visit: Visit, at: str = "", refusal: Refused | None = None, made: str = ""
) -> Response:
    """`at`: the part that the refusal stands beside; `made`: a token, which is shown this once."""
    me, token = visit.me, _token(visit)
    return visit.page(
        "ways_in.html",
        200 if refusal is None else status_of(refusal),
        sessions=await ways_in.list_sessions(visit.container, me.address, me, token),
        tokens=await ways_in.list_tokens(visit.container, me.address, me),
        keys=await passkeys.list_passkeys(visit.container, me),
        has_password=await passwords.has_password(visit.container, me),
        options=await passkeys.options_to_add(visit.container, me, token),
        at=at,
        refusal=refusal.words(visit.words) if refusal is not None else "",
        is_stale=refusal is not None and refusal.code == "not-fresh",
        did=visit.asked("did"),
        scopes=SCOPES[1:],
        typed=visit.form,
        made=made,
    )


def _token(visit: Visit) -> str:
    return session.token_of(visit.container, visit.request)


async def end_session(visit: Visit) -> Response:
    """Sign the form's browser out; goes back to the list."""
    me = visit.me
    await ways_in.end_session(visit.container, visit.form.get("id", ""), me.address, me)
    return see("/ways-in?did=session")


async def end_sessions(visit: Visit) -> Response:
    """Sign out everywhere, here too."""
    await ways_in.end_sessions(visit.container, visit.me.address, visit.me)
    response = see("/sign-in")
    session.forget(visit.container, response)
    return response


async def make_token(visit: Visit) -> Response:
    """A token that acts in one's name: for all that one may, to read alone, or what is ticked. It
    is shown on the page that answers.
    """
    form, me = visit.form, visit.me
    ticked = [name.removeprefix(SCOPE) for name in form if name.startswith(SCOPE)]
    narrowed = {"all": (), "read": (READ,)}.get(form.get("may", ""), tuple(ticked))
    try:
        if not narrowed and form.get("may") != "all":
            raise Refused("no-scopes")
        days = min(max(id_in(form.get("days", "")) or DAYS, 1), MOST_DAYS)
        made = await api_tokens.issue_token(
            visit.container, me.address, narrowed, days, me, _token(visit)
        )
    except Refused as refusal:
        return await _page(visit, "tokens", refusal)
    return await _page(visit, made=made)


async def revoke_token(visit: Visit) -> Response:
    """The form's token works no more; goes back to the list."""
    me = visit.me
    await ways_in.revoke_token(visit.container, visit.form.get("id", ""), me.address, me)
    return see("/ways-in?did=token")


async def add_passkey(visit: Visit) -> Response:
    """What the browser's authenticator made is a way in; goes back to the list."""
    answer, name = visit.form.get("answer", ""), visit.form.get("name", "")
    try:
        await passkeys.add_passkey(visit.container, visit.me, answer, name, _token(visit))
    except Refused as refusal:
        return await _page(visit, "passkeys", refusal)
    return see("/ways-in?did=passkey")


async def remove_passkey(visit: Visit) -> Response:
    """The form's passkey opens nothing more; goes back to the list."""
    me, id_ = visit.me, visit.form.get("id", "")
    await passkeys.remove_passkey(visit.container, id_in(id_) or 0, me.address, me)
    return see("/ways-in?did=no-passkey")


async def set_password(visit: Visit) -> Response:
    """A password, or none any more; goes back to the list."""
    try:
        if visit.form.get("act") == "remove":
            await passwords.remove_password(visit.container, visit.me.address, visit.me)
            return see("/ways-in?did=no-password")
        await passwords.set_password(
            visit.container,
            visit.me,
            visit.form.get("password", ""),
            visit.form.get("old", ""),
            _token(visit),
        )
    except Refused as refusal:
        return await _page(visit, "password", refusal)
    return see("/ways-in?did=password")
