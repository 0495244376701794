"""A server that speaks as much of the S3 protocol as large messages need."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

KEY, SECRET = "mailbridge", "of the tests"
ABSENT = b"<Error><Code>NoSuchKey</Code><Message>It is not there.</Message></Error>"
DENIED = b"<Error><Code>AccessDenied</Code><Message>Who are you?</Message></Error>"


class Bucket:
    """What is kept, by path; `is_open` False: nobody is let in."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}
        self.is_open = True
        self.port = 0

    @property
    def variables(self) -> dict[str, str]:
        """The environment of who uses it."""
        return {
            "AWS_ACCESS_KEY_ID": KEY,
            "AWS_SECRET_ACCESS_KEY": SECRET,
            "AWS_REGION": "test",
            "AWS_ENDPOINT_URL": f"http://127.0.0.1:{self.port}",
            "AWS_ALLOW_HTTP": "true",
        }


@contextmanager
def served() -> Iterator[Bucket]:
    """A bucket behind a port of its own."""
    bucket = Bucket()

    class Answers(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_PUT(self) -> None:
            content = self.rfile.read(int(self.headers["Content-Length"]))
            if self._is_let_in():
                bucket.kept[self.path] = content
                self._answer(200, b"")

        def do_GET(self) -> None:
            if self._is_let_in():
                found = bucket.kept.get(self.path)
                self._answer(*((404, ABSENT) if found is None else (200, found)))

        def do_DELETE(self) -> None:
            if self._is_let_in():
                bucket.kept.pop(self.path, None)
                self._answer(204, b"")

        def _is_let_in(self) -> bool:
            signed = self.headers.get("Authorization", "").startswith(
                f"AWS4-HMAC-SHA256 Credential={KEY}/"
            )
            if not (signed and bucket.is_open):
                self._answer(403, DENIED)
            return signed and bucket.is_open

        def _answer(self, status: int, content: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.send_header("ETag", '"1"')
            self.send_header("Last-Modified", "Mon, 04 May 2026 09:00:00 GMT")
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *words: object) -> None:
            """Nothing is told."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        bucket.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield bucket
        finally:
            server.shutdown()
            thread.join()
