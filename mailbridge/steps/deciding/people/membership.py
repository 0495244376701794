"""How near an author stands to a discussion."""

from mailbridge.domain.inbound import Author, Facts
from mailbridge.domain.project import Role


def takes_part(author: Author, discussion_id: int, facts: Facts) -> bool:
    """Whether the author is of the team by proof, or a participant who was let in."""
    return author.is_team or (
        author.person is not None and author.person.id in facts.authors_of.get(discussion_id, ())
    )


def belongs(author: Author, discussion_id: int, facts: Facts) -> bool:
    """Whether the author may read there at once: the team, who takes part, and colleagues of
    theirs. Another client of the same project has to be let in.
    """
    if author.person is None:
        return False
    colleague = author.member_of_project and discussion_id in facts.colleagues_in
    return (
        colleague
        or author.person.role.is_team
        or author.person.id in facts.authors_of.get(discussion_id, ())
    )


def knows(author: Author, discussion_id: int, facts: Facts) -> bool:
    """Whether the author takes part in the discussion, or belongs to its project."""
    if author.person is None:
        return False
    return (
        author.member_of_project
        or author.person.role.is_team
        or author.person.id in facts.authors_of.get(discussion_id, ())
    )


def is_left_behind(author: Author, discussion_id: int, facts: Facts) -> bool:
    """Whether a member neither belongs to the project where the discussion is now, nor takes part:
    it was moved there without them, or they have left. Admins read everything.
    """
    person = author.person
    return (
        person is not None
        and person.role is Role.MEMBER
        and not author.member_of_project
        and person.id not in facts.authors_of.get(discussion_id, ())
    )


def holds_apart(author: Author, discussion_id: int, facts: Facts) -> bool:
    """Whether an answer of this author is kept apart from a discussion: the discussion went to
    many, or is internal, and the author only had a copy.
    """
    discussion = facts.discussions.get(discussion_id)
    return (
        discussion is not None
        and (discussion.to_many or discussion.internal)
        and not belongs(author, discussion_id, facts)
    )
