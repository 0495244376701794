"""Authentication-Results (RFC 8601) and its ARC twin (RFC 8617), read by a scanner of our own:
comments and quotes are data.
"""

from mailbridge.values import dataclass

_LENGTH = 16_000


@dataclass(frozen=True, slots=True)
class Result:
    """One method's result, and the properties it is about ("header.d", "smtp.mailfrom"), names in
    lower case.
    """

    method: str
    result: str
    properties: dict[str, str]

    @property
    def domain(self) -> str:
        """The domain the result speaks of."""
        names = {
            "dkim": ("header.d", "header.i"),
            "spf": ("smtp.mailfrom", "smtp.mail", "smtp.helo"),
            "dmarc": ("header.from",),
        }
        value = next(
            (
                self.properties[name]
                for name in names.get(self.method, ())
                if name in self.properties
            ),
            "",
        )
        return value.rpartition("@")[2].lower()


@dataclass(frozen=True, slots=True)
class Results:
    """Who says so, and what; `instance` is that of an ARC set, else 0."""

    authserv_id: str
    results: tuple[Result, ...]
    instance: int = 0


def read(value: str) -> Results:
    """Read a field value; what is malformed is left out."""
    pieces = [piece.split() for piece in _pieces(value[:_LENGTH])]
    instance = 0
    if pieces and pieces[0][:1] and pieces[0][0].lower().startswith("i="):
        digits = pieces.pop(0)[0][2:]
        instance = int(digits) if digits.isascii() and digits.isdigit() else 0
    authserv_id = pieces[0][0].lower() if pieces and pieces[0] else ""
    return Results(
        authserv_id, tuple(result for words in pieces[1:] if (result := _result(words))), instance
    )


def _result(words: list[str]) -> Result | None:
    if not words:
        return None
    method, equals, result = words[0].partition("=")
    if not equals or not result:
        return None
    pairs = (word.partition("=") for word in words[1:])
    properties: dict[str, str] = {}
    for name, sign, said in pairs:
        if sign:
            properties.setdefault(name.lower(), said)
    return Result(method.partition("/")[0].lower(), result.lower(), properties)


def _pieces(value: str) -> list[str]:
    """Split at semicolons, outside comments (which are dropped) and quoted strings (whose signs
    become harmless).
    """
    pieces: list[list[str]] = [[]]
    depth, quoted, escaped = 0, False, False
    for sign in value.replace(" =", "=").replace("= ", "="):
        if escaped:
            escaped = False
        elif sign == "\\" and (depth or quoted):
            escaped = True
        elif quoted:
            quoted = sign != '"'
            pieces[-1].append("" if sign == '"' else sign if sign not in ";= \t" else "_")
        elif sign == "(":
            depth += 1
        elif depth:
            depth -= sign == ")"
        elif sign == '"':
            quoted = True
        elif sign == ";":
            pieces.append([])
        else:
            pieces[-1].append(" " if sign in "\r\n\t" else sign)
    return ["".join(piece) for piece in pieces]
