"""What letters must say of questions and moves, worked out from what was done, by nothing of
mailbridge.
"""

from dataclasses import dataclass, field

YES = "yes"


@dataclass
class Asked:
    number: int
    side: str  # who is asked
    noun: str
    text: str
    by: str
    state: str = "open"
    words: str = ""
    said_by: str = ""  # who wrote the words
    post: int = 0  # in which they stand
    heard: frozenset[str] = frozenset()  # the clients who heard it asked
    changed: int = 0  # when: the step


@dataclass
class Spoke:
    post: int
    who: str
    by_team: bool
    says: bool  # thanks, and "I will answer tomorrow", say nothing where a client writes them
    heard: frozenset[str] = frozenset()  # the clients it is meant for
    lost: bool = False


@dataclass
class Expected:
    """The footer of one letter."""

    where: list[str] = field(default_factory=list)
    asked: list[tuple[int, str]] = field(default_factory=list)
    answered: list[tuple[int, str, str]] = field(default_factory=list)  # and by whom
    being_read: list[int] = field(default_factory=list)
    to_confirm: list[tuple[int, str, str]] = field(default_factory=list)  # the words, who said them
    following: list[str] = field(default_factory=list)


def joined(some: list[str]) -> str:
    *most, last = some
    return f"{', '.join(most)}{',' if len(most) > 1 else ''} and {last}" if most else last


class Oracle:
    """A ledger of its own. A post is told before what it does."""

    def __init__(self, clients: list[str], team: list[str], agency: str) -> None:
        self.clients, self.team, self.agency = clients, team, agency
        self.questions: list[Asked] = []
        self.posts: list[Spoke] = []
        self.next = {"client": 1, "team": 1}
        self.tasks: list[frozenset[str]] = []  # open ones, each with the clients who know of it
        self.step = 0
        self.aside: set[str] = set()  # third parties, none of `clients`
        self.gone: set[str] = set()

    # what happens

    def post(self, who: str, heard: frozenset[str], says: bool = True) -> None:
        self.step += 1
        self.posts.append(Spoke(self.step, who, who in self.team, says, heard))

    def ask(self, side: str, noun: str, text: str) -> None:
        who = self.posts[-1].who
        asked = Asked(self.next[side], side, noun, text, who, heard=self.posts[-1].heard)
        self.questions.append(asked)
        self.next[side] += 1

    def change(self, one: Asked, state: str, words: str, said_by: str = "", post: int = -1) -> None:
        one.state, one.words, one.changed = state, words, self.step
        one.said_by = said_by or self.posts[-1].who
        one.post = self.step if post < 0 else post

    def prose(self, words: str, noun: str = "") -> None:
        """Words of the last post: about this noun, or about nothing in particular."""
        who = self.posts[-1].who
        side = "team" if who in self.team else "client"
        mine = [
            one
            for one in self.questions
            if one.side == side and one.by != who and self.reaches(one, who)
        ]
        near = [one for one in mine if one.noun == noun and one.state in ("open", "perhaps")]
        for one in near or [one for one in mine if one.state == "open"]:
            self.change(one, "perhaps", words)

    def reaches(self, one: Asked, who: str) -> bool:
        """Whether words of this person, the last to write, may answer: a client answers what they
        heard asked, the team only whom it writes to.
        """
        return one.by in self.posts[-1].heard if one.side == "team" else who in one.heard

    def shares(self, one: Asked) -> bool:
        """Whether the last post speaks to somebody who heard it, or who asked it writes."""
        last = self.posts[-1]
        return bool(one.heard & last.heard) if last.by_team else one.by == last.who

    def ask_again(self, one: Asked) -> None:
        """The team asks in the same words: of the same people, of more, or of others."""
        heard = self.posts[-1].heard
        if heard <= one.heard:
            if one.state == "perhaps":
                self.change(one, "open", one.text)
            return
        if one.heard <= heard:
            self.change(one, "withdrawn", one.text)
        elif one.heard & heard and one.state == "perhaps":
            self.change(one, "open", one.text)
        self.ask("client", one.noun, one.text)

    def leaves(self, who: str) -> None:
        """Who is taken out is asked nothing more, and hears no answers."""
        self.gone.add(who)
        for one in self.questions:
            live = one.state in ("open", "perhaps")
            asked_in_vain = one.by == who if one.side == "team" else one.heard <= self.gone
            if live and asked_in_vain:
                one.state = "withdrawn"

    # what is true then

    def live(self, side: str, *states: str) -> list[Asked]:
        return [one for one in self.questions if one.side == side and one.state in states]

    def known(self, reader: str, side: str, *states: str) -> list[Asked]:
        """Those that this client heard asked; without a reader all of them."""
        return [one for one in self.live(side, *states) if not reader or reader in one.heard]

    def tasks_known(self, reader: str) -> bool:
        return any(not reader or reader in heard for heard in self.tasks)

    def last_post(self, by_team: bool, reader: str) -> int:
        """The newest one of this side that the reader heard."""
        mine = (one.post for one in self.posts if one.by_team is by_team and reader in one.heard)
        return max(mine, default=0)

    def move(self, reader: str = "") -> str:
        """As the team knows it, or as this client does."""
        posts = [one for one in self.posts if not reader or reader in one.heard]
        ours = [one for one in posts if one.by_team]
        if ours and ours[-1].lost:
            return "team"
        speaking = [one for one in posts if one.by_team or one.says]
        last = ("team" if speaking[-1].by_team else "client") if speaking else ""
        newest = ours[-1].post if ours else 0
        confirm = any(one.post >= newest for one in self.known(reader, "client", "perhaps"))
        theirs = bool(self.known(reader, "client", "open"))
        asked = bool(self.known(reader, "team", "open"))
        team = asked or self.tasks_known(reader) or confirm or last == "client"
        if theirs and team:
            return "client" if last == "team" else "team"
        return "client" if theirs else "team" if team else "nobody"

    def letter(self, reader: str) -> Expected:
        """To this reader about the last post."""
        return self._to_team(reader) if reader in self.team else self._to_client(reader)

    def _to_client(self, reader: str) -> Expected:
        mine = [one for one in self.live("client", "open") if reader in one.heard]
        move, said = self.move(reader), Expected()
        said.asked = sorted((one.number, one.text) for one in mine)
        before = [one.post for one in self.posts[:-1] if one.by_team and reader in one.heard]
        told = max(before, default=0)
        said.answered = sorted(
            (one.number, one.text, self._by(one, reader))
            for one in self.live("client", "answered")
            if one.changed > told and reader in one.heard
        )
        said.being_read = sorted(
            one.number
            for one in self.live("client", "perhaps")
            if one.said_by == reader and one.post >= self.last_post(True, reader)
        )
        said.to_confirm = [
            (one.number, one.words, one.said_by)
            for one in self.live("team", "perhaps")
            if one.by == reader and one.post >= self.last_post(False, reader)
        ]
        if move == "team":
            said.where = ["The next step is ours."]
            said.following = [f"{self.agency} goes on in this topic."]
        elif move == "client" and mine:
            many = len(mine) > 1
            count = f"{len(mine)} questions are" if many else "1 question is"
            said.where = [f"The next step is yours: {count} open."]
            said.following = [f"We go on as soon as we have your answer{'s' if many else ''}."]
        else:
            reply = "If anything changes, just reply here: it all stays in this topic."
            said.where = ["Nothing is needed from you.", reply]
        return said

    def _by(self, one: Asked, reader: str) -> str:
        """Who is thanked: the reader; or named, where the reader heard the answer."""
        if one.said_by == reader:
            return "you"
        heard = next((post.heard for post in self.posts if post.post == one.post), frozenset())
        return one.said_by if one.said_by in self.clients and reader in heard else "somebody"

    def _heard_words(self, one: Asked) -> frozenset[str]:
        """The clients who heard the words that may answer it."""
        return next((post.heard for post in self.posts if post.post == one.post), frozenset())

    def _named(self, people: frozenset[str]) -> list[str]:
        return sorted(f"{one} (third party)" if one in self.aside else one for one in people)

    def _to_team(self, reader: str) -> Expected:
        move, said = self.move(), Expected()
        heard = self.posts[-1].heard  # an answer to the letter goes to them
        here = [one for one in self.live("team", "open") if one.by in heard]
        said.asked = sorted((one.number, one.text) for one in here)
        said.to_confirm = [
            (one.number, one.words if heard <= self._heard_words(one) else "", one.said_by)
            for one in self.live("client", "perhaps")
        ][:6]
        waiting: dict[frozenset[str], list[str]] = {}
        for one in self.live("client", "open"):
            waiting.setdefault(one.heard - self.gone, []).append(f"Q{one.number}")
        others = frozenset().union(*waiting)
        third = joined(self._named(others)) if others and others <= self.aside else ""
        first = {
            "team": "The next move is the team's.",
            "client": f"The next move is up to {third}."
            if third
            else "The next move is the client's.",
            "nobody": "Nobody has to do anything at the moment.",
        }[move]
        said.where = [first]
        for people, numbers in waiting.items():
            missed = frozenset(self.clients) - self.gone - people
            alone = bool(people) and bool(missed or people & self.aside)
            who = f"Asked of {joined(self._named(people))}:" if alone else "The client is asked"
            said.where.append(f"{who} {joined(numbers)}.")
        elsewhere = [one for one in self.live("team", "open") if one not in here]
        if elsewhere:
            listed = joined([f"Q{one.number} of {one.by}" for one in elsewhere])
            start = "Also open here, and not answered by a reply to this letter:"
            said.where.append(f"{start} {listed}.")
        if move == "client":
            said.following = [f"We wait for {third or 'the client'}; you will be told."]
        return said
