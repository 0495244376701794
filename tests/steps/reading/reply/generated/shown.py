"""Answers and new letters whose authors show something that looks like the head of a quote: the
fields of a letter, a log, in all the languages of the table. All of it is theirs.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from tests.steps.reading.reply.generated.wording import wordings

QUOTE = (
    "On Mon, 4 May 2026 at 10:15, Tom Reed <tom@agency.example> wrote:\n\n> Which one is missing?"
)
VALUES = ("Jo Hill <jo@client.example>", "04.05.2026 08:14", "shop@client.example", "Order 7")
ABOVE = ("This letter is missing:", "We got the following, in the folder of last week:")
BELOW = ("Can you find it?", "It came on Monday.\n\nPlease restore it, and tell us when.")
LAYOUTS = ("{label}: {value}", "*{label}:* {value}", "| {label} | {value} |", "{label}:\t{value}")
TRACE = "Return-Path: <jo@client.example>\nReceived: from a.example by b.example; 4 May 2026 08:14"
LOGS = """
2026-05-04 08:14:05 server started by admin:
04.05.2026 08:14 print queue wrote:
[May 04 2026 08:14] daemon says:
On Mon, 4 May 2026 08:14:05 the machine wrote:
"""
LOGGED = "> connecting\n> connection refused"


@dataclass(frozen=True, slots=True)
class Shown:
    shape: str
    text: str
    reply: str
    subject: str


def shown_letters() -> Iterator[Shown]:
    """Each language's fields in each layout, in an answer; each log and talk in a new letter."""
    rows = "From: {0}\nSubject: {1}"
    listed = "\n\n".join(rows.format(f"jo{at}@client.example", f"Order {at}") for at in (1, 2))
    text = f"The rule catches these by mistake.\n\n{listed}\n\nCould you look?"
    yield Shown("no dates", f"{text}\n\n{QUOTE}", text, "Re: the rules")
    for wording, layout, above, below in product(wordings().values(), LAYOUTS, ABOVE, BELOW):
        rows = [
            layout.format(label=label, value=value)
            for label, value in zip(wording.labels, VALUES, strict=True)
        ]
        for traced in (False, True) if "|" not in layout else (False,):
            head = "\n".join([TRACE, *rows] if traced else rows)
            text = f"{above}\n\n{head}\n\n{below}"
            yield Shown(f"{wording.locale} {layout}", f"{text}\n\n{QUOTE}", text, "Re: the import")
    for heads in product(
        ("Dan wrote at 8:00:", "I wrote at 8:10:"), ("Then Dan said:", "Dan wrote:")
    ):
        text = "\n".join(f"{head}\n> boiler in stock" for head in heads) + "\n\nBook it?"
        yield Shown("talk", text, text, "Boiler")
    for log, announced in product(LOGS.strip().splitlines(), (True, False)):
        told = "It says so:\n\n" if announced else "It says so:\n\nIt is the one upstairs.\n\n"
        text = f"{told}{log}\n{LOGGED}\n\nWhat can we do?"
        yield Shown(log, text, text, "Server down")
