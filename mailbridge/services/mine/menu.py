"""What stands beside every page: how much waits for its reader, and the lists that they keep."""

from sqlalchemy import Connection

from mailbridge.domain.discussion import Tab
from mailbridge.domain.project import Person, Role
from mailbridge.domain.saved_view import SavedView
from mailbridge.services.access import reads_inside, visible_projects
from mailbridge.services.container import Container
from mailbridge.store.inbound import mail_log
from mailbridge.store.inbox import lists
from mailbridge.store.inbox.lists import Viewer
from mailbridge.store.mine import menu_numbers, saved_views, task_lists
from mailbridge.store.mine.task_lists import Wanted
from mailbridge.values import dataclass


@dataclass(frozen=True, slots=True)
class Menu:
    ours: int = 0  # discussions in which the team is to answer
    tasks: int = 0  # of the reader, and not done
    held: int = 0  # messages in the quarantine, where an admin looks
    views: tuple[SavedView, ...] = ()


async def show_menu(container: Container, person: Person) -> Menu:
    """What the person finds waiting, as their lists would count it; nothing for observers."""
    if not person.role.is_team:
        return Menu()

    def query(db: Connection) -> Menu:
        seen = visible_projects(db, person)
        viewer = Viewer(seen, reads_inside(person), person_id=person.id)
        held = (mail_log.number_held(),) if person.role is Role.ADMIN else ()
        ours = lists.number_of(Tab.OURS, viewer)
        own = task_lists.number_of(Wanted(seen, assignee_id=person.id))
        first, second, *third = menu_numbers.ask_together(db, ours, own, *held)
        views = tuple(saved_views.of_person(db, person.id))
        return Menu(first, second, sum(third), views)

    return await container.store.read(query)
