"""How many letters are read right, by program, language, form, place and width."""

from collections import Counter

from tests.steps.reading.reply.generated.letters import Letter

COLUMNS = 6


class Rates:
    """Counts; as text it is a table for each choice."""

    def __init__(self) -> None:
        self.all: Counter[tuple[str, str]] = Counter()
        self.right: Counter[tuple[str, str]] = Counter()
        self.wrong: list[Letter] = []

    def count(self, letter: Letter) -> None:
        is_right = letter.is_read_right()
        if not is_right:
            self.wrong.append(letter)
        for choice in ("program", "locale", "form", "place", "width"):
            key = (choice, str(getattr(letter, choice)))
            self.all[key] += 1
            self.right[key] += is_right

    def __str__(self) -> str:
        rows: list[str] = []
        for choice in ("program", "locale", "form", "place", "width"):
            names = [name for kind, name in self.all if kind == choice]
            cells = [f"{name} {self._rate(choice, name):.1f}" for name in names]
            rows += ["", f"{choice}, % read right"]
            rows += [
                "  ".join(f"{cell:26}" for cell in cells[at : at + COLUMNS]).rstrip()
                for at in range(0, len(cells), COLUMNS)
            ]
        total = sum(self.all[key] for key in self.all if key[0] == "form")
        return "\n".join([*rows, "", f"{total - len(self.wrong)} of {total} letters"])

    def _rate(self, choice: str, name: str) -> float:
        return 100 * self.right[choice, name] / self.all[choice, name]
