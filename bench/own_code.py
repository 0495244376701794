"""Our own parts beside the libraries that do nearly the same: right answers, time, hostile input.

Run it as `python bench/own_code.py` in an environment that has, besides mailbridge's own
dependencies, html2text, inscriptis, dateparser, py3langid, langdetect, authres, dmarc and
publicsuffixlist; what is missing is named and left out. Each line shows both figures and their
ratio (ours to theirs: below 1 is quicker). docs/own-code.md holds the answers that follow from it.
"""

import asyncio
import email
import email.policy
import importlib.util
import json
import random
import sqlite3
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import sqlalchemy
from explain import letter, yardstick

from mailbridge.adapters.dns_resolver import NameService
from mailbridge.steps.deciding.proof import authentication_results, dmarc
from mailbridge.steps.reading.html.text_lines import to_text
from mailbridge.steps.reading.meaning.due_date import parse_due
from mailbridge.steps.reading.meaning.language import language
from mailbridge.steps.reading.mime.part_tree import grow
from mailbridge.store.engine.prepared import Prepared

FIXTURES = Path(__file__).parent.parent / "tests" / "steps" / "reading"
WEDNESDAY = datetime(2026, 11, 18, 10, 30, tzinfo=timezone(timedelta(hours=3)))


def timed(work: Callable[[], Any], times: int = 5) -> float:
    """The best of several runs, in milliseconds."""
    best = float("inf")
    for _ in range(times):
        began = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - began)
    return best * 1e3


def beside(what: str, ours: float, name: str, theirs: float) -> None:
    print(f"{what:44} {ours:10.3f} ms  {name} {theirs:10.3f} ms  ratio {ours / theirs:8.3f}")


def has(name: str) -> bool:
    if importlib.util.find_spec(name) is not None:
        return True
    print(f"{name} is not installed here and is left out")
    return False


def walked(raw: bytes) -> int:
    """What a reader of mail does with the standard library: each part, decoded."""
    found = email.message_from_bytes(raw, policy=email.policy.default)
    return sum(len(part.get_payload(decode=True) or b"") for part in found.walk())


def mime() -> None:
    chance = random.Random(7)
    usual = [letter(number, chance)[0] for number in range(200)]
    head = b"Content-Type: multipart/mixed; boundary=b\r\n\r\n"
    many = head + b"--b\r\n\r\nx\r\n" * 20_000 + b"--b--\r\n"
    ours, theirs = (
        timed(lambda: [grow(raw) for raw in usual]),
        timed(lambda: [walked(raw) for raw in usual]),
    )
    beside("MIME: 200 ordinary letters", ours, "email", theirs)
    beside(
        "MIME: 20,000 parts",
        timed(lambda: grow(many), 1),
        "email",
        timed(lambda: walked(many), 1),
    )
    try:
        deep = timed(lambda: walked(_nested(3000)), 1)
        beside("MIME: 3,000 nested parts", timed(lambda: grow(_nested(3000)), 1), "email", deep)
    except RecursionError:
        ours = timed(lambda: grow(_nested(3000)), 1)
        print(f"MIME: 3,000 nested parts: ours {ours:.1f} ms, email: RecursionError")


def _nested(depth: int) -> bytes:
    opening = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (level, level)
        for level in range(depth)
    )
    return opening + b"\r\nthe end\r\n"


def html() -> None:
    chance = random.Random(7)
    page = "".join(f"<p>{letter(number, chance)[1]}</p>" for number in range(50))
    hostile = {"ordinary": page, "40,000 nested div": "<div>" * 40_000 + "x"}
    spent = {
        kind: timed(lambda source=source: to_text(source), 1) for kind, source in hostile.items()
    }
    for name in filter(has, ("html2text", "inscriptis")):
        module = importlib.import_module(name)
        theirs = module.html2text if name == "html2text" else module.get_text
        for kind, source in hostile.items():
            ours = spent[kind]  # once: what was read a moment ago is remembered
            try:
                other = timed(lambda source=source, theirs=theirs: theirs(source), 1)
                beside(f"HTML to text: {kind}", ours, name, other)
            except RecursionError:
                print(f"HTML to text: {kind}: ours {ours:.1f} ms, {name}: RecursionError")


def dates() -> None:
    cases = [
        case
        for tongue in ("en", "ru")
        for case in json.loads((FIXTURES / f"meaning/fixtures/dates_{tongue}.json").read_text())
        if case.get("at")
    ]
    right = sum(_same(parse_due(case["words"], WEDNESDAY), case["at"]) for case in cases)
    ours = timed(lambda: [parse_due(case["words"], WEDNESDAY) for case in cases], 2)
    print(f"dates: ours right in {right} of {len(cases)} phrases of the fixtures")
    if has("dateparser"):
        from dateparser.search import search_dates

        base = {"RELATIVE_BASE": WEDNESDAY.replace(tzinfo=None), "PREFER_DATES_FROM": "future"}

        def theirs() -> list[datetime | None]:
            found = [
                search_dates(case["words"], languages=["en", "ru"], settings=base) for case in cases
            ]
            return [one[0][1] if one else None for one in found]

        days = sum(
            one is not None and one.date().isoformat() == case["at"][:10]
            for one, case in zip(theirs(), cases, strict=True)
        )
        beside("dates: all phrases", ours, "dateparser", timed(theirs, 1))
        print(f"dates: dateparser has the right day in {days} of {len(cases)}")


def _same(found: datetime | None, at: str) -> bool:
    return found is not None and found.strftime("%Y-%m-%dT%H:%M") == at


def languages() -> None:
    texts = [
        (path.name[:2], path.read_text("utf-8"))
        for path in sorted((FIXTURES / "reply/trim").glob("*.txt"))
        if path.name[:2] in ("en", "ru", "de", "fr", "es", "uk", "pl", "it", "nl", "pt")
    ]
    guesses: dict[str, Callable[[str], str | None]] = {"ours": language}
    if has("py3langid"):
        import py3langid

        guesses["py3langid"] = lambda text: str(py3langid.classify(text)[0])
    if has("langdetect"):
        import langdetect

        guesses["langdetect"] = langdetect.detect
    for name, guess in guesses.items():
        said = [(guess(text), wanted) for wanted, text in texts]
        right = sum(one == wanted for one, wanted in said)
        wrong = sum(one not in (None, wanted) for one, wanted in said)
        spent = timed(lambda guess=guess: [guess(text) for _, text in texts], 2)
        print(
            f"language: {name:12} {right} of {len(texts)} right, {wrong} wrong, "
            f"{spent:10.2f} ms for all"
        )


def results() -> None:
    usual = (
        "mx.agency.test; dkim=pass (2048-bit key) header.d=client.test header.s=a; "
        "spf=pass smtp.mailfrom=maria@client.test; dmarc=pass header.from=client.test"
    )
    nested = "mx.agency.test; dkim=pass " + "(" * 7_000 + ")" * 7_000 + " header.d=client.test"
    if has("authres"):
        import authres

        for kind, value in (("ordinary", usual), ("7,000 nested comments", nested)):
            ours = timed(lambda value=value: authentication_results.read(value), 1)
            try:
                line = f"Authentication-Results: {value}"
                other = timed(lambda line=line: authres.AuthenticationResultsHeader.parse(line), 1)
                beside(f"Authentication-Results: {kind}", ours, "authres", other)
            except (RecursionError, authres.AuthResError) as fault:
                told = type(fault).__name__
                print(f"Authentication-Results: {kind}: ours {ours:.2f} ms, authres: {told}")


def policies() -> None:
    record = "v=DMARC1; p=quarantine; sp=reject; adkim=s; pct=100"
    ours = timed(lambda: [dmarc.parse((record,)) for _ in range(1000)])
    if has("dmarc") and has("publicsuffixlist"):
        import dmarc as library

        theirs = timed(
            lambda: [library.DMARC().parse_record(record, "client.test") for _ in range(1000)]
        )
        beside("DMARC: 1,000 records", ours, "dmarc", theirs)


def statements() -> None:
    metadata = sqlalchemy.MetaData()
    table = sqlalchemy.Table(
        "t",
        metadata,
        sqlalchemy.Column("id", sqlalchemy.Integer, primary_key=True),
        sqlalchemy.Column("words", sqlalchemy.Text),
    )
    engine = sqlalchemy.create_engine("sqlite://")
    with engine.begin() as db:
        metadata.create_all(db)
        db.execute(table.insert(), [{"id": number, "words": "x"} for number in range(1000)])
        statement = sqlalchemy.select(table).where(table.c.id == sqlalchemy.bindparam("wanted"))
        prepared = Prepared(statement)
        ours = timed(lambda: [prepared.first(db, {"wanted": number}) for number in range(1000)])
        theirs = timed(
            lambda: [db.execute(statement, {"wanted": number}).first() for number in range(1000)]
        )
        beside("statements: 1,000 rows by key", ours, "sqlalchemy", theirs)
        bare: sqlite3.Connection = db.connection.dbapi_connection  # type: ignore[assignment]
        text = "SELECT id, words FROM t WHERE id = ?"
        least = timed(lambda: [bare.execute(text, (number,)).fetchone() for number in range(1000)])
        beside("statements: 1,000 rows by key", ours, "bare driver", least)


def names() -> None:
    class Counting:
        asked = 0

        async def resolve(self, *_: Any, **__: Any) -> Any:
            self.asked += 1
            await asyncio.sleep(0.01)
            expiration = datetime.now(UTC).timestamp() + 300
            return type("Answer", (), {"rrset": (), "expiration": expiration})()

    async def together() -> int:
        service, counting = NameService(["127.0.0.1"]), Counting()
        service._resolver = counting  # type: ignore[assignment]
        await asyncio.gather(*(service.ask("client.test", "TXT") for _ in range(100)))
        return counting.asked

    print(f"DNS: 100 questions at once reach the server {asyncio.run(together())} times with ours;")
    print("DNS: a cache of dnspython is asked before the first answer came: 100 times")


def main() -> None:
    print(f"yardstick {yardstick():.1f} ms")
    for part in (mime, html, dates, languages, results, policies, statements, names):
        part()


if __name__ == "__main__":
    main()
