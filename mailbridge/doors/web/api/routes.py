"""The API: the same services as the pages, for programs. Each row of the table is a route."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query
from starlette.responses import Response

from mailbridge.doors.json_objects import shapes
from mailbridge.doors.json_objects.shapes import JsonObject
from mailbridge.doors.web.api import aliases as api_aliases
from mailbridge.doors.web.api import models, outbox
from mailbridge.doors.web.api import people as api_people
from mailbridge.doors.web.api import quarantine as api_quarantine
from mailbridge.doors.web.api.callers import Admin, Team
from mailbridge.doors.web.pages import files
from mailbridge.doors.web.request.safety import FILE_POLICY
from mailbridge.doors.web.request.visit import Who
from mailbridge.services import projects as project_service
from mailbridge.services import tasks
from mailbridge.services.aliases import register
from mailbridge.services.discussions import rearrange, write
from mailbridge.services.mail_log import browse, quarantine
from mailbridge.services.people import register as people_register
from mailbridge.services.people.register import join_project, list_people
from mailbridge.services.projects import list_projects, show_project

PREFIX = "/api/v1"
MOST_ID = 2**63 - 1
DESCRIPTION = (
    "Projects, discussions, tasks, the mail log and the outbox. Bearer tokens: `mailbridge person "
    "token ADDRESS`."
)
Id = Annotated[int, Path(ge=1, le=MOST_ID)]
Limit = Annotated[int, Query(ge=1, le=500, description="how many at most")]
Before = Annotated[
    int | None, Query(ge=1, le=MOST_ID, description="continue a list after the object with this id")
]
Project = Annotated[str | None, Query(max_length=1000, description="name or id")]


async def projects(by: Team) -> list[JsonObject]:
    return [shapes.project(one) for one in await list_projects(by.container, by.person)]


async def project(by: Team, name: str) -> JsonObject:
    return shapes.project(await show_project(by.container, name, by.person))


async def add_project(by: Admin, given: models.NewProject) -> JsonObject:
    return shapes.project(
        await project_service.add_project(by.container, given.name, given.language)
    )


async def aliases(by: Team) -> list[JsonObject]:
    visible = {one.name for one in await list_projects(by.container, by.person)}
    return [
        shapes.alias(one)
        for one in await register.list_aliases(by.container)
        if one.project in visible
    ]


async def add_alias(by: Admin, given: models.NewAlias) -> JsonObject:
    return shapes.alias(await register.add_alias(by.container, given.address, given.project))


async def remove_alias(by: Admin, address: str) -> None:
    await register.remove_alias(by.container, address)


async def people(by: Team, project: Project = None) -> list[JsonObject]:
    found = await list_people(by.container, by.person)
    if project is not None:
        name = (await show_project(by.container, project, by.person)).name
        found = [one for one in found if name in one.projects]
    return [shapes.person(one) for one in found]


async def add_person(by: Admin, given: models.NewPerson) -> JsonObject:
    made = await people_register.add_person(
        by.container, given.address, given.name, given.role, given.language
    )
    if given.project is not None:
        made = await join_project(by.container, given.address, given.project)
    return shapes.person(made)


async def discussions(
    by: Team,
    project: Project = None,
    state: Literal["open", "closed"] | None = None,
    limit: Limit = 100,
    before: Before = None,
) -> list[JsonObject]:
    return [
        shapes.discussion(one)
        for one in await write.discussions(by.container, by.person, project, state, limit, before)
    ]


async def discussion(by: Team, id: Id) -> JsonObject:  # noqa: A002 - the name in the path
    return shapes.discussion_page(await write.discussion(by.container, id, by.person))


async def reply(by: Team, id: Id, given: models.NewReply) -> JsonObject:  # noqa: A002
    made = await write.reply(
        by.container, by.person, id, given.text, internal=given.internal, channel="api"
    )
    page = await write.discussion(by.container, id, by.person)
    return next(shapes.post(post) for post in page.posts if post.id == made)


async def note(by: Team, id: Id, given: models.NewNote) -> JsonObject:  # noqa: A002
    return await reply(by, id, models.NewReply(text=given.text, internal=True))


async def close(by: Team, id: Id) -> JsonObject:  # noqa: A002
    await write.close(by.container, by.person, id)
    return await discussion(by, id)


async def reopen(by: Team, id: Id) -> JsonObject:  # noqa: A002
    await write.reopen(by.container, by.person, id)
    return await discussion(by, id)


async def merge(by: Team, id: Id, given: models.Merge) -> JsonObject:  # noqa: A002
    await rearrange.merge(by.container, by.person, id, given.into)
    return await discussion(by, given.into)


async def move(by: Team, id: Id, given: models.Move) -> JsonObject:  # noqa: A002
    await rearrange.move_to_project(by.container, by.person, id, given.project)
    return await discussion(by, id)


async def undo(by: Team, id: Id) -> JsonObject:  # noqa: A002
    await rearrange.undo(by.container, by.person, id)
    return await discussion(by, id)


async def split(by: Team, given: models.Split) -> JsonObject:
    if given.into is not None:
        await rearrange.move_posts(by.container, by.person, given.posts, given.into)
        return await discussion(by, given.into)
    return await discussion(
        by, await rearrange.split(by.container, by.person, given.posts, given.subject)
    )


async def attachment(by: Team, id: Id) -> Response:  # noqa: A002
    view, content = await write.attachment(by.container, id, by.person)
    headers = {
        "content-disposition": files.disposition(view.filename),
        "content-security-policy": FILE_POLICY,
    }
    return Response(content, media_type="application/octet-stream", headers=headers)


async def all_tasks(
    by: Team,
    project: Project = None,
    state: Literal["open", "in_progress", "waiting", "done"] | None = None,
) -> list[JsonObject]:
    return [shapes.task(one) for one in await tasks.tasks(by.container, by.person, project, state)]


async def task(by: Team, id: Id) -> JsonObject:  # noqa: A002
    return shapes.task(await tasks.task(by.container, id, by.person))


async def make_task(by: Team, given: models.NewTask) -> JsonObject:
    return shapes.task(await tasks.make(by.container, by.person, int(given.post_id), given.title))


async def change_task(by: Team, id: Id, given: models.TaskChange) -> JsonObject:  # noqa: A002
    return shapes.task(
        await tasks.change(by.container, by.person, id, **given.model_dump(exclude_none=True))
    )


async def mail(
    by: Admin,
    disposition: Literal["accept", "hold", "reject", "discard"] | None = None,
    limit: Limit = 100,
    before: Before = None,
) -> list[JsonObject]:
    return [
        shapes.mail(one)
        for one in await browse.mail(by.container, by.person, limit, disposition, before)
    ]


async def mail_one(by: Admin, id: Id) -> JsonObject:  # noqa: A002
    return shapes.mail_explained(await browse.one(by.container, id, by.person))


async def mail_retry(by: Admin, id: Id) -> JsonObject:  # noqa: A002
    return shapes.mail_explained(await browse.retry(by.container, id))


async def mail_accept(by: Admin, id: Id) -> JsonObject:  # noqa: A002
    return shapes.mail_explained(await quarantine.accept(by.container, id))


async def mail_discard(by: Admin, id: Id) -> JsonObject:  # noqa: A002
    return shapes.mail_explained(await quarantine.discard(by.container, id))


@dataclass(frozen=True, slots=True)
class Route:
    method: str
    path: str
    answer: Callable[..., Any]
    gives: Any
    summary: str
    status: int = 200
    who: Who = Who.TEAM


ROUTES = (
    Route("GET", "/projects", projects, list[models.Project], "The projects you belong to"),
    Route("GET", "/projects/{name}", project, models.Project, "One project, by name or id"),
    Route("POST", "/projects", add_project, models.Project, "Add a project", 201, Who.ADMIN),
    Route(
        "PATCH",
        "/projects/{name}",
        api_people.change_project,
        models.Project,
        "Change a project",
        who=Who.ADMIN,
    ),
    Route(
        "POST",
        "/projects/{name}/rotate",
        api_people.rotate_project,
        models.Project,
        "Give it a new address",
        who=Who.ADMIN,
    ),
    Route(
        "GET",
        "/projects/{name}/addresses",
        api_people.project_addresses,
        list[api_people.ProjectAddress],
        "Who uses which address",
    ),
    Route("GET", "/aliases", aliases, list[models.Alias], "The aliases of your projects"),
    Route("POST", "/aliases", add_alias, models.Alias, "Add an alias", 201, Who.ADMIN),
    Route("DELETE", "/aliases/{address}", remove_alias, None, "Remove an alias", 204, Who.ADMIN),
    Route(
        "GET",
        "/aliases/{address}",
        api_aliases.alias,
        api_aliases.Card,
        "An alias, its tests and its confirmation",
        who=Who.ADMIN,
    ),
    Route(
        "GET",
        "/aliases/{address}/steps",
        api_aliases.alias_steps,
        api_aliases.Steps,
        "How to have it forwarded",
        who=Who.ADMIN,
    ),
    Route(
        "GET",
        "/aliases/{address}/check",
        api_aliases.check_alias,
        api_aliases.Findings,
        "What is known of it",
        who=Who.ADMIN,
    ),
    Route(
        "POST",
        "/aliases/{address}/arm",
        api_aliases.arm_alias,
        api_aliases.Card,
        "Await a confirmation",
        who=Who.ADMIN,
    ),
    Route(
        "POST",
        "/aliases/{address}/test",
        api_aliases.send_test_of_alias,
        api_aliases.Card,
        "Send a test letter",
        who=Who.ADMIN,
    ),
    Route("GET", "/people", people, list[models.Person], "The people of your projects"),
    Route("POST", "/people", add_person, models.Person, "Add a person", 201, Who.ADMIN),
    Route(
        "POST",
        "/people/{address}/addresses",
        api_people.add_address,
        models.Person,
        "Give another address",
        201,
        Who.ADMIN,
    ),
    Route(
        "DELETE",
        "/people/{address}/addresses/{another}",
        api_people.remove_address,
        models.Person,
        "Take one away",
        who=Who.ADMIN,
    ),
    Route(
        "POST",
        "/people/{address}/ask",
        api_people.ask_address,
        api_people.Asked,
        "Ask whether another is theirs",
        202,
        Who.ADMIN,
    ),
    Route(
        "POST",
        "/people/{address}/confirm",
        api_people.confirm_person,
        models.Person,
        "Make a contact a client",
    ),
    Route(
        "POST",
        "/people/{address}/merge",
        api_people.merge_person,
        models.Person,
        "Put somebody into another",
        who=Who.ADMIN,
    ),
    Route(
        "POST",
        "/people/{address}/unmerge",
        api_people.unmerge_person,
        models.Person,
        "Take the last merge back",
        who=Who.ADMIN,
    ),
    Route(
        "GET",
        "/contacts",
        api_people.contacts,
        list[api_people.Contact],
        "Who is known by mail only",
    ),
    Route(
        "GET",
        "/policies",
        api_people.policies,
        list[api_people.Policy],
        "What was said of authors and domains",
        who=Who.ADMIN,
    ),
    Route(
        "POST",
        "/policies",
        api_people.set_policy,
        api_people.Policy,
        "Say it of one",
        who=Who.ADMIN,
    ),
    Route(
        "GET",
        "/quarantine",
        api_quarantine.held,
        list[api_quarantine.Held],
        "What waits for an admin",
        who=Who.ADMIN,
    ),
    Route(
        "GET",
        "/quarantine/{id}",
        api_quarantine.held_one,
        api_quarantine.Held,
        "One message, with its beginning",
        who=Who.ADMIN,
    ),
    Route(
        "POST",
        "/quarantine/{id}/accept",
        api_quarantine.accept_held,
        models.MailExplained,
        "File it",
        who=Who.ADMIN,
    ),
    Route(
        "POST",
        "/quarantine/{id}/discard",
        api_quarantine.discard_held,
        models.MailExplained,
        "Drop it",
        who=Who.ADMIN,
    ),
    Route(
        "GET",
        "/discussions",
        discussions,
        list[models.Discussion],
        "Discussions, newest activity first",
    ),
    Route(
        "GET", "/discussions/{id}", discussion, models.DiscussionPage, "A discussion with its posts"
    ),
    Route(
        "POST",
        "/discussions/{id}/replies",
        reply,
        models.Post,
        "Answer the client, or keep a note",
        201,
    ),
    Route("POST", "/discussions/{id}/notes", note, models.Post, "Keep an internal note", 201),
    Route("POST", "/discussions/{id}/close", close, models.DiscussionPage, "Close a discussion"),
    Route(
        "POST", "/discussions/{id}/reopen", reopen, models.DiscussionPage, "Open a discussion again"
    ),
    Route(
        "POST",
        "/discussions/{id}/merge",
        merge,
        models.DiscussionPage,
        "Put a discussion into another",
    ),
    Route(
        "POST",
        "/discussions/{id}/move",
        move,
        models.DiscussionPage,
        "Move a discussion to another project",
    ),
    Route(
        "POST",
        "/discussions/{id}/undo",
        undo,
        models.DiscussionPage,
        "Take the last split, merge or move back",
    ),
    Route(
        "POST",
        "/discussions/split",
        split,
        models.DiscussionPage,
        "Posts become a discussion of their own, or go into another",
        201,
    ),
    Route("GET", "/attachments/{id}", attachment, None, "The bytes of an attachment"),
    Route("GET", "/tasks", all_tasks, list[models.Task], "Tasks"),
    Route("GET", "/tasks/{id}", task, models.Task, "One task"),
    Route(
        "POST",
        "/tasks",
        make_task,
        models.Task,
        "Make a task of a post; asked twice, the same task answers",
        201,
    ),
    Route("PATCH", "/tasks/{id}", change_task, models.Task, "Change a task"),
    Route("GET", "/mail", mail, list[models.Mail], "The mail log, newest first", who=Who.ADMIN),
    Route(
        "GET",
        "/mail/{id}",
        mail_one,
        models.MailExplained,
        "A message and its trail",
        who=Who.ADMIN,
    ),
    Route(
        "POST",
        "/mail/{id}/retry",
        mail_retry,
        models.MailExplained,
        "Decide once more",
        who=Who.ADMIN,
    ),
    Route(
        "POST",
        "/mail/{id}/accept",
        mail_accept,
        models.MailExplained,
        "File a held message after all",
        who=Who.ADMIN,
    ),
    Route(
        "POST",
        "/mail/{id}/discard",
        mail_discard,
        models.MailExplained,
        "Discard a held message",
        who=Who.ADMIN,
    ),
    Route("GET", "/outbox", outbox.outbox, list[models.Letter], "Letters, newest first"),
    Route("GET", "/outbox/{id}", outbox.letter, models.Letter, "One letter"),
    Route(
        "POST",
        "/outbox/{id}/retry",
        outbox.letter_retry,
        models.Letter,
        "Send again what failed or came back",
    ),
)
_PROBLEM = {
    "description": "What went wrong",
    "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
}
_TROUBLE: dict[int | str, dict[str, Any]] = {
    "4XX": {"model": models.Problem, "description": "What went wrong"},
    422: _PROBLEM,
}


def router() -> APIRouter:
    made = APIRouter(prefix=PREFIX)
    for route in ROUTES:
        made.add_api_route(
            route.path,
            route.answer,
            methods=[route.method],
            response_model=route.gives,
            summary=route.summary,
            status_code=route.status,
            responses=_TROUBLE,
            operation_id=route.answer.__name__,
        )
    return made
