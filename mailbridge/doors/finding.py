"""What the doctor finds."""

from mailbridge.values import dataclass

LOCAL = ("localhost", "test", "example", "invalid", "internal", "local")  # ends of names


@dataclass(frozen=True, slots=True)
class Finding:
    """`state`: ok, warning or fault; `remedy` is empty when all is well; `record` is a line for a
    zone file.
    """

    check: str
    state: str
    words: str
    remedy: str = ""
    record: str = ""
