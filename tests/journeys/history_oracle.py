"""Who may hear what in a history of many people, by the rules of ordinary mail and nothing of
mailbridge.
"""

from dataclasses import dataclass, field

from tests.journeys.question_oracle import Oracle

NOBODY: frozenset[str] = frozenset()


@dataclass
class Said:
    """Words that were written, known again by a word that nothing else holds."""

    secret: str
    who: str
    by_team: bool
    heard: frozenset[str] = NOBODY  # the clients it is meant for
    inside: bool = False
    proven: bool = True
    had: frozenset[str] = NOBODY  # who had that very mail
    post: int = 0
    asked: str = ""  # a noun that its question names
    passed_on: frozenset[str] = NOBODY

    def may_be_read(self, reader: str, team: frozenset[str]) -> bool:
        """Whether a letter to this reader may hold its words. What nobody proves is quoted to no
        client, not even to who wrote it.
        """
        if reader in team:
            return True
        mine = self.proven and reader in {self.who, *self.heard}
        return not self.inside and (mine or reader in self.passed_on)


@dataclass
class Talk:
    """A discussion as everybody who takes part in it remembers it."""

    number: int
    ledger: Oracle
    subject: str
    said: list[Said] = field(default_factory=list)
    present: set[str] = field(default_factory=set)  # clients who take part
    aside: set[str] = field(default_factory=set)  # third parties
    gone: set[str] = field(default_factory=set)
    muted: set[str] = field(default_factory=set)

    def by_client(self, who: str, named: frozenset[str], shown: bool) -> frozenset[str]:
        """Who stands in To and Cc hears a client; nobody else where we had a blind copy."""
        heard = frozenset({who}) | (named if shown else NOBODY)
        return heard - (self.gone - {who})

    def by_member(self, answered: Said | None, to_all: bool) -> frozenset[str]:
        """Those whom what is answered was meant for, or all of the clients."""
        if to_all:
            return frozenset(self.present) - self.gone
        newest = answered if answered is not None and not answered.inside else self.newest()
        return (newest.heard if newest is not None else NOBODY) - self.gone

    def newest(self) -> Said | None:
        """The newest words that a client heard; those of and for third parties do not count."""
        here = self.present - self.gone
        seen = (one for one in reversed(self.said) if not one.inside and one.heard & here)
        return next(seen, None)

    def told(self, one: Said) -> frozenset[str]:
        """The clients who get a letter about these words."""
        if not one.by_team or one.inside:
            return NOBODY
        return one.heard - one.had - self.muted - self.gone

    def believes_heard_in_vain(self, one: Said) -> bool:
        """A member wrote to clients, and none has it."""
        return one.by_team and not (one.inside or self.told(one) or one.heard & one.had)
