"""Everybody has a turn before anybody has the next one."""

from collections.abc import Mapping

from mailbridge.steps.deciding.address.turns import IN_A_TURN, SHARE, Waiting, take_turns

FLOOD, MARIA, TOM = "203.0.113.9", "192.0.2.1", "198.51.100.1"


def waiting(*clients: str | None) -> list[Waiting]:
    return [Waiting(number, client, f"{number}@x.example") for number, client in enumerate(clients)]


def order(messages: list[Waiting], spent: Mapping[str, float] | None = None) -> list[int]:
    return [message.id for message in take_turns(messages, spent or {})]


def test_ordinary_mail_keeps_its_order() -> None:
    """As long as nobody has more than a few messages waiting."""
    assert [0, 1, 2, 3] == order(waiting(MARIA, TOM, MARIA, TOM))


def test_one_after_thirty_of_another_is_soon_read() -> None:
    """After the first few of the thirty; those stay in order among themselves."""
    found = order(waiting(*[FLOOD] * 30, MARIA))
    assert IN_A_TURN == found.index(30)
    assert list(range(30)) == [number for number in found if number != 30]


def test_a_network_is_one_sender() -> None:
    """However many addresses of it are used."""
    flood = [f"203.0.113.{number}" for number in range(30)]
    assert IN_A_TURN == order(waiting(*flood, MARIA)).index(30)


def test_mail_without_a_client_goes_by_its_reverse_path() -> None:
    """Of a socket of this machine, or taken in by an operator."""
    messages = [Waiting(number, None, "Flood@x.example") for number in range(30)]
    assert IN_A_TURN == order([*messages, Waiting(30, None, "maria@bloom.example")]).index(30)


def test_who_was_costly_is_last() -> None:
    """After all others, whenever they came; what is little makes no difference."""
    mail = waiting(FLOOD, FLOOD, MARIA, TOM)
    spent = {"203.0.113.0/24": SHARE, "192.0.2.0/24": SHARE / 2}
    assert [2, 3, 0, 1] == order(mail, spent)
