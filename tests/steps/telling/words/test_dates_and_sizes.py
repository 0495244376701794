"""Dates, lists and sizes as the reader's language writes them."""

from datetime import UTC, datetime

from mailbridge.steps.telling.words.dates_and_sizes import joined, moment, size
from mailbridge.steps.text.time_zones import zone
from tests.languages import ENGLISH, RUSSIAN


def test_names_are_joined_as_the_language_does() -> None:
    """With a comma before the last in English of three."""
    assert ("Anna and Tom", "Анна и Том") == (
        joined(["Anna", "Tom"], ENGLISH),
        joined(["Анна", "Том"], RUSSIAN),
    )


def test_sizes_are_read_by_people() -> None:
    """With the decimal sign of the language."""
    assert ["12 bytes", "1.5 kB", "23 MB"] == [
        size(octets, ENGLISH) for octets in (12, 1500, 23_400_000)
    ]
    assert "2,1 МБ" == size(2_100_000, RUSSIAN)


def test_a_moment_is_told_in_the_readers_zone() -> None:
    """An unknown zone reads UTC."""
    at = datetime(2026, 11, 23, 22, 30, tzinfo=UTC)
    assert "Tue 24 Nov, 01:30" == moment(at, ENGLISH, "Europe/Moscow", at)
    assert "Mon 23 Nov, 22:30" == moment(at, ENGLISH, "Mars/Olympus", at)
    assert "UTC" == str(zone("../../etc/passwd"))
