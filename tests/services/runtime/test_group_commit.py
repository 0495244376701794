"""What is committed together."""

import asyncio
from collections.abc import Sequence

from mailbridge.services.runtime.group_commit import GroupCommit


class Groups:
    """Items, and the groups they were committed in."""

    def __init__(self) -> None:
        self.sizes: list[int] = []
        self.commit: GroupCommit[int, int] = GroupCommit(self._kept)

    async def come(self, *items: int) -> Sequence[int]:
        """All at once."""
        return await asyncio.gather(*map(self.commit.put, items))

    async def _kept(self, group: list[int]) -> list[int]:
        self.sizes.append(len(group))
        return group


async def _a_few_turns_of_the_loop() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def _come_apart(groups: Groups) -> None:
    first = asyncio.create_task(groups.commit.put(4))
    await _a_few_turns_of_the_loop()
    assert [5, 4] == [await groups.commit.put(5), await first]


async def test_who_comes_alone_waits_for_nobody() -> None:
    """Two that come one behind the other are two groups."""
    groups = Groups()
    await groups.come(1)
    await _come_apart(groups)
    assert [1, 1, 1] == groups.sizes


async def test_while_several_come_at_once_a_group_waits_for_more() -> None:
    """The same two are one group."""
    groups = Groups()
    await groups.come(1, 2, 3)
    await _come_apart(groups)
    assert [3, 2] == groups.sizes
