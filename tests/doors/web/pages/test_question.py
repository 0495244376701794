"""The signed page behind “does this answer it?”, and the buttons of a discussion's questions."""

from mailbridge.domain.token import Purpose, sign
from mailbridge.services.discussions import questions, write
from mailbridge.services.people import register
from mailbridge.services.telling import outbox
from tests.container import KEY, MORNING
from tests.doors.web.site import ADMIN, CLIENT, Site

LATER = int(MORNING.timestamp()) + 14 * 86400


async def asked(site: Site) -> tuple[str, str]:
    """The state and the words of Maria's question."""
    found = await questions.list_questions(site.container, site.page.discussion.id)
    return next((one.state, one.evidence) for one in found if one.side == "team")


async def link(site: Site, who: str = CLIENT, expiry: int = LATER, key: bytes = KEY) -> str:
    person = await register.find_person(site.container, who)
    return "/q/" + sign(Purpose.QUESTION, (person.id, 1, expiry), key)


async def test_looking_answers_nothing(site: Site) -> None:
    """Two buttons; a scanner that follows the link changes nothing (case 90)."""
    before = await asked(site)
    page = (await site.stranger().get(await link(site))).text
    assert ("Can you put it online by Friday?" in page, page.count("<button")) == (True, 2)
    assert before == await asked(site)


async def test_the_asker_says_yes(site: Site) -> None:
    """Twice is as good as once; the words stay the evidence."""
    words = (await asked(site))[1]
    for _ in range(2):
        shown = await site.stranger().client.post(await link(site), data={"answer": "yes"})
        assert "the question counts as answered" in shown.text
    assert ("answered", words) == await asked(site)


async def test_the_asker_says_no_and_the_team_is_told(site: Site) -> None:
    """By letter, with what is missing."""
    told = {"answer": "no", "words": "And the price?"}
    shown = await site.stranger().client.post(await link(site), data=told)
    assert "the question stays open" in shown.text
    assert ("open", "And the price?") == await asked(site)
    letters = [
        one for one in await outbox.list_letters(site.container) if one.letter == "questions"
    ]
    assert ADMIN in [one.to for one in letters]


async def test_a_link_that_is_forged_or_old_opens_nothing(site: Site) -> None:
    """Nor does that of a client who did not ask."""
    for path in (
        await link(site, key=b"another key"),
        await link(site, expiry=int(MORNING.timestamp()) - 1),
    ):
        assert 410 == (await site.stranger().get(path)).status_code
        answer = await site.stranger().client.post(path, data={"answer": "yes"})
        assert (410, "perhaps") == (answer.status_code, (await asked(site))[0])


async def test_a_member_marks_a_question_in_the_discussion(site: Site) -> None:
    """And opens it again."""
    browser = await site.browser(ADMIN)
    path = f"/discussions/{site.page.discussion.id}/questions"
    for state in ("answered", "open", "withdrawn"):
        done = await browser.post(path, number="1", side="team", state=state)
        assert (303, state) == (done.status_code, (await asked(site))[0])


async def answer_link(site: Site) -> str:
    """That of the newest letter to Maria, after Anna asked her two questions."""
    anna = await register.find_person(site.container, ADMIN)
    asks = "Which photo do you want?\nWhen may we begin?"
    await write.add_reply(site.container, anna, site.page.discussion.id, asks)
    person = await register.find_person(site.container, CLIENT)
    return "/answer/" + sign(Purpose.ANSWER, (person.id, site.page.discussion.id, LATER), KEY)


async def test_a_client_answers_in_the_browser(site: Site) -> None:
    """Looking sends nothing; what was filled in is answered, and the team is told of it."""
    path = await answer_link(site)
    page = (await site.stranger().get(path)).text
    assert ("Which photo do you want?" in page, "When may we begin?" in page) == (True, True)
    done = await site.stranger().client.post(path, data={"answer-1": "the blue one"})
    assert "your answers have arrived" in done.text
    assert ("When may we begin?" in done.text, "Which photo" in done.text) == (True, False)
    found = await questions.list_questions(site.container, site.page.discussion.id)
    assert [("answered", "the blue one"), ("open", "")] == [
        (one.state, one.evidence) for one in found if one.side == "client"
    ]
    letters = await outbox.list_letters(site.container)
    assert (letters[0].letter, letters[0].to) == ("team", ADMIN)


async def test_an_answer_link_is_of_one_client_and_no_other(site: Site) -> None:
    """A forged one, an old one, and one of somebody who takes no part open nothing."""
    await answer_link(site)
    member = await register.find_person(site.container, ADMIN)
    place = site.page.discussion.id
    for numbers, key in (
        ((site.ids["person"], place, LATER), b"another key"),
        ((site.ids["person"], place, int(MORNING.timestamp()) - 1), KEY),
        ((member.id, place, LATER), KEY),
    ):
        path = "/answer/" + sign(Purpose.ANSWER, numbers, key)
        assert 410 == (await site.stranger().get(path)).status_code
