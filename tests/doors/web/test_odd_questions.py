"""Whatever is typed where something is looked for, the answer is a page or a list, or says what is
wrong with it.
"""

import random
from urllib.parse import quote_from_bytes

import pytest

from tests.doors.web.site import ADMIN, MEMBER, Site

PIECES = (
    *(
        '"',
        '""',
        "*",
        "(",
        ")",
        ":",
        "^",
        "-",
        "AND",
        "OR",
        "NOT",
        "NEAR(a b, 2)",
        "\x00",
        "\ud800",
    ),
    *("'", ";", "--", "\\", "&", "|", "!", "<->", "§p1", "§a1", "is:", "is:open", "is:ours"),
    *("from:", "from:nobody", "to:maria", "project:", "project:nowhere", "project:" + "9" * 40),
    *("task:", "q:open", "has:file", "before:9999-12-31", "after:9999-12-31", "before:0001-01-01"),
    *("before:2026-02-30", "menus", "меню*", "ё", "İ", "ß", "ﬁ", "\u202e", "日本", "😀", "9" * 40),
    *("²", "１", "١٢٣", "\n", "\u2028", ":asked", "%s", "{x}", "\U0010ffff", "a" * 300, "mail@"),
)
API = {
    "/tasks": ("q", "state", "project", "assignee"),
    "/search": ("q",),
    "/discussions": ("project", "state"),
    "/book": ("q",),
    "/mail": ("disposition",),
    "/people": ("q",),
    "/activity": ("person", "project"),
    "/audit": ("actor",),
}
PAGES = {
    "/tasks": ("q", "who", "project", "task", "after"),
    "/search": ("q", "order"),
    "/": ("tab", "after", "pick"),
    "/mail": ("q", "after"),
    "/outbox": ("q", "before"),
    "/people": ("q", "after"),
    "/companies": ("q", "after"),
    "/activity": ("person", "project"),
    "/audit": ("actor", "before"),
    "/palette": ("q",),
    "/discussions/new": ("project", "to"),
    "/discussions/{discussion}": ("from", "answers", "post", "number"),
    "/discussions/{discussion}/merge": ("q",),
}
ROUNDS = 500


def _typed(chance: random.Random) -> str:
    if chance.random() < 0.2:
        signs = (
            chance.choice((chance.randrange(128), chance.randrange(0x3000))) for _ in range(12)
        )
        return quote_from_bytes("".join(map(chr, signs)).encode())
    between = chance.choice((" ", ""))
    typed = between.join(chance.choice(PIECES) for _ in range(chance.randint(1, 4)))
    return quote_from_bytes(typed.encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize("who", [ADMIN, MEMBER])
async def test_nothing_that_is_typed_breaks_a_list(site: Site, who: str) -> None:
    """Signs of the engines' languages, operators without a value or with an odd one, numbers and
    days beyond all bounds, halves of signs; by pages and by programs.
    """
    chance, browser = random.Random(14), (await site.browser(who)).client
    async with await site.api(who) as api:
        for _ in range(ROUNDS):
            client, places = chance.choice(((api, API), (browser, PAGES)))
            path, names = chance.choice(list(places.items()))
            asked = "&".join(f"{name}={_typed(chance)}" for name in names)
            answer = await client.get(f"{path.format_map(site.ids)}?{asked}")
            assert answer.status_code < 500, asked


@pytest.mark.parametrize("name", ["nowhere", "-1", "9" * 40, "*"])
async def test_words_of_no_project_are_in_no_task(site: Site, name: str) -> None:
    """Where the words stand in one that the reader sees."""
    async with await site.api(ADMIN) as api:
        [task] = (await api.get("/tasks")).json()
        words = task["title"].split()[0]
        for asked, number in (
            (words, 1),
            (f"{words} project:bloom", 1),
            (f"{words} project:{name}", 0),
        ):
            answer = await api.get("/tasks", params={"q": asked})
            assert (200, number) == (answer.status_code, len(answer.json())), asked


@pytest.mark.parametrize("number", ["²", "１", "9" * 40, "9" * 5000])
async def test_a_number_that_is_no_id_names_nothing(site: Site, number: str) -> None:
    """In the forms, as in addresses: 422 or a page that is not there, and nothing is changed."""
    browser, place = await site.browser(ADMIN), site.ids["discussion"]
    picked = {f"pick-{place}": "on", "tab": "all"}
    for act in ("assign", "move"):
        done = await browser.post("/inbox", act=act, to=number, project=number, **picked)
        assert done.status_code in (303, 404, 422)
    assert (await browser.post("/me", **{f"level-{number}": "all"})).status_code < 500
    assert (await browser.post("/ways-in/passkeys/remove", id=number)).status_code < 500
    if len(number) < 100:
        assert (
            200
            == (
                await browser.get(
                    "/mail",
                )
            ).status_code
        )
        found = await browser.client.get("/mail", params={"q": number})
        assert 200 == found.status_code
