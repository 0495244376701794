"""What a file is found by: its name, and the words in it."""

from mailbridge.domain.message import AttachedLetter


def said_of_file(name: str | None, letter: AttachedLetter | None = None, text: str = "") -> str:
    """`text`: of a text file; `letter`: what an attached letter says."""
    return "\n".join(filter(None, (name, said_in_letter(letter) if letter else "", text)))


def said_in_letter(letter: AttachedLetter) -> str:
    """All of an attached letter, and of those in it."""
    author = (letter.author.name, letter.author.address) if letter.author is not None else ()
    names = (file.last_part or "" for file in letter.files)
    inner = (said_in_letter(nested) for nested in letter.letters)
    return "\n".join(filter(None, (letter.subject, *author, letter.text, *names, *inner)))
