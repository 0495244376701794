"""The catalogues of the languages that tests speak of."""

from mailbridge.adapters.catalogues import catalogues
from mailbridge.steps.telling.words.catalogue import ENGLISH

RUSSIAN = catalogues().of("ru")

__all__ = ["ENGLISH", "RUSSIAN"]
