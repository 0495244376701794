"""The table of all kinds of work that falls due."""

from mailbridge.services.follow_up import to_clients, to_members
from mailbridge.services.follow_up.by_survey import SURVEYS
from mailbridge.services.follow_up.daily import DAILY_LETTERS
from mailbridge.services.follow_up.due_kind import DueKind
from mailbridge.services.follow_up.morning_of_client import MORNINGS_OF_CLIENTS
from mailbridge.services.follow_up.morning_orders import MORNING_ORDERS
from mailbridge.services.follow_up.weekly import WEEKLY_REPORTS

KINDS: tuple[DueKind, ...] = (
    *to_clients.KINDS,
    *to_members.KINDS,
    SURVEYS,
    DAILY_LETTERS,
    MORNINGS_OF_CLIENTS,
    WEEKLY_REPORTS,
    MORNING_ORDERS,
)
