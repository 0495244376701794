"""A file of somebody's letter as the web gives it away: to be saved, never to be run."""

from starlette.responses import Response

from mailbridge.doors.web.request.safety import FILE_POLICY, content_disposition, file_name

PICTURES = {
    "image/png",
    "image/jpeg",
    "image/gif",
    "image/webp",
    "image/avif",
}  # what a browser only ever paints


def served_file(filename: str | None, content_type: str, content: bytes) -> Response:
    """Pictures with their type, everything else as mere bytes."""
    kind = content_type if content_type in PICTURES else "application/octet-stream"
    headers = {
        "content-disposition": content_disposition(file_name(filename, content_type)),
        "content-security-policy": FILE_POLICY,
        "x-robots-tag": "noindex",
    }
    return Response(content, media_type=kind, headers=headers)
