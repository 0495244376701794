"""For those who watch the service: is it alive, can it take mail, how much of everything is there,
where nothing is secret; and a page for admins.
"""

from collections.abc import Iterator
from datetime import datetime

from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector
from starlette.responses import PlainTextResponse, Response

from mailbridge.domain.oversight.figures import Figures
from mailbridge.doors.web.request.visit import Visit
from mailbridge.services.container import Container
from mailbridge.services.oversight.overview import LONG, Overview, show_overview
from mailbridge.services.running import health


async def show(visit: Visit) -> Response:
    """For admins: what waits, what is wrong, and where to look."""
    overview = await show_overview(visit.container, visit.me)
    figures, still, now = overview.figures, overview.standstill, visit.container.clock()
    late_in, late_out, late_work = (
        since is not None and now - since > LONG
        for since in (figures.oldest_queued, figures.oldest_letter, still.oldest_overdue)
    )
    late = {"late_in": late_in, "late_out": late_out, "late_work": late_work}
    wrong = (late_in, late_out or not overview.has_relay, late_work, *_wrong(overview))
    return visit.page("health.html", overview=overview, wrong=sum(wrong), **late)


def _wrong(overview: Overview) -> tuple[bool, ...]:
    """What is wrong beside what waits long."""
    free = overview.disk_free
    return (
        bool(overview.trouble),
        overview.standstill.deferred > 0,
        free is not None and free <= 2 * overview.disk_needed,
        not overview.is_backed_up,
        bool(overview.standstill.stopped),
        bool(overview.templates),
    )


async def alive(visit: Visit) -> Response:
    """200 as long as the process answers."""
    return PlainTextResponse("alive\n")


async def ready(visit: Visit) -> Response:
    """200 when mail can be taken; 503 with the reason when it cannot."""
    reason = await health.find_trouble(visit.container)
    return PlainTextResponse(f"{reason}\n", 503) if reason else PlainTextResponse("ready\n")


async def metrics(visit: Visit) -> Response:
    """Prometheus: what this process measured itself, and what the store holds."""
    registry = CollectorRegistry()
    registry.register(_Held(visit.container, await health.load_figures(visit.container)))
    return Response(
        generate_latest(REGISTRY) + generate_latest(registry), media_type=CONTENT_TYPE_LATEST
    )


class _Held(Collector):
    def __init__(self, container: Container, figures: Figures) -> None:
        self.container, self.figures = container, figures

    def collect(self) -> Iterator[Metric]:
        yield from _totals(self.figures)
        yield from _waiting(self.figures, self.container.clock())


def _totals(held: Figures) -> Iterator[Metric]:
    mail = GaugeMetricFamily(
        "mailbridge_messages",
        "Verdicts on messages since the beginning.",
        labels=("disposition", "reason"),
    )
    for disposition, reason, count in held.mail:
        mail.add_metric([disposition, reason], count)
    letters = GaugeMetricFamily(
        "mailbridge_outbox_letters",
        "Letters owed now, or settled since the beginning.",
        labels=("state",),
    )
    for state, count in held.letters:
        letters.add_metric([state], count)
    yield mail
    yield letters


def _waiting(held: Figures, now: datetime) -> Iterator[Metric]:
    yield GaugeMetricFamily(
        "mailbridge_queue_depth", "Messages kept and not filed yet.", held.queued
    )
    waited = (now - held.oldest_queued).total_seconds() if held.oldest_queued else 0
    yield GaugeMetricFamily(
        "mailbridge_queue_oldest_seconds",
        "How long the oldest of them has waited.",
        max(waited, 0),
    )
    owed = (now - held.oldest_letter).total_seconds() if held.oldest_letter else 0
    yield GaugeMetricFamily(
        "mailbridge_outbox_oldest_seconds",
        "How long the oldest letter still owed has waited.",
        max(owed, 0),
    )
