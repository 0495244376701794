"""Who of a team reads which posts in which letter, and when: worked out from what is documented,
without anything of mailbridge.
"""

from dataclasses import dataclass, field

WINDOW = 5  # minutes


@dataclass
class Said:
    """A post: who wrote it, whether it is inside, which clients it is for, whom it names."""

    number: int
    author: str
    inside: bool
    heard: frozenset[str]
    named: frozenset[str]


@dataclass
class Waiting:
    posts: list[Said]
    leaves: int  # minute


@dataclass
class Hearing:
    """One discussion. `team`: those who take part; `others`: members who do not."""

    team: set[str]
    others: set[str]
    levels: dict[str, str] = field(default_factory=dict)
    follows: dict[str, bool] = field(default_factory=dict)
    muted: set[str] = field(default_factory=set)
    quiet: dict[str, tuple[int, int]] = field(default_factory=dict)  # minutes of the test
    waiting: dict[str, list[Waiting]] = field(default_factory=dict)
    read: dict[str, list[tuple[int, ...]]] = field(default_factory=dict)

    def says(self, post: Said, now: int) -> None:
        """Everybody whom it concerns gets it, in a letter of its own or with others."""
        if post.author in self.team | self.others:
            self.team.add(post.author)
            self.others.discard(post.author)
        for reader in self._readers(post):
            self._queue(reader, post, now)
        self.passes(now)

    def passes(self, now: int) -> None:
        """Letters whose time has come are read."""
        for reader, letters in self.waiting.items():
            gone = [one for one in letters if one.leaves <= now]
            self.waiting[reader] = [one for one in letters if one.leaves > now]
            for one in gone:
                self.read.setdefault(reader, []).append(tuple(said.number for said in one.posts))

    def _readers(self, post: Said) -> set[str]:
        by_team = post.author in self.team
        following = {who for who, follows in self.follows.items() if follows}
        around = (self.team | following | post.named) - self.muted - {post.author}
        wanting = {who for who in around if self._wants(who, post, by_team)}
        if wanting or by_team:
            return wanting
        all_ = (self.team | self.others) - self.muted - {post.author}
        return {who for who in all_ if self._wants(who, post, by_team)} or all_

    def _wants(self, who: str, post: Said, by_team: bool) -> bool:
        if who in post.named:
            return True
        if who in self.follows:
            return self.follows[who]
        level = self.levels.get(who, "everything")
        return level == "everything" or (level == "important" and not by_team)

    def _queue(self, reader: str, post: Said, now: int) -> None:
        letters = self.waiting.setdefault(reader, [])
        kind = post.inside, post.heard
        same = [one for one in letters if (one.posts[0].inside, one.posts[0].heard) == kind]
        for one in same:
            letters.remove(one)
        posts = [said for one in same for said in one.posts]
        leaves = min((one.leaves for one in same), default=now + WINDOW)
        if reader in post.named:
            leaves = now
        else:
            start, end = self.quiet.get(reader, (0, 0))
            leaves = end if start <= max(leaves, now) < end else max(leaves, now)
        letters.append(Waiting([*posts, post], leaves))
