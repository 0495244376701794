"""All that one process remembers, made once for each open store and closed before it."""

from collections.abc import Callable, Sequence
from dataclasses import field
from datetime import datetime
from pathlib import Path
from time import monotonic

from mailbridge.services.runtime.hourly_tally import HourlyTally
from mailbridge.services.runtime.inbound_state import InboundState, open_inbound_state
from mailbridge.services.runtime.signals import Signal
from mailbridge.services.runtime.steadiness import Steadiness
from mailbridge.services.runtime.verdict_counts import VerdictCounts
from mailbridge.steps.deciding.address.hourly_caps import Caps
from mailbridge.store.engine.unit_of_work import Store
from mailbridge.values import dataclass


@dataclass(slots=True)
class Runtime:
    """`wake_ingest`, `wake_outbox` and `wake_due` are called when there is work; `filed` with the
    seconds that a message took from its first look to its commit.
    """

    inbound: InboundState
    verdicts: VerdictCounts
    folders: tuple[Path, ...]  # where mail is kept on this machine
    steadiness: Steadiness
    wake_ingest: Signal[[]]
    wake_outbox: Signal[[]] = field(default_factory=Signal)
    wake_due: Signal[[]] = field(default_factory=Signal)
    filed: Signal[[float]] = field(default_factory=Signal)

    async def close(self) -> None:
        """Messages under way are kept, and what was counted is told; the store must still be
        open.
        """
        await self.inbound.close()
        await self.verdicts.close()


def open_runtime(
    store: Store,
    folders: Sequence[Path],
    clock: Callable[[], datetime],
    caps: Caps,
    elapsed: Callable[[], float] = monotonic,
) -> Runtime:
    """`folders`: where mail is kept beside the store; that of an SQLite file is added. `elapsed`:
    seconds, whatever is done to the clock.
    """
    database = store.url.database if store.is_sqlite else None
    places = (*([Path(database).parent] if database else []), *folders)
    wake_ingest: Signal[[]] = Signal()
    inbound = open_inbound_state(store, HourlyTally(store, clock, caps), wake_ingest)
    return Runtime(inbound, VerdictCounts(store), places, Steadiness(clock, elapsed), wake_ingest)
