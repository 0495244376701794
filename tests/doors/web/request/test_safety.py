"""What a browser is told, what is served to it, and what a hostile page cannot make it do."""

import re

import pytest

from mailbridge.doors.web.request.safety import HEADERS, content_disposition
from mailbridge.doors.web.request.session import local_path
from tests.doors.web.site import ADMIN, PDF, PNG, URL, Site
from tests.doors.web.test_walls import everything


@pytest.mark.parametrize(
    "path",
    ["/", "/sign-in", "/healthz", "/nowhere", "/api/v1/projects", "/static/mailbridge.css", "/u/x"],
)
async def test_every_answer_carries_the_safe_headers(site: Site, path: str) -> None:
    """Pages, errors, files and the API alike."""
    headers = (await site.stranger().get(path)).headers
    assert [name for name in HEADERS if name not in headers] == []
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-content-type-options"] == "nosniff"


async def test_no_script_runs_but_our_own_files(site: Site) -> None:
    """The policy allows no other, none stands in the page, and the letter's own was taken out."""
    answer = await (await site.browser(ADMIN)).get(f"/discussions/{site.ids['discussion']}")
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "script-src 'self';" in policy
    scripts = re.findall(r"<script[^>]*>[^<]*", answer.text)
    assert scripts
    assert all(re.fullmatch(r'<script src="/static/[\w.?=]+" defer>', one) for one in scripts)


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://evil.test"},
    ],
)
async def test_a_form_of_another_site_does_nothing(site: Site, headers: dict[str, str]) -> None:
    """Even if it knew the token."""
    browser, before = await site.browser(ADMIN), await everything(site)
    form = {"token": browser.form_token, "text": "I was here", "to": "client"}
    answer = await browser.client.post(
        f"/discussions/{site.ids['discussion']}/reply", data=form, headers=headers
    )
    assert answer.status_code == 403
    assert "stale" in answer.text
    assert before == await everything(site)


async def test_another_sessions_token_does_nothing(site: Site) -> None:
    """The token belongs to one session."""
    browser, other = await site.browser(ADMIN), await site.browser(ADMIN)
    browser.form_token = other.form_token
    assert (await browser.post(f"/discussions/{site.ids['discussion']}/close")).status_code == 403


async def test_a_browser_that_hides_its_origin_may_still_write(site: Site) -> None:
    """With no-referrer a form's Origin is "null"; Sec-Fetch-Site says the truth."""
    browser = await site.browser(ADMIN)
    headers = {"origin": "null", "sec-fetch-site": "same-origin"}
    answer = await browser.client.post(
        f"/discussions/{site.ids['discussion']}/close",
        data={"token": browser.form_token},
        headers=headers,
    )
    assert answer.status_code == 303


async def test_a_public_origin_behind_a_proxy_is_ours(site: Site) -> None:
    """The Host field names the inner machine, the Origin the outer one."""
    site.container.public_url = "https://desk.agency.test"
    page = await site.stranger().client.post(
        "/sign-in", data={"address": ""}, headers={"origin": "https://desk.agency.test"}
    )
    assert page.status_code == 200


async def test_files_are_kept_and_never_shown_as_pages(site: Site) -> None:
    """Whatever type a letter claims for them."""
    answer = await (await site.browser(ADMIN)).get(f"/attachments/{site.ids['attachment']}")
    assert answer.content == PDF
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment;")
    assert "sandbox" in answer.headers["content-security-policy"]


async def test_a_letters_own_picture_stands_in_its_place(site: Site) -> None:
    """And is not listed as a file once more."""
    browser = await site.browser(ADMIN)
    picture = next(
        file for post in site.page.posts for file in post.attachments if file.filename == "loaf.png"
    )
    page = (await browser.get(f"/discussions/{site.ids['discussion']}")).text
    assert f'src="/attachments/{picture.id}"' in page
    assert f'href="/attachments/{picture.id}"' not in page
    answer = await browser.get(f"/attachments/{picture.id}")
    assert (answer.headers["content-type"], answer.content) == ("image/png", PNG)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        (None, "attachment"),
        ('a"b.txt', "a_b.txt"),
        ("../../etc/passwd", ".._.._etc_passwd"),
        ("счёт.pdf", "____.pdf"),
        ("a\r\nSet-Cookie: x", "a__Set-Cookie: x"),
    ],
)
def test_a_file_name_cannot_leave_its_header_field(given: str | None, shown: str) -> None:
    """Quotes, line ends and folders are taken out; other scripts travel beside."""
    assert f'filename="{shown}"' in content_disposition(given)
    assert "\n" not in content_disposition(given)


def test_a_file_name_in_any_script_is_kept() -> None:
    """As RFC 8187 has it."""
    assert content_disposition("счёт.pdf").endswith("filename*=UTF-8''%D1%81%D1%87%D1%91%D1%82.pdf")


async def test_raw_mail_is_plain_text_to_keep(site: Site) -> None:
    """No browser opens it as a page."""
    answer = await (await site.browser(ADMIN)).get(f"/mail/{site.ids['mail']}/raw")
    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.content.startswith(b"From: Maria <maria@bloom.test>\r\n")


async def test_a_letter_is_framed_without_any_right(site: Site) -> None:
    """Its HTML may be framed by us alone, and do nothing there."""
    policy = (await (await site.browser(ADMIN)).get(f"/outbox/{site.ids['letter']}/html")).headers[
        "content-security-policy"
    ]
    assert "sandbox" in policy.split("; ")
    assert "frame-ancestors 'self'" in policy


@pytest.mark.parametrize("path", ["/sign-in", "/u/x", "/api/v1/tasks"])
async def test_a_body_has_a_size_limit(site: Site, path: str) -> None:
    """What is too much is refused, with what to do."""
    answer = await site.stranger().client.post(
        path,
        content=b"a=" + b"x" * 3_000_000,
        headers={"content-type": "application/x-www-form-urlencoded"},
    )
    assert answer.status_code == 413


@pytest.mark.parametrize(
    "wanted", ["//evil.test", "https://evil.test/", "/\\evil.test", "/\n", "/ä", "", "x"]
)
def test_only_paths_of_this_site_are_local(wanted: str) -> None:
    """Everything else is the start page."""
    assert local_path(wanted) == "/"


async def test_errors_speak_the_readers_language(site: Site) -> None:
    """What happened and what to do next, in English and in Russian."""
    assert "There is nothing here for you" in (await site.stranger().get("/nowhere")).text
    russian = site.stranger(headers={"accept-language": "ru-RU,ru;q=0.9,en;q=0.5"})
    assert "Здесь для вас ничего нет" in (await russian.get("/nowhere")).text
    assert "Обсуждения" not in (await russian.get("/discussions/99999")).text


@pytest.mark.parametrize(
    "path",
    [
        "/discussions/0",
        "/discussions/x",
        "/discussions/99999999999999999999999",
        "/tasks/%F0",
        "/posts/1",
    ],
)
async def test_what_is_no_number_names_nothing(site: Site, path: str) -> None:
    """404, or the page above; never a fault of ours."""
    assert (await (await site.browser(ADMIN)).get(path)).status_code in (303, 404)


async def test_a_fault_of_ours_is_told_and_not_shown(
    site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    """The reader learns what to do; the log learns what broke, without the token in the path."""
    await site.container.store.close()
    browser = site.stranger(raises=False)
    answer = await browser.post("/sign-in/verysecrettoken")
    assert answer.status_code == 500
    assert "Something broke on our side" in answer.text
    assert "Traceback" not in answer.text
    assert [name for name in HEADERS if name not in answer.headers] == []
    assert "POST /sign-in/{token} failed" in caplog.messages
    assert URL not in answer.text
