"""Who has a letter already, and who else it was written to."""

from mailbridge.domain.message import Mailbox
from mailbridge.steps.deciding.people.had_copy import had_it, others, present
from tests.steps.deciding.situations import letter

MARIA, TOM, JO = (Mailbox(name, f"{name.lower()}@bloom.test") for name in ("Maria", "Tom", "Jo"))
OURS, ALIAS, ODD = Mailbox("", "p@bridge.test"), Mailbox("", "desk@agency.test"), Mailbox("", "odd")
MESSAGE = letter(MARIA, to=(OURS, TOM), cc=(JO, TOM, ALIAS, ODD, MARIA))


def test_all_who_are_named_are_present() -> None:
    """The author, To and Cc."""
    expected = {one.address for one in (MARIA, TOM, JO, OURS, ALIAS, ODD)}
    assert expected == present(MESSAGE)


def test_copies_are_believed_of_a_proved_author_or_with_evidence() -> None:
    """Else of the author alone."""
    none: frozenset[str] = frozenset()
    assert present(MESSAGE) == had_it(MESSAGE, MARIA.address, True, none)
    assert {MARIA.address} == had_it(MESSAGE, MARIA.address, False, none)
    evidenced = frozenset({JO.address, "absent@bloom.test"})
    assert {"other@x.test", JO.address} == had_it(MESSAGE, "other@x.test", False, evidenced)


def test_others_are_neither_the_author_nor_ours() -> None:
    """Each once, in their order; what is no address is nobody."""
    own = frozenset({"bridge.test"}), frozenset({ALIAS.address})
    assert (TOM, JO) == others(MESSAGE, *own)
    assert (OURS, TOM, JO, ALIAS) == others(MESSAGE, frozenset(), frozenset())
