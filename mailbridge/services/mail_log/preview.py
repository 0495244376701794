"""What would become of a message: the same decisions, with nothing written."""

from sqlalchemy import Connection

from mailbridge.domain.inbound import Envelope
from mailbridge.domain.message import Reading
from mailbridge.domain.proof import Evidence
from mailbridge.domain.told import told
from mailbridge.services.container import Container
from mailbridge.services.deciding import decide
from mailbridge.store.inbound.arrivals import Raw
from mailbridge.store.inbound.queue import Claim


async def preview_trail(container: Container, reading: Reading, forward_path: str) -> list[str]:
    """The trail that a message would leave at this forward-path. It came by no door, so nothing
    proves its author.
    """
    author = reading.message.author
    envelope = Envelope(author.address if author else "", forward_path, door="explain")
    claim = Claim(0, 0, "", envelope, container.clock(), Raw("", reading.message.size, None))

    def query(db: Connection) -> list[str]:
        inbound, _, verdict = decide.decide(db, container, decide.Read(claim, reading, Evidence()))
        end = f"{verdict.disposition.value}: {verdict.reason.value}" if verdict else "accept: filed"
        steps = [line for line in inbound.trail if not line.startswith("read: ")]
        return [told("to {address}", address=forward_path), *steps, end]

    return await container.store.read(query)
