"""One service for all journeys that leave it as they found it, and the boxes its letters end in."""

from collections.abc import Iterator

import pytest

from tests.journeys.bridge import Bridge, free_port
from tests.journeys.post_boxes import PostBoxes


@pytest.fixture(scope="session")
def boxes() -> Iterator[PostBoxes]:
    with PostBoxes(free_port()) as opened:
        yield opened


@pytest.fixture(scope="session")
def bridge(boxes: PostBoxes, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bridge]:
    with Bridge(tmp_path_factory.mktemp("journeys"), boxes.port) as running:
        yield running
