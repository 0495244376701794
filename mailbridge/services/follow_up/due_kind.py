"""What a kind of work that falls due is: its name, and what is done when its time comes."""

from collections.abc import Callable

from sqlalchemy import Connection

from mailbridge.domain.follow_up.due import Became, Due
from mailbridge.services.container import Container
from mailbridge.values import dataclass

Handle = Callable[[Connection, Container, Due], Became]
Follow = Callable[[Connection, Due], None]
Seed = Callable[[Connection, Container], None]


def nothing(db: Connection, due: Due) -> None:
    """For kinds that nothing follows from."""


def no_seed(db: Connection, container: Container) -> None:
    """For kinds whose work is written down by what happens."""


@dataclass(frozen=True, slots=True)
class DueKind:
    """`name` is the `what` of its work.

    `handle` does one piece of work in the transaction that also notes it as done, so that it is
    done once whatever dies: it only writes to the store (letters are owed, not sent). It looks
    again whether there is still a reason, and says what became of the work: `is_done`, `is_moot`,
    `is_put_off`. The clock of its container is the time as of which the work is done, which may be
    long after the time that it was due: whoever writes the next piece reckons from the clock, so
    that missed hours bring one letter.

    `follow` is called in the same transaction after the work was noted as done, held or skipped.

    `seed` writes down, with `put_due`, work that nothing else brings (a first morning letter). It
    is called when a worker starts, each quarter of an hour from then on, and before work is listed
    or done by hand: what is written down already has to cost little.
    """

    name: str
    handle: Handle
    seed: Seed = no_seed
    follow: Follow = nothing
