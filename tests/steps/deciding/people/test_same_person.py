"""Who may be the same person, and who of the same client."""

import pytest

from mailbridge.domain.project import Person, Role
from mailbridge.steps.deciding.people.client_domain import client_domain
from mailbridge.steps.deciding.people.same_person import may_be_one, may_be_same

MARIA = Person(1, "Maria Lopez", Role.CLIENT, ("maria@bloom.example", "m.lopez@bloom.example"))


@pytest.mark.parametrize(
    ("name", "address", "one"),
    [
        ("Maria Lopez", "x@home.example", True),
        ("lopez,  MARIA", "x@home.example", True),
        ("", "m.lopez@gmail.com", True),
        ("", "m_lopez+work@gmail.com", True),
        ("", "m-lopez@gmail.com", True),
        ("Lopez", ".maria.@home.example", False),
        ("Lopez", "maria@home.example", False),
        ("Maria", "maria@home.example", False),
        ("Big Boss", "boss@bloom.example", False),
        ("", "", False),
    ],
)
def test_a_full_name_or_a_telling_local_part_agrees(name: str, address: str, one: bool) -> None:
    """A first name alone says nothing, nor does the domain."""
    assert one == may_be_same(name, address, MARIA)


def test_nobody_is_his_own_double() -> None:
    """Only others may be one with somebody; who has no name is like nobody."""
    other = Person(2, "Maria Lopez", Role.CLIENT, ("ml@home.example",))
    nobody = Person(3, "", Role.CLIENT, ())
    assert [False, True, False] == [may_be_one(MARIA, one) for one in (MARIA, other, nobody)]


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("a@bloom.example", "bloom.example"),
        ("a@gmail.com", ""),
        ("a@mail.ru", ""),
        ("", ""),
        ('"a@rye.example"@bloom.example', "bloom.example"),
        ('"a@bloom.example"@gmail.com', ""),
    ],
)
def test_where_anybody_has_an_address_the_domain_says_nothing(address: str, domain: str) -> None:
    """Mail providers are no clients; a quoted local-part may hold an at-sign (RFC 5321 section
    4.1.2).
    """
    assert domain == client_domain(address)
