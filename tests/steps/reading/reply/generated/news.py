"""Replies as news readers, list programs and Unix mailers head them: each head with each prefix,
the answer above or below.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

HEADS = """
In message <4f2a1$b@news.example>, {name} <{address}> writes
In article <slrn8a2.b7@news.example>, {name} wrote:
In <20260504.a2@news.example>, {name} <{address}> said:
{name} <{address}> writes:
"{name}" <{address}> wrote in message/news:dkd1a2$3v1$1@news.example...
"{name}" <{address}> schrieb im Newsbeitrag/news:dkd1a2$3v1$1@news.example...
{name} <{address}> wrote in/news:Xns970A8B@127.0.0.1:
* {name} <{address}> [2026-05-04 10:15]:
* {name} ({address}) wrote:
{name} (2026-05-04):
+++ {name} [May 04 26, 10:15]:
From: "{name}" <{address}>
From: {name} <{address}>
Quoting {name} <{address}>:
Quoth {name} on Monday, 04 May:
Also sprach {name}:
Thus spake {name} ({address}):
According to {name}:
Previously {name} wrote:
[{name}]
* {name}:
>>>>> "{first}" == {name} <{address}> writes:
Excerpts from {name}'s message of Mon May 04 10:15:33 +0200 2026:
{name} wrote, On 04.05.2026 10:15:
-- On Monday, May 04, 2026 10:15:33 AM +0200 {name} <{address}> wrote:
--On 4. Mai 2026 10:15:33 +0200 {name} <{address}> wrote:
At 10:15 AM 5/4/2026, {name} wrote:
On Mon, May 04, 2026 at 10:15:33AM +0200, {name} wrote:
On 4/5/26, {name} <{address}> wrote:
2026/5/4 {name} <{address}>:
2026-05-04 10:15 GMT+02:00 {name} <{address}>:
{name} scribbled on Monday 04 May 2026 10:15:
{name} skrev:
{name} пишет:
Dixit {name}, le 04/05/2026 :
(2026/05/04 10:15), {name} wrote:
"""
PEOPLE = (
    ("Marta Quill", "marta@agency.example"),
    ("Jörg Müller-Lüdenscheidt", "joerg@agency.example"),
    ("Анна Котова", "anna.kotova@agency.example"),
    ("Ada O'Neil Grey", "ada@agency.example"),
)
PREFIXES = ("> ", ">", " > ", "| ")
ODD_PREFIXES = (": ", "} ", "MQ> ")  # below a head that needs no quote to be known
SURE_HEADS = frozenset(
    head for head in HEADS.strip().splitlines() if "wrote:" in head and "<{address}>" in head
)
ASKED = ("Which colour shall the cover be?", "The printer needs to know it soon.")
ANSWER = "The blue one, please."


@dataclass(frozen=True, slots=True)
class NewsReply:
    head: str
    text: str


def news_replies() -> Iterator[NewsReply]:
    """Every head with every author, prefix and place of the answer; a head that begins as a quoted
    line does has no bars below, and only sure ones have odd prefixes.
    """
    prefixes = PREFIXES + ODD_PREFIXES
    choices = product(HEADS.strip().splitlines(), PEOPLE, prefixes, (True, False))
    for head, (name, address), prefix, above in choices:
        if head.startswith(">") and prefix == "| ":
            continue
        if prefix in ODD_PREFIXES and head not in SURE_HEADS:
            continue
        said = head.format(name=name, address=address, first=name.split()[0])
        said = said.replace("/news:", "\nnews:")
        quote = "\n".join([said, *(prefix + line for line in ASKED)])
        yield NewsReply(head, f"{ANSWER}\n\n{quote}" if above else f"{quote}\n\n{ANSWER}")
