"""Lines that OpenPGP puts around a signed text (RFC 9580, section 7): its heading with the name of
the hash, and the signature in letters below.
"""

from collections.abc import Sequence

MOST_LINES = 400  # of a signature
MOST_FIELDS = 6  # lines of a heading
_SIGNED = "-----BEGIN PGP SIGNED MESSAGE-----"
_BEGINS = ("-----BEGIN PGP SIGNATURE-----", "-----BEGIN PGP PUBLIC KEY BLOCK-----")
_ENDS = ("-----END PGP SIGNATURE-----", "-----END PGP PUBLIC KEY BLOCK-----")


def armour(lines: Sequence[str]) -> frozenset[int]:
    """The numbers of the lines that are armour."""
    taken: set[int] = set()
    for at in [at for at, line in enumerate(lines) if "-----BEGIN PGP " in line]:
        if at in taken:
            continue
        core = lines[at].strip()
        if core == _SIGNED:
            taken |= _heading(lines, at)
        elif core in _BEGINS:
            taken |= _block(lines, at)
    return frozenset(taken)


def _heading(lines: Sequence[str], at: int) -> set[int]:
    """The line and the fields below it: "Hash: SHA256"."""
    end = at + 1
    while end < min(len(lines), at + MOST_FIELDS) and _is_field(lines[end]):
        end += 1
    return set(range(at, end))


def _is_field(line: str) -> bool:
    label, colon, _ = line.partition(":")
    return bool(colon) and label.isalpha()


def _block(lines: Sequence[str], at: int) -> set[int]:
    """From the beginning to the end; nothing where no end is near."""
    for end in range(at + 1, min(len(lines), at + MOST_LINES)):
        core = lines[end].strip()
        if core in _ENDS:
            return set(range(at, end + 1))
        if core.startswith(_BEGINS):
            break
    return set()
