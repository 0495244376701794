"""What must be true in the end, whatever happened meanwhile. It knows nothing of mailbridge but the
names of three tables and of some of their columns.
"""

import itertools
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

GRACE = 0.5  # seconds in which a relay still reads what a worker had written before
FORGOTTEN = 20  # letters of one worker that is killed between the relay's word and its record
QUESTIONS = {
    "posts": "SELECT message_id, reply FROM posts",
    "inbounds": "SELECT state, reason, message_id FROM inbounds",
    "letters": 'SELECT message_id, "to", state FROM outbox',
}
Row = Sequence[Any]


@dataclass(frozen=True)
class Witness:
    """What the world outside saw."""

    acknowledged: Sequence[str]  # ids of messages that got 250
    answers_sent: Sequence[str]
    answers_acknowledged: Sequence[str]
    refused: Sequence[str]
    ended: Sequence[str]  # doors that ended without having been told to
    handed_over: Mapping[tuple[str, str], Sequence[float]]  # when, by Message-ID and address
    breaks: Sequence[float]  # when a worker was killed or stood still


@dataclass
class Verdict:
    """`faults`: what must not be, a line each. `again`: letters handed over again because a worker
    was killed, or stood still, before it had written down that the relay took them.
    """

    faults: list[str] = field(default_factory=list)
    posts: int = 0
    letters: int = 0
    again: int = 0
    most_again: int = 0  # after one break


def is_done(rows: Mapping[str, Sequence[Row]]) -> bool:
    """Whether nothing waits any more."""
    letters = {state for _, _, state in rows["letters"]}
    return {state for state, _, _ in rows["inbounds"]} <= {"done"} and letters <= {
        "sent",
        "failed",
        "bounced",
    }


def judge(seen: Witness, rows: Mapping[str, Sequence[Row]]) -> Verdict:
    """Compare what peers were told with what is kept, and that with what the relay got."""
    verdict = Verdict(posts=len(rows["posts"]), letters=len(rows["letters"]))
    ids = Counter(message_id for message_id, _ in rows["posts"] if message_id)
    texts = Counter(text.strip() for _, text in rows["posts"])
    faults = verdict.faults
    faults += [f"acknowledged and lost: {one}" for one in seen.acknowledged if not ids[one]]
    faults += [f"posted {count} times: {one}" for one, count in ids.items() if count > 1]
    faults += [f"answer lost: {one}" for one in seen.answers_acknowledged if not texts[one]]
    faults += [f"answer posted twice: {one}" for one in seen.answers_sent if texts[one] > 1]
    faults += [f"refused: {words}" for words in seen.refused]
    faults += [f"ended by itself: {name}" for name in seen.ended]
    for state, reason, message_id in rows["inbounds"]:
        if state != "done" or reason not in ("filed", "duplicate"):
            faults.append(f"not filed: {message_id}: {state} {reason}")
    for message_id, address, state in rows["letters"]:
        if state != "sent":
            faults.append(f"letter not sent: {message_id} to {address}: {state}")
        elif (message_id, address) not in seen.handed_over:
            faults.append(f"letter said to be sent, and never handed over: {message_id} {address}")
    _judge_doubles(seen, verdict)
    return verdict


def _judge_doubles(seen: Witness, verdict: Verdict) -> None:
    """A letter that was handed over again was so because of the first break after it was taken."""
    breaks, because = sorted(seen.breaks), Counter[float]()
    for (message_id, address), times in seen.handed_over.items():
        for before, after in itertools.pairwise(times):
            at = bisect_left(breaks, before - GRACE)
            if at < len(breaks) and breaks[at] <= after:
                because[breaks[at]] += 1
            else:
                verdict.faults.append(f"handed over twice: {message_id} to {address}")
    verdict.again, verdict.most_again = because.total(), max(because.values(), default=0)
    if verdict.most_again > FORGOTTEN:
        verdict.faults.append(f"one break made {verdict.most_again} letters leave again")
