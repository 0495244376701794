"""The signed page of the one question: looking counts for nothing, whatever number a link chose."""

from starlette.responses import PlainTextResponse, Response

from mailbridge.domain.follow_up.survey import HIGHEST, LOWEST
from mailbridge.doors.web.request.visit import Visit
from mailbridge.services.refusal import Refused
from mailbridge.services.surveys import answers


async def show(visit: Visit) -> Response:
    """The numbers, with the one chosen that the link names; 410 for a link that is not ours."""
    try:
        page = await answers.show_survey(visit.container, _token(visit))
    except Refused:
        return _no_longer_valid(visit)
    return _page(visit, page, chosen=_number(visit.asked("score")))


async def act(visit: Visit) -> Response:
    """Note the answer, or that they are never asked again, by the page's buttons or a mail program
    (RFC 8058).
    """
    form = visit.form
    try:
        if form.get("List-Unsubscribe") == "One-Click":  # RFC 8058 section 3.2
            await answers.refuse_surveys(visit.container, _token(visit))
            return PlainTextResponse("unsubscribed\n")
        if form.get("do") == "never":
            page = await answers.refuse_surveys(visit.container, _token(visit))
            return _page(visit, page, done="never")
        score, words = _number(form.get("score", "")), form.get("words", "")
        page = await answers.answer_survey(visit.container, _token(visit), score, words)
    except Refused as trouble:
        if trouble.code != "bad-score":
            return _no_longer_valid(visit)
        page = await answers.show_survey(visit.container, _token(visit))
        return _page(visit, page, 422, trouble=trouble.words(visit.words), typed=words)
    return _page(visit, page, done="answered")


def _page(visit: Visit, page: answers.SurveyPage, status: int = 200, **more: object) -> Response:
    shown = {"done": "", "chosen": page.survey.score, "trouble": "", "typed": page.survey.words}
    return visit.page(
        "survey.html",
        status,
        page=page,
        numbers=range(LOWEST, HIGHEST + 1),
        **{**shown, **{name: value for name, value in more.items() if value is not None}},
    )


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 2 else None


def _token(visit: Visit) -> str:
    return str(visit.request.path_params["token"])


def _no_longer_valid(visit: Visit) -> Response:
    return visit.page("no_longer_valid.html", 410, way="question")
