"""Whose mail is taken: what was said of an author or a domain, and what a project does with authors
it does not know.
"""

from sqlalchemy import Connection

from mailbridge.domain.address import normal
from mailbridge.domain.oversight.audit import Act, Matter
from mailbridge.domain.project import Person
from mailbridge.domain.told import told
from mailbridge.services import audit
from mailbridge.services.access import project_of
from mailbridge.services.checked_address import checked_address
from mailbridge.services.container import Container
from mailbridge.services.declared_elsewhere import refuse_declared
from mailbridge.services.refusal import Refused
from mailbridge.services.views.models import PolicyView
from mailbridge.steps.deciding.declared_changes import policy_name
from mailbridge.steps.text.domain_names import ascii_domain
from mailbridge.store.directory import author_policies

CHOICES = ("allow", "hold", "block", author_policies.FORM)
FORGET = "forget"


async def list_policies(container: Container) -> list[PolicyView]:
    """All that was said, in the order of authors."""
    return [PolicyView(*row) for row in await container.store.read(author_policies.policies)]


async def set_policy(
    container: Container,
    author: str,
    choice: str,
    project: str | None = None,
    actor: Person | None = None,
) -> PolicyView:
    """`author` is an address or a domain; `choice` allow, hold, block, form (it writes for whom
    Reply-To names) or forget; project None: everywhere.

    An address outweighs its domain, a project what holds everywhere.
    """
    if choice not in (*CHOICES, FORGET):
        raise Refused("bad-policy", choice=choice)
    named = _author(author)

    def transaction(db: Connection) -> PolicyView:
        found = project_of(db, project, actor) if project is not None else None
        where = found.name if found is not None else None
        refuse_declared(db, "policy", policy_name(named, where))
        author_policies.set_policy(
            db, named, None if choice == FORGET else choice, found.id if found is not None else None
        )
        detail = told("policy {choice}", choice=choice)
        if found is not None:
            detail = told("policy {choice} in {project}", choice=choice, project=found.name)
        audit.record(
            db,
            container,
            actor,
            Act.CHANGED,
            Matter.AUTHOR,
            name=named,
            detail=detail,
        )
        return PolicyView(named, choice, where)

    return await container.store.write(transaction)


def _author(author: str) -> str:
    """The one spelling of an address or a domain (`example.com`, `@example.com`)."""
    bare = normal(author).removeprefix("@")
    if "@" in bare:
        return checked_address(bare)
    if "." not in bare or ascii_domain(bare) is None:
        raise Refused("bad-address", address=author)
    return bare
