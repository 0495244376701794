"""The frames between a reader and its processes."""

import struct

READY = b"R"  # what a process says when it can read
REQUEST = struct.Struct(
    "!QQ"
)  # octets of the message; octets of the reverse-path plus one, 0 when there is none
ANSWER = struct.Struct("!Q")  # octets of the pickled Reading; 0 when memory ran out
