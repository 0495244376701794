"""format=flowed put back into paragraphs (RFC 3676)."""


def unflowed(text: str, delsp: bool = False) -> str:
    """Lines that end in a space joined with the next of the same quote depth (section 4.4); the
    signature separator stands alone.
    """
    done: list[str] = []
    gathered: list[str] = []
    depth = 0
    for line in text.split("\n"):
        level, content = _unquoted(line)
        if gathered and (
            level != depth or content == "-- "
        ):  # section 4.5: quote depth change ends a paragraph
            done.append(_quoted(depth, "".join(gathered)))
            gathered = []
        depth = level
        flows = content.endswith(" ") and content != "-- "
        gathered.append(content[:-1] if flows and delsp else content)
        if not flows:
            done.append(_quoted(depth, "".join(gathered)))
            gathered = []
    if gathered:
        done.append(_quoted(depth, "".join(gathered)))
    return "\n".join(done)


def _unquoted(line: str) -> tuple[int, str]:
    """Quote depth, and the content without its space-stuffing (section 4.4)."""
    content = line.lstrip(">")
    return len(line) - len(content), content.removeprefix(" ")


def _quoted(depth: int, content: str) -> str:
    return f"{'>' * depth} {content}" if depth else content
