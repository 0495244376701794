"""The signed page on which a client answers what a letter asks: looking does nothing, one button
sends.
"""

from starlette.responses import Response

from mailbridge.doors.web.request.visit import Visit
from mailbridge.services.discussions import answer_page
from mailbridge.steps.text.id_numbers import id_in

FIELD = "answer-"  # and the number of the question


async def show(visit: Visit) -> Response:
    """The questions that the letter asks, with a field for each; 410 for a link that ended."""
    asked = await answer_page.show_asked(visit.container, _token(visit))
    return visit.page("answer.html", asked=asked, done=False) if asked else _too_late(visit)


async def act(visit: Visit) -> Response:
    """File what was written into the fields; 410 for a link that ended."""
    given = {
        named: words
        for name, words in visit.form.items()
        if name.startswith(FIELD) and (named := id_in(name.removeprefix(FIELD))) is not None
    }
    answer_asked = await answer_page.answer_asked(visit.container, _token(visit), given)
    return (
        visit.page("answer.html", asked=answer_asked, done=True)
        if answer_asked
        else _too_late(visit)
    )


def _token(visit: Visit) -> str:
    return str(visit.request.path_params["token"])


def _too_late(visit: Visit) -> Response:
    return visit.page("no_longer_valid.html", 410, way="question")
