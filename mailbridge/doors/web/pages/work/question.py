"""Questions corrected in the web, and the signed page behind “does this answer it?”: looking does
nothing, two buttons say yes or no.
"""

from starlette.responses import Response

from mailbridge.doors.web.request.visit import Visit, number, see
from mailbridge.services.discussions import questions


async def correct(visit: Visit) -> Response:
    """One question of a discussion gets another state."""
    place = visit.number("id")
    state, side = visit.form.get("state", ""), visit.form.get("side") or None
    asked = [number(visit.form.get("number", ""))]
    await questions.correct_questions(visit.container, visit.me, place, asked, state, side)
    return see(f"/discussions/{place}#questions")


async def show(visit: Visit) -> Response:
    """A question and the words that may answer it; 410 for a link that ended."""
    found = await questions.show_linked(visit.container, _token(visit))
    return visit.page("question.html", asked=found, done=False) if found else _too_late(visit)


async def act(visit: Visit) -> Response:
    """Say whether they do; 410 for a link that ended."""
    yes, words = visit.form.get("answer") == "yes", visit.form.get("words", "")
    answer_linked = await questions.answer_linked(visit.container, _token(visit), yes, words)
    return (
        visit.page("question.html", asked=answer_linked, done=True)
        if answer_linked
        else _too_late(visit)
    )


def _token(visit: Visit) -> str:
    return str(visit.request.path_params["token"])


def _too_late(visit: Visit) -> Response:
    return visit.page("no_longer_valid.html", 410, way="question")
