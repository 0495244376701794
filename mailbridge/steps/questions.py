"""Questions and requests in a text."""


def questions(text: str) -> tuple[str, ...]:
    """Each question or request as one clean sentence, in order, none twice."""
    sentences = (part.strip() for line in text.split("\n") if not line.startswith(">") for part in line.replace("? ", "?\n").split("\n"))
    return tuple(dict.fromkeys(sentence for sentence in sentences if sentence.endswith("?") and "://" not in sentence))
