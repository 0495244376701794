"""Memory of a process that runs for long: what large messages took is given back to the system, and
nobody looks for garbage in what stays until the end.
"""

import ctypes
import gc

M_MMAP_THRESHOLD = -3  # mallopt(3)
LARGE = 4 * 1024 * 1024  # octets; from here on a block is one of the system's, and goes as a whole


def give_back_large_blocks() -> None:
    """Without it the C library learns from the first large message to keep the room for the next
    one. Does nothing where the C library has no such choice.
    """
    choose = getattr(ctypes.CDLL(None), "mallopt", None)
    if choose is not None:
        choose(M_MMAP_THRESHOLD, LARGE)


def leave_what_is_loaded() -> None:
    """Never again look for garbage in what there is now: a look through all of a service's modules
    and tables takes a tenth of a second, in which it does nothing else.
    """
    gc.collect()
    gc.freeze()
