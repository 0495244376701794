"""The page of a discussion: who got what, whom an answer reaches, and what is typed into it."""

import re
from datetime import timedelta

from sqlalchemy import update

from mailbridge.services.discussions import write
from mailbridge.services.discussions.read import show_discussion
from mailbridge.services.people import register
from mailbridge.services.telling.outbox import list_letters
from mailbridge.store.engine.schema import outbox
from mailbridge.store.engine.schema import posts as posts_table
from tests.doors.web.site import ADMIN, CLIENT, MEMBER, STRANGER, Site


async def test_who_got_an_answer_stands_below_it(site: Site) -> None:
    """Reader by reader; a letter that came back is told with a way to send it again."""
    browser, path = await site.browser(ADMIN), f"/discussions/{site.ids['discussion']}"
    page = (await browser.get(path)).text
    assert re.search(r'class="reach".*?leaves now', page, re.DOTALL)
    bounced = (
        update(outbox)
        .where(outbox.c.to == CLIENT)
        .values(state="bounced", last_reply="550 mailbox full")
    )
    await site.container.store.write(lambda db: db.execute(bounced))
    page = (await browser.get(path)).text
    assert re.search(r"Maria did not get it.*?550 mailbox full.*?Send it again", page, re.DOTALL)


async def test_the_form_says_whom_it_reaches(site: Site) -> None:
    """By name, and who of the team sees it inside; of a note that no client does."""
    page = (await (await site.browser(MEMBER)).get(f"/discussions/{site.ids['discussion']}")).text
    said = re.findall(r'<p class="(?:when-client|for-inside)">(.*?)</p>', page)
    assert [True, True] == ["Maria" in said[0] and "Anna" in said[0], "Maria" not in said[1]]


async def test_commands_are_understood_as_in_letters(site: Site) -> None:
    """At the top of what is typed; one that cannot be done sends nothing and keeps the words."""
    browser, path = await site.browser(ADMIN), f"/discussions/{site.ids['discussion']}"
    before = len((await site.discussion()).posts)
    text = "#assign nobody@nowhere.test\nIt is done."
    answer = await browser.post(f"{path}/reply", to="client", text=text)
    assert (422, before) == (answer.status_code, len((await site.discussion()).posts))
    assert "#assign nobody@nowhere.test" in answer.text
    await browser.post(f"{path}/reply", to="client", text="#note\n#ask Which? | friday\nInside.")
    page = await site.discussion()
    assert ("Inside.", True) == (page.posts[-1].text, page.posts[-1].internal)
    assert "Which?" in [question.text for question in page.questions]


async def test_who_did_not_see_the_newest_words_is_asked_first(site: Site) -> None:
    """What was typed stays, with the newer words above it; pressed again, it goes. Who looks
    elsewhere first finds it as it was meant.
    """
    browser, path = await site.browser(ADMIN), f"/discussions/{site.ids['discussion']}"
    seen = re.search(r'name="seen" value="(\d+)"', (await browser.get(path)).text)
    assert seen is not None
    igor = await register.find_person(site.container, MEMBER)
    site.container.clock.forward(minutes=1)  # type: ignore[attr-defined]
    await write.add_reply(site.container, igor, site.ids["discussion"], "I have it.")
    fields = {"to": "client", "text": "So do I."}
    answer = await browser.post(f"{path}/reply", **fields, seen=seen[1])
    assert 409 == answer.status_code
    assert re.search(r"Игорь answered .*?: send yours anyway\?", answer.text)
    assert re.search(r"<textarea[^>]*>So do I\.</textarea>", answer.text)
    now = re.search(r'name="seen" value="(\d+)"', answer.text)
    assert now is not None
    await browser.post(f"{path}/draft", to="client", text="So do I")
    await browser.post(f"{path}/reply", to="internal", text="So do I, he is slow.", seen=seen[1])
    back = (await browser.get(path)).text
    assert 'id="to-internal" checked' in back
    assert re.search(r"<textarea[^>]*>So do I, he is slow\.</textarea>", back)
    assert 303 == (await browser.post(f"{path}/reply", **fields, seen=now[1])).status_code


async def test_what_happened_between_two_posts_is_one_line(site: Site) -> None:
    """Unfolded it is told one by one; the head names the promised time."""
    browser, path = await site.browser(ADMIN), f"/discussions/{site.ids['discussion']}"
    await browser.post(f"{path}/close")
    await browser.post(f"{path}/reopen")
    page = (await browser.get(path)).text
    assert re.search(r'<details class="events"><summary>\d changes', page)
    site.container.undo = timedelta(minutes=1)
    assert "60 seconds to take it back" in (await browser.get(path)).text


async def test_a_letter_is_seen_before_it_leaves(site: Site) -> None:
    """The very letter, with what one may want to mend; nothing is kept, and the words stay."""
    browser, path = await site.browser(ADMIN), f"/discussions/{site.ids['discussion']}"
    before, owed = await site.discussion(), len(await list_letters(site.container))
    text = "The list is attached. Shall we print it?"
    shown = (await browser.post(f"{path}/preview", to="client", text=text)).text
    assert re.search(
        r"As Maria will read it.*?plain-letter.*?The list is attached\.", shown, re.DOTALL
    )
    assert "a file is named, and none goes along" in shown
    assert f"{text}</textarea>" in shown
    api = await site.api(ADMIN)
    made = (await api.post(f"{path}/preview", json={"text": text})).json()
    assert [CLIENT] == [letter["address"] for letter in made["letters"] if letter["to_client"]]
    assert {"no-file", "unlisted"} <= {caution["kind"] for caution in made["cautions"]}
    assert (before, owed) == (await site.discussion(), len(await list_letters(site.container)))


async def test_an_answer_need_not_wait_to_be_taken_back(site: Site) -> None:
    """Its author may let it go at once, and nobody else."""
    site.container.undo = timedelta(minutes=1)
    browser, path = await site.browser(ADMIN), f"/discussions/{site.ids['discussion']}"
    await browser.post(f"{path}/reply", to="client", text="Here it is.")
    post = (await site.discussion()).posts[-1].id
    assert "Take back and edit" in (await browser.get(path)).text
    other = await (await site.browser(MEMBER)).post(f"/posts/{post}/send-now")
    assert (422, True) == (other.status_code, "Here it is." in other.text)  # the page says why not
    assert 303 == (await browser.post(f"/posts/{post}/send-now")).status_code
    states = (await (await site.api(ADMIN)).get(f"{path}/deliveries")).json()
    assert "queued" == next(
        one["state"] for one in states if one["post_id"] == str(post) and one["to_client"]
    )
    assert "Take back and edit" not in (await browser.get(path)).text


async def test_a_draft_is_kept_until_it_is_sent(site: Site) -> None:
    """In the form of its author alone, who may throw it away; colleagues see that they write."""
    anna, igor = await site.browser(ADMIN), await site.browser(MEMBER)
    path = f"/discussions/{site.ids['discussion']}"
    fields = {"to": "internal", "text": "Half a thought", "ask-1": "Which?"}
    assert 303 == (await anna.post(f"{path}/draft", **fields)).status_code
    page = (await anna.get(path)).text
    assert re.search(r'id="to-internal" checked.*?>Half a thought</textarea>', page, re.DOTALL)
    others = (await igor.get(path)).text
    assert (False, True) == ("Half a thought" in others, "Anna пишет" in others)
    assert "Half a thought" == (await (await site.api(ADMIN)).get(f"{path}/draft")).json()["text"]
    await anna.post(f"{path}/draft", **fields, drop="1")
    assert "Half a thought" not in (await anna.get(path)).text
    await anna.post(f"{path}/draft", **fields)
    await anna.post(f"{path}/reply", **fields)
    assert ">Half a thought</textarea>" not in (await anna.get(path)).text


async def test_the_palette_offers_what_one_may_see(site: Site) -> None:
    """Discussions and projects by their words; of other projects nothing."""
    answer = (await (await site.browser(ADMIN)).get("/palette?q=menu")).json()
    assert f"/discussions/{site.ids['discussion']}" in [offer["path"] for offer in answer]
    bloom = (await (await site.browser(ADMIN)).get("/palette?q=bloom")).json()
    assert f"/projects/{site.ids['project']}" in [offer["path"] for offer in bloom]
    assert [] == (await (await site.browser(STRANGER)).get("/palette?q=menu")).json()


async def test_what_did_not_arrive_goes_to_another_address(site: Site) -> None:
    """This once: whose address that is, nobody has said."""
    browser = await site.browser(MEMBER)
    bounced = update(outbox).where(outbox.c.to == CLIENT).values(state="bounced")
    await site.container.store.write(lambda db: db.execute(bounced))
    path = f"/outbox/{site.ids['letter']}/again"
    assert 422 == (await browser.post(path, address="nobody at home")).status_code
    assert 303 == (await browser.post(path, address="maria@home.test")).status_code
    there = [letter for letter in await list_letters(site.container) if letter.state == "queued"]
    assert "maria@home.test" in [letter.to for letter in there]
    assert (CLIENT,) == (await register.find_person(site.container, CLIENT)).addresses


async def test_any_posts_become_a_discussion_under_a_subject(site: Site) -> None:
    """Ticked on a page of their own; never all of them, and not none."""
    browser, place = await site.browser(ADMIN), site.ids["discussion"]
    posts = [post.id for post in (await site.discussion()).posts]
    path = f"/discussions/{place}/split"
    assert f'name="post-{posts[0]}" checked' in (await browser.get(f"{path}?post={posts[0]}")).text
    all_of_them = {f"post-{post}": "on" for post in posts}
    for wrong in ({}, all_of_them):
        assert 422 == (await browser.post(path, subject="Apart", **wrong)).status_code
    answer = await browser.post(path, subject="Apart", **{f"post-{posts[1]}": "on"})
    made = await show_discussion(
        site.container, int(re.findall(r"\d+", answer.headers["location"])[0])
    )
    assert ("Apart", [posts[1]]) == (made.discussion.subject, [post.id for post in made.posts])


async def test_what_was_cut_too_much_is_whole_again(site: Site) -> None:
    """Quotes and signature are the reply's; nothing is left to unfold."""
    browser = await site.browser(ADMIN)
    values = {"reply": "Yes.", "quoted": "> no?", "signature": "Maria", "text_pieces": None}
    cut = update(posts_table).where(posts_table.c.id == site.ids["post"])
    whole = "Yes.\n> no?\nMaria"
    await site.container.store.write(lambda db: db.execute(cut.values(text=whole, **values)))
    assert 303 == (await browser.post(f"/posts/{site.ids['post']}/uncut")).status_code
    post = (await site.discussion()).posts[0]
    assert (whole, "", "") == (post.reply, post.quoted, post.signature)
