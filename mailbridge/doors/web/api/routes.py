"""The API: the same services as the pages, for programs. Each row of the table is a route; what it
gives is what its function returns.
"""

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from fastapi import APIRouter
from starlette.routing import compile_path

from mailbridge.doors.web.api import (
    aliases,
    companies,
    desk,
    discussions,
    held_answers,
    inbox,
    mail,
    outbox,
    participants,
    people,
    projects,
    quarantine,
    releases,
    search,
    visibility,
    webhooks,
)
from mailbridge.doors.web.api.admin import lab, letters, setup
from mailbridge.doors.web.api.by_clock import follow_ups, surveys
from mailbridge.doors.web.api.callers import PREFIX
from mailbridge.doors.web.api.conventions.api_route import ApiRoute
from mailbridge.doors.web.api.mine import day, happened, own, tasks
from mailbridge.doors.web.api.oversight import audit, forgetting, overview, retention, ways_in
from mailbridge.doors.web.request.visit import Who
from mailbridge.values import dataclass

WITH_FILES = 16 * 1024 * 1024  # bytes of a request that may bring files
DESCRIPTION = (
    "Projects, discussions, tasks, the mail log and the outbox. Bearer tokens: `mailbridge person "
    "token ADDRESS`."
)


@dataclass(frozen=True, slots=True)
class Route:
    method: str
    path: str
    answer: Callable[..., Any]
    summary: str
    status: int = 200
    who: Who = Who.TEAM
    files: bool = False  # its body may bring some


ROUTES = (
    Route("GET", "/projects", projects.list_projects, "The projects you belong to"),
    Route("GET", "/projects/{name}", projects.show_project, "One project, by name or id"),
    Route("POST", "/projects", projects.add_project, "Add a project", 201, Who.ADMIN),
    Route("PATCH", "/projects/{name}", projects.change_project, "Change a project", who=Who.ADMIN),
    Route(
        "POST",
        "/projects/{name}/rotate",
        projects.rotate_project,
        "Give it a new address",
        who=Who.ADMIN,
    ),
    Route(
        "GET", "/projects/{name}/addresses", projects.project_addresses, "Who uses which address"
    ),
    Route(
        "DELETE",
        "/projects/{name}/people/{address}",
        people.leave_project,
        "Take somebody out of a project and its discussions",
    ),
    Route("GET", "/aliases", aliases.aliases, "The aliases of your projects"),
    Route("POST", "/aliases", aliases.add_alias, "Add an alias", 201, Who.ADMIN),
    Route("DELETE", "/aliases/{address}", aliases.remove_alias, "Remove an alias", 204, Who.ADMIN),
    Route(
        "GET",
        "/aliases/{address}",
        aliases.alias,
        "An alias, its tests and its confirmation",
        who=Who.ADMIN,
    ),
    Route(
        "GET",
        "/aliases/{address}/steps",
        aliases.alias_steps,
        "How to have it forwarded",
        who=Who.ADMIN,
    ),
    Route(
        "GET", "/aliases/{address}/check", aliases.check_alias, "What is known of it", who=Who.ADMIN
    ),
    Route(
        "POST", "/aliases/{address}/arm", aliases.arm_alias, "Await a confirmation", who=Who.ADMIN
    ),
    Route(
        "POST",
        "/aliases/{address}/test",
        aliases.send_test_of_alias,
        "Send a test letter",
        who=Who.ADMIN,
    ),
    Route("GET", "/people", people.people, "The people of your projects"),
    Route("POST", "/people", people.add_person, "Add a person", 201, Who.ADMIN),
    Route("PATCH", "/people/{address}", people.change_person, "Change a person"),
    Route("GET", "/people/{address}/levels", people.levels, "What a member hears of projects"),
    Route("POST", "/people/{address}/levels", people.choose_level, "Choose what a member hears"),
    Route(
        "POST",
        "/people/{address}/addresses",
        people.add_address,
        "Give another address",
        201,
        Who.ADMIN,
    ),
    Route(
        "DELETE",
        "/people/{address}/addresses/{another}",
        people.remove_address,
        "Take one away",
        who=Who.ADMIN,
    ),
    Route(
        "POST",
        "/people/{address}/ask",
        people.ask_address,
        "Ask whether another is theirs",
        202,
        Who.ADMIN,
    ),
    Route(
        "GET",
        "/people/{address}/programs",
        people.list_programs,
        "Mail programs whose letters are shown whole",
        who=Who.ADMIN,
    ),
    Route(
        "POST",
        "/people/{address}/programs",
        people.unfold_program,
        "Show their letters from it whole",
        204,
        Who.ADMIN,
    ),
    Route(
        "DELETE",
        "/people/{address}/programs/{program}",
        people.fold_program,
        "Fold their letters from it again",
        204,
        Who.ADMIN,
    ),
    Route("POST", "/people/{address}/confirm", people.confirm_person, "Make a contact a client"),
    Route(
        "POST",
        "/people/{address}/merge",
        people.merge_person,
        "Put somebody into another",
        who=Who.ADMIN,
    ),
    Route(
        "POST",
        "/people/{address}/unmerge",
        people.unmerge_person,
        "Take the last merge back",
        who=Who.ADMIN,
    ),
    Route("GET", "/people/{address}/tokens", ways_in.tokens, "Somebody's tokens, or your own"),
    Route(
        "DELETE",
        "/people/{address}/tokens/{id}",
        ways_in.revoke_token,
        "A token works no more",
        204,
    ),
    Route("GET", "/people/{address}/sessions", ways_in.sessions, "Where somebody is signed in"),
    Route(
        "DELETE",
        "/people/{address}/sessions/{id}",
        ways_in.end_session,
        "A browser is signed out",
        204,
    ),
    Route(
        "DELETE", "/people/{address}/sessions", ways_in.end_sessions, "Signed out everywhere", 204
    ),
    Route("GET", "/people/{address}/passkeys", ways_in.list_passkeys, "Somebody's passkeys"),
    Route(
        "DELETE",
        "/people/{address}/passkeys/{id}",
        ways_in.remove_passkey,
        "A passkey opens nothing more",
        204,
    ),
    Route(
        "DELETE",
        "/people/{address}/password",
        ways_in.remove_password,
        "Sign in without a password",
        204,
    ),
    Route(
        "POST",
        "/people/{address}/disable",
        ways_in.disable_person,
        "No way in, no letters",
        who=Who.ADMIN,
    ),
    Route(
        "POST",
        "/people/{address}/enable",
        ways_in.enable_person,
        "They may sign in again",
        who=Who.ADMIN,
    ),
    Route(
        "GET",
        "/people/{address}/export",
        forgetting.export_person,
        "All by them and about them, as a zip file",
        who=Who.ADMIN,
    ),
    Route(
        "POST",
        "/people/{address}/erase",
        forgetting.erase_person,
        "Forget them for good",
        who=Who.ADMIN,
    ),
    Route("GET", "/companies", companies.companies, "Companies, by name", who=Who.ADMIN),
    Route("GET", "/companies/{domain}", companies.company, "One company", who=Who.ADMIN),
    Route("PATCH", "/companies/{domain}", companies.change_company, "Name it", who=Who.ADMIN),
    Route(
        "GET",
        "/companies/{domain}/merge",
        companies.planned_company_merge,
        "What a merge would make",
        who=Who.ADMIN,
    ),
    Route(
        "POST",
        "/companies/{domain}/merge",
        companies.merge_company,
        "Put a company into another",
        who=Who.ADMIN,
    ),
    Route(
        "POST",
        "/companies/{domain}/unmerge",
        companies.unmerge_company,
        "Take the last merge back",
        who=Who.ADMIN,
    ),
    Route("GET", "/contacts", people.contacts, "Who is known by mail only"),
    Route(
        "GET", "/policies", people.policies, "What was said of authors and domains", who=Who.ADMIN
    ),
    Route("POST", "/policies", people.set_policy, "Say it of one", who=Who.ADMIN),
    Route("GET", "/quarantine", quarantine.held, "What waits for an admin", who=Who.ADMIN),
    Route(
        "GET",
        "/quarantine/{id}",
        quarantine.held_one,
        "One message, with its beginning",
        who=Who.ADMIN,
    ),
    Route("POST", "/quarantine/{id}/accept", quarantine.accept_held, "File it", who=Who.ADMIN),
    Route("POST", "/quarantine/{id}/discard", quarantine.discard_held, "Drop it", who=Who.ADMIN),
    Route(
        "GET", "/discussions", discussions.list_discussions, "Discussions, newest activity first"
    ),
    Route("GET", "/inbox", inbox.list_inbox, "A list of the inbox"),
    Route("GET", "/inbox/counts", inbox.inbox_counts, "How many each list holds"),
    Route("POST", "/inbox", inbox.act_on_several, "One act on several discussions"),
    Route("GET", "/discussions/{id}", discussions.show_discussion, "A discussion with its posts"),
    Route(
        "POST",
        "/discussions/{id}/replies",
        discussions.reply,
        "Answer the client, or keep a note",
        201,
        files=True,
    ),
    Route(
        "POST",
        "/discussions/{id}/preview",
        desk.preview_reply,
        "The letters that a reply would become",
        files=True,
    ),
    Route("GET", "/discussions/{id}/draft", desk.show_draft, "What you began to write"),
    Route(
        "POST",
        "/discussions/{id}/draft",
        desk.keep_draft,
        "Keep what you began to write",
        files=True,
    ),
    Route("DELETE", "/discussions/{id}/draft", desk.drop_draft, "Throw it away", 204),
    Route("GET", "/draft-files/{id}", desk.draft_file, "The bytes of a file of your draft"),
    Route("DELETE", "/draft-files/{id}", desk.drop_draft_file, "It goes along no more", 204),
    Route("GET", "/discussions/{id}/deliveries", desk.list_deliveries, "Who got which post"),
    Route("GET", "/discussions/{id}/questions", discussions.list_questions, "What is asked in it"),
    Route(
        "POST",
        "/discussions/{id}/questions",
        discussions.correct_questions,
        "Questions are answered, withdrawn or open again",
    ),
    Route("POST", "/discussions", discussions.start, "Open a discussion", 201, files=True),
    Route(
        "DELETE",
        "/discussions/{id}/people/{address}",
        discussions.leave,
        "Take somebody out of a discussion",
    ),
    Route(
        "POST",
        "/discussions/{id}/people/{address}/admit",
        participants.admit,
        "Let a newcomer in",
    ),
    Route("POST", "/discussions/{id}/mute", participants.mute, "No more letters about it for you"),
    Route("POST", "/discussions/{id}/notes", discussions.note, "Keep an internal note", 201),
    Route("POST", "/discussions/{id}/close", discussions.close, "Close a discussion"),
    Route("POST", "/discussions/{id}/reopen", discussions.reopen, "Open a discussion again"),
    Route("POST", "/discussions/{id}/follow", discussions.follow, "Follow a discussion, or not"),
    Route("POST", "/discussions/{id}/merge", discussions.merge, "Put a discussion into another"),
    Route(
        "POST", "/discussions/{id}/move", discussions.move, "Move a discussion to another project"
    ),
    Route(
        "POST",
        "/discussions/{id}/undo",
        discussions.undo,
        "Take the last split, merge or move back",
    ),
    Route(
        "POST",
        "/discussions/split",
        discussions.split,
        "Posts become a discussion of their own, or go into another",
        201,
    ),
    Route("GET", "/{kind}/{id}/share", visibility.show_share, "What would become visible"),
    Route("POST", "/{kind}/{id}/share", visibility.share, "Let clients see it"),
    Route("POST", "/{kind}/{id}/hide", visibility.hide, "Keep it inside"),
    Route("POST", "/discussions/{id}/unhide", visibility.unhide, "As before it was hidden"),
    Route("POST", "/discussions/{id}/unshare", visibility.unshare, "As before it was shared"),
    Route("GET", "/posts/{id}/send", held_answers.show_held_answer, "Why no client got an answer"),
    Route(
        "POST",
        "/posts/{id}/send",
        held_answers.send_held_answer,
        "Send what was held, or stayed inside",
    ),
    Route("POST", "/posts/{id}/offer", follow_ups.mark_offer, "Say that it is an offer"),
    Route("GET", "/posts/{id}/release", releases.show_release, "Whom unproven words would go to"),
    Route(
        "POST",
        "/posts/{id}/release",
        releases.release_post,
        "Pass unproven words on to the clients",
    ),
    Route(
        "POST",
        "/mail/{id}/release",
        releases.release_mail,
        "The same, by the number in the mail log",
        who=Who.ADMIN,
    ),
    Route("POST", "/posts/{id}/uncut", desk.show_whole, "Too much of it was cut away", 204),
    Route("POST", "/posts/{id}/fold", desk.fold_post, "Fold its author's letters again", 204),
    Route("POST", "/posts/{id}/unfold", desk.unfold_post, "Show its author's letters whole", 204),
    Route("POST", "/posts/{id}/send-now", desk.send_now, "An answer does not wait any longer", 204),
    Route(
        "POST",
        "/posts/{id}/take-back",
        discussions.take_back_post,
        "Undo an answer of yours whose letters are still held",
        204,
    ),
    Route("GET", "/attachments/{id}", discussions.attachment, "The bytes of an attachment"),
    Route(
        "GET",
        "/attachments/{id}/parts/{part}",
        discussions.attachment_part,
        "The bytes of a file in an attached letter",
    ),
    Route("GET", "/day", day.day, "What the caller has to do today"),
    Route("GET", "/settings", own.settings, "What the caller set for themselves"),
    Route("PATCH", "/settings", own.change_settings, "Set it"),
    Route("GET", "/activity", happened.activity, "What happened, newest first"),
    Route("GET", "/updates", happened.list_updates, "What concerns the caller"),
    Route("POST", "/updates", happened.be_done, "The caller is done with it"),
    Route("POST", "/updates/undo", happened.be_done_no_more, "And is not, after all", 204),
    Route("GET", "/views", happened.list_views, "Lists that the caller keeps"),
    Route("POST", "/views", happened.keep_view, "Keep a list under a name", 201),
    Route("PATCH", "/views/{id}", happened.rename_view, "Call it otherwise"),
    Route("DELETE", "/views/{id}", happened.drop_view, "Keep it no longer", 204),
    Route("GET", "/search", search.find, "What was written, files, tasks and people, by words"),
    Route("GET", "/follow-ups", follow_ups.follow_ups, "What goes by the clock"),
    Route("POST", "/follow-ups", follow_ups.act_on_follow_ups, "One act on several of it"),
    Route(
        "GET", "/follow-ups/{id}/preview", follow_ups.preview_follow_up, "What it would send now"
    ),
    Route("GET", "/follow-ups/{id}", follow_ups.follow_up, "One of it"),
    Route("PATCH", "/follow-ups/{id}", follow_ups.change_follow_up, "Change it"),
    Route("POST", "/follow-ups/{id}/hold", follow_ups.hold_follow_up, "Keep it back"),
    Route("POST", "/follow-ups/{id}/resume", follow_ups.resume_follow_up, "Let it go after all"),
    Route("POST", "/follow-ups/{id}/skip", follow_ups.skip_follow_up, "Do not do it at all"),
    Route(
        "POST",
        "/follow-ups/{id}/unskip",
        follow_ups.unskip_follow_up,
        "Do it after all",
    ),
    Route("GET", "/open-questions", follow_ups.open_questions, "What clients have not answered"),
    Route("POST", "/follow-ups/{id}/send", follow_ups.send_follow_up, "Do it at once"),
    Route("GET", "/tasks", tasks.all_tasks, "Tasks"),
    Route("GET", "/tasks/{id}", tasks.task, "One task"),
    Route(
        "POST",
        "/tasks",
        tasks.make_task,
        "Make a task of a post; asked twice, the same task answers",
        201,
    ),
    Route("PATCH", "/tasks/{id}", tasks.change_task, "Change a task"),
    Route("GET", "/health", overview.overview, "How the installation is", who=Who.ADMIN),
    Route("GET", "/sending", overview.sending, "By what letters are believed", who=Who.ADMIN),
    Route("POST", "/sending/keys", overview.make_sending_key, "Make a key", 201, Who.ADMIN),
    Route("GET", "/setup", setup.show_setup, "How far it is set up", who=Who.ADMIN),
    Route("PATCH", "/setup", setup.change_setup, "Set it up", who=Who.ADMIN),
    Route("POST", "/lab", lab.try_message, "Try a message out", who=Who.ADMIN, files=True),
    Route(
        "GET", "/letters/{name}/templates", letters.letter_templates, "Its templates", who=Who.ADMIN
    ),
    Route("PATCH", "/letters/{name}/templates", letters.write_template, "Write", who=Who.ADMIN),
    Route(
        "DELETE",
        "/letters/{name}/templates",
        letters.forget_template,
        "Take one back",
        204,
        Who.ADMIN,
    ),
    Route("GET", "/machines", mail.machines, "Robots and loops", who=Who.ADMIN),
    Route("GET", "/book", mail.mail_book, "Mail in and out, searched", who=Who.ADMIN),
    Route("GET", "/mail", mail.mail, "The mail log, newest first", who=Who.ADMIN),
    Route("GET", "/mail/{id}", mail.mail_one, "A message and its trail", who=Who.ADMIN),
    Route("POST", "/mail/{id}/retry", mail.mail_retry, "Decide once more", who=Who.ADMIN),
    Route(
        "POST",
        "/mail/{id}/accept",
        mail.mail_accept,
        "File a held message after all",
        who=Who.ADMIN,
    ),
    Route("POST", "/mail/{id}/discard", mail.mail_discard, "Discard a held message", who=Who.ADMIN),
    Route("GET", "/audit", audit.audit, "Who did what, newest first", who=Who.ADMIN),
    Route("GET", "/retention", retention.retention_plan, "What would go now", who=Who.ADMIN),
    Route("POST", "/retention", retention.retention_run, "Delete it now", who=Who.ADMIN),
    Route("GET", "/outbox", outbox.outbox, "Letters, newest first"),
    Route("GET", "/outbox/{id}", outbox.letter, "One letter"),
    Route("POST", "/outbox/{id}/retry", outbox.letter_retry, "Send again what failed or came back"),
    Route("GET", "/surveys", surveys.list_surveys, "Who was asked", who=Who.ADMIN),
    Route("POST", "/surveys", surveys.send_survey, "Ask a project's clients", who=Who.ADMIN),
    Route("GET", "/surveys/trend", surveys.show_trend, "The net score", who=Who.ADMIN),
    Route("GET", "/webhooks", webhooks.list_webhooks, "Programs that are told", who=Who.ADMIN),
    Route("POST", "/webhooks", webhooks.add_webhook, "Have a program told", 201, Who.ADMIN),
    Route("DELETE", "/webhooks/{id}", webhooks.remove_webhook, "Tell it no more", 204, Who.ADMIN),
    Route("POST", "/webhooks/{id}/test", webhooks.try_webhook, "Try it", who=Who.ADMIN),
    Route("POST", "/webhooks/{id}/resume", webhooks.resume_webhook, "Tell it again", who=Who.ADMIN),
)
CONTENTS = {  # what is given, where it is no JSON
    "attachment": "application/octet-stream",
    "attachment_part": "application/octet-stream",
    "draft_file": "application/octet-stream",
    "export_person": "application/zip",
}


@cache
def _patterns() -> dict[re.Pattern[str], set[str]]:
    known: dict[re.Pattern[str], set[str]] = {}
    for route in ROUTES:
        known.setdefault(compile_path(PREFIX + route.path)[0], set()).add(route.method)
    return known


def methods_of(path: str) -> list[str]:
    """The methods that this address of the API knows."""
    fitting = (methods for pattern, methods in _patterns().items() if pattern.match(path))
    return sorted(set().union(*fitting))


def router() -> APIRouter:
    """All routes of the table, each with its summary."""
    made = APIRouter(prefix=PREFIX, route_class=ApiRoute)
    for route in ROUTES:
        made.add_api_route(
            route.path,
            route.answer,
            methods=[route.method],
            summary=route.summary,
            status_code=route.status,
            operation_id=route.answer.__name__,
            max_body_size=WITH_FILES if route.files else None,
        )
    return made
