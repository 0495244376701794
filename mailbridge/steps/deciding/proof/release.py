"""Which words may go on to clients in our name: those whose author is proven, and no others unless
a person of the team releases them.
"""

from mailbridge.domain.inbound import Author


def is_released(author: Author, by_member: bool, waits: bool) -> bool:
    """Whether clients may read what this letter says without a decision of the team.

    `by_member`: a proven member passed the letter on, and so vouches for it. `waits`: the author is
    a newcomer whom nobody has let in.
    """
    return by_member or (author.verified == "verified" and not waits)
