"""Signed tokens: what letters carry out into the world must be understood for ever, and nothing
else.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbridge.domain.token import MAC_BYTES, Purpose, open_, sign

KEY, OTHER = b"key", b"another key"
NUMBERS = st.lists(st.integers(0, 2**64), max_size=3)
TOKENS = {  # what this program has always made of purpose, numbers and KEY; letters hold such words
    (Purpose.REPLY, (1, 300)): "aea2yauwkgiw632oekjnp6i",
    (Purpose.REPLY_INTERNAL, (1, 300)): "aia2yav4cx3duebpy3dndsa",
    (Purpose.RETURN_PATH, (1, 300)): "ama2yaxzfzloqpzykemfcba",
    (Purpose.MUTE, (1, 300)): "aqa2yaxpa7q4vul6e2dihrq",
    (Purpose.SIGN_IN, (1, 300)): "aua2yatksicjcfp3gm2ouda",
    (Purpose.REMOTE, (1, 300)): "aya2yaun3uayqqnbwsoyepq",
    (Purpose.ALIAS_TEST, (1, 300)): "a4a2yas62cxcpwnlw2lw52a",
    (Purpose.ALIAS_ROUTE, (1, 300)): "baa2yaqggznezfifpumwhky",
    (Purpose.ADDRESS, (1, 300)): "bea2yaw5teemnlpoyvuoqsa",
    (Purpose.REPLY, ()): "aerzpvnrepat3mh3ui",
    (Purpose.REPLY, (0,)): "aeambi2ian26preww35a",
    (Purpose.REPLY, (127,)): "af76xgyxivt62oomxueq",
    (Purpose.REPLY, (128,)): "agaad2y7hgmu4fv3ha5tu",
    (Purpose.REPLY, (2**63 - 1, 16384)): "ah77777777777737qcaacyhwxxwimcxa5t7vs",
}


@pytest.mark.parametrize(("meaning", "token"), TOKENS.items())
def test_a_token_that_was_given_out_opens_for_ever(
    meaning: tuple[Purpose, tuple[int, ...]], token: str
) -> None:
    """It is made and understood as it always was."""
    purpose, numbers = meaning
    assert (token, numbers) == (sign(purpose, numbers, KEY), open_(purpose, token, [KEY]))


@given(st.sampled_from(Purpose), NUMBERS)
def test_what_is_signed_opens(purpose: Purpose, numbers: list[int]) -> None:
    """However it was folded or surrounded by blanks on its way."""
    token = sign(purpose, numbers, KEY)
    assert token.isalnum()
    assert token == token.lower()
    for travelled in (token, token.upper(), token.title(), f" {token}\r\n"):
        assert tuple(numbers) == open_(purpose, travelled, [KEY])


@given(st.sampled_from(Purpose), NUMBERS, st.data())
def test_a_changed_token_opens_nothing(
    purpose: Purpose, numbers: list[int], data: st.DataObject
) -> None:
    """One letter replaced, left out or added."""
    token = sign(purpose, numbers, KEY)
    at = data.draw(st.integers(0, len(token) - 1))
    other = data.draw(st.sampled_from("abcdefghijklmnopqrstuvwxyz234567").filter(token[at].__ne__))
    changed = (token[:at] + other + token[at + 1 :], token[:at] + token[at + 1 :], token + other)
    assert [None] * 3 == [open_(purpose, one, [KEY]) for one in changed]


@given(st.sampled_from(Purpose), st.sampled_from(Purpose))
def test_a_token_is_good_for_its_purpose_alone(made: Purpose, asked: Purpose) -> None:
    """A link for muting signs nobody in."""
    found = open_(asked, sign(made, [7], KEY), [KEY])
    assert ((7,) if made == asked else None) == found


def test_keys_may_be_rotated() -> None:
    """Any of the keys opens; no key opens nothing."""
    token = sign(Purpose.REPLY, [7], KEY)
    assert [(7,), (7,)] == [open_(Purpose.REPLY, token, keys) for keys in ([KEY], [OTHER, KEY])]
    assert [None, None] == [open_(Purpose.REPLY, token, keys) for keys in ([OTHER], [])]


@pytest.mark.parametrize(
    "word",
    ["", " ", "a", "ж" * 20, "abcdefghjkmnpqrst", "a=======", "1" * 20, "aea2yauwkgiw632oekjnp6j"],
)
def test_other_words_open_nothing(word: str) -> None:
    """Neither names nor what is almost a token: its last bits say nothing and must be zero."""
    assert open_(Purpose.REPLY, word, [KEY]) is None


def test_a_token_has_128_letters_at_most() -> None:
    """Longer words are not looked at."""
    longest = sign(Purpose.REPLY, [1] * 69, KEY)
    assert (128, (1,) * 69) == (len(longest), open_(Purpose.REPLY, longest, [KEY]))
    longer = sign(Purpose.REPLY, [1] * 70, KEY)
    assert (130, None) == (len(longer), open_(Purpose.REPLY, longer, [KEY]))


def test_a_mac_has_80_bits() -> None:
    """As many as docs/security.md promises; the shortest token is a purpose and the MAC."""
    assert (10, 18) == (MAC_BYTES, len(sign(Purpose.REPLY, [], KEY)))
