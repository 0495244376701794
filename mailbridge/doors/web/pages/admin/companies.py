"""Companies: all of them, and each with its people, its domains and its newest discussions."""

from urllib.parse import quote, urlencode

from starlette.responses import Response

from mailbridge.doors.web.request.visit import Visit, number, see, status_of
from mailbridge.services.companies import lists, register
from mailbridge.services.refusal import Refused

AT_ONCE = 100
DID = ("changed", "merged", "parted")


async def listed(visit: Visit) -> Response:
    """By name, a page at a time; `q`: those whose name or domain holds it."""
    sought, after = visit.asked("q")[:200], visit.asked("after")
    views = await lists.list_companies(visit.container, sought)
    domains = [view.domain for view in views]
    start = domains.index(after) + 1 if after in domains else 0
    shown = views[start : start + AT_ONCE]
    is_more = start + len(shown) < len(views)
    return visit.page(
        "companies.html",
        companies=shown,
        number=len(views),
        words=sought,
        more=urlencode({"q": sought, "after": shown[-1].domain}) if is_more else "",
        is_first=start == 0,
    )


async def show(visit: Visit) -> Response:
    """One, with forms for its name, its domains, and the company that it is the same as."""
    return await _shown(visit)


async def _shown(visit: Visit, refusal: Refused | None = None, at: str = "") -> Response:
    after = visit.asked_number("after") or 0
    page = await register.show_company(visit.container, _domain(visit), after, AT_ONCE)
    return visit.page(
        "company.html",
        200 if refusal is None else status_of(refusal),
        page=page,
        others=await lists.list_others(visit.container, page.company, AT_ONCE),  # or it is typed
        typed=visit.form if refusal is not None else {},
        trouble={at: refusal.words(visit.words)} if refusal is not None else {},
        did=visit.asked("did") if visit.asked("did") in DID else "",
        undo=page.merge is not None and visit.asked("of") == str(page.merge),
    )


def _domain(visit: Visit) -> str:
    return str(visit.request.path_params["domain"])


def _place(domain: str, did: str, of: int | None = None) -> str:
    told = {"did": did} | ({"of": str(of)} if of is not None else {})
    return f"/companies/{quote(domain)}?{urlencode(told)}"


async def act(visit: Visit) -> Response:
    """Name it and give it domains, look at a merge, do it, or take the last one back."""
    wish, domain = visit.form.get("do", ""), _domain(visit)
    await register.show_company(visit.container, domain)
    try:
        return await _done(visit, wish, domain)
    except Refused as refusal:
        return await _shown(visit, refusal, wish)


async def _done(visit: Visit, wish: str, domain: str) -> Response:
    form, container = visit.form, visit.container
    into = form.get("into", "").strip().rpartition(" ")[2].strip("()")
    if wish == "look":
        plan = await register.plan_merge(container, domain, into)
        return visit.page("company_merge.html", plan=plan)
    if wish == "merge":
        made = await register.merge_companies(container, domain, into, visit.me)
        page = await register.show_company(container, made.domain)
        return see(_place(made.domain, "merged", page.merge))
    if wish == "part":
        merge = number(form.get("merge") or "0")
        made = await register.undo_merge_of_companies(container, domain, visit.me, merge)
        return see(_place(made.domain, "parted"))
    domains = form.get("domains", "").replace(",", " ").split()
    made = await register.change_company(container, domain, form.get("name"), domains, visit.me)
    return see(_place(made.domain, "changed"))
