"""The type of a file by its content, where the declared one says nothing."""

_OPAQUE = frozenset({
    "application/octet-stream", "application/octetstream", "application/x-octet-stream",
    "application/binary", "binary/octet-stream",
    "application/unknown", "application/x-unknown", "application/x-unknown-content-type",
    "application/download",
    "application/force-download", "application/x-download", "application/x-force-download",
    "application/save", "unknown/unknown",
    "file/unknown", "application/*", "application/x-msdownload", "multipart/mixed", "text/plain",
})  # fmt: skip
_HEAD = 4096


def content_type(declared: str, octets: bytes, filename: str | None) -> str:
    """The declared media type, or the one the first octets show when the declared one is opaque."""
    if declared not in _OPAQUE or declared == "text/plain" or not octets:
        return declared
    import puremagic  # dear to import, seldom needed

    try:
        found = puremagic.from_string(octets[:_HEAD], mime=True, filename=filename)
    except (puremagic.PureError, ValueError, IndexError, OSError):
        return declared
    return found.lower() or declared
