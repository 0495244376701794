"""Memory that large messages took is given back to the system when they are done with."""

import ctypes

M_MMAP_THRESHOLD = -3  # mallopt(3)
LARGE = 4 * 1024 * 1024  # octets; from here on a block is one of the system's, and goes as a whole


def give_back_large_blocks() -> None:
    """Without it the C library learns from the first large message to keep the room for the next
    one. Does nothing where the C library has no such choice.
    """
    choose = getattr(ctypes.CDLL(None), "mallopt", None)
    if choose is not None:
        choose(M_MMAP_THRESHOLD, LARGE)
