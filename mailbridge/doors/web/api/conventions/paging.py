"""Lists come in parts: `limit` says how long one is, `cursor` where it begins. Whatever a list goes
on with is told in the header fields `Link` (RFC 8288) and `Next-Cursor`: none of it ends silently.
"""

import base64
import binascii
import hmac
import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Query, Request, Response

from mailbridge.doors.web.api.callers import Team
from mailbridge.doors.web.api.given import Limit
from mailbridge.services.refusal import Refused
from mailbridge.values import dataclass

AT_MOST = 500
LONGEST_CURSOR = 1000  # characters
MAC_BYTES = 16
NEXT = "next-cursor"
Key = tuple[int | str, ...]
Item = TypeVar("Item")
Cursor = Annotated[
    str | None,
    Query(
        max_length=LONGEST_CURSOR, description="as Next-Cursor of the part before gave it: go on"
    ),
]


@dataclass(frozen=True, slots=True)
class Paging:
    """The part of a list that was asked for."""

    limit: int
    after: Key  # what the cursor says; () at the beginning
    _request: Request
    _response: Response
    _person_id: int
    _keys: Sequence[bytes]

    @property
    def number(self) -> int | None:
        """The first number of the cursor, where a list goes on behind an id."""
        return self.numbers(1)[0] if self.after else None

    def numbers(self, many: int) -> tuple[int, ...]:
        """A cursor of so many numbers. Refused: bad-cursor."""
        if len(self.after) != many or not all(isinstance(number, int) for number in self.after):
            raise Refused("bad-cursor")
        return tuple(int(number) for number in self.after)

    def part(self, views: Sequence[Item], key: Callable[[Item], object]) -> Sequence[Item]:
        """The part of a whole list; `key` tells its members apart. A member that is gone since is
        where the list goes on.
        """
        start = self._behind([str(key(view)) for view in views]) if self.after else 0
        shown = views[start : start + self.limit]
        if start + self.limit < len(views):
            self.goes_on(start + len(shown) - 1, str(key(shown[-1])))
        return shown

    def cut(self, views: Sequence[Item], key: Callable[[Item], Key | int]) -> Sequence[Item]:
        """The part of a list that was asked for `limit` + 1 members from `after` on; `key` is
        what it goes on behind.
        """
        shown = views[: self.limit]
        if len(views) > self.limit:
            behind = key(shown[-1])
            self.goes_on(*((behind,) if isinstance(behind, int) else behind))
        return shown

    def goes_on(self, *key: int | str) -> None:
        """Tell the caller that there is more, behind this key."""
        cursor = _signed(self._scope, key, self._keys[0])
        url = self._request.url.include_query_params(cursor=cursor, limit=self.limit)
        url = url.remove_query_params(["before", "after"])
        self._response.headers["link"] = f'<{url.path}?{url.query}>; rel="next"'
        self._response.headers[NEXT] = cursor

    @property
    def _scope(self) -> str:
        return scope_of(self._request, self._person_id)

    def _behind(self, names: Sequence[str]) -> int:
        match self.after:
            case (int(place), str(name)):
                pass
            case _:
                raise Refused("bad-cursor")
        if place < len(names) and names[place] == name:
            return place + 1
        return names.index(name) + 1 if name in names else min(place, len(names))


def scope_of(request: Request, person_id: int) -> str:
    """The list that a cursor is of: nobody else's, and no other's."""
    return f"{request.scope['path']} {person_id}"


def paging(at_first: int = AT_MOST) -> Any:
    """A dependency: the part of a list that is asked for, `at_first` long unless `limit` says
    otherwise. Refused: bad-cursor.
    """

    async def asked(
        request: Request,
        response: Response,
        by: Team,
        limit: Limit = at_first,
        cursor: Cursor = None,
    ) -> Paging:
        after: Key = ()
        if cursor:
            after = _opened(scope_of(request, by.person.id), cursor, by.container.keys)
        return Paging(limit, after, request, response, by.person.id, by.container.keys)

    return Depends(asked)


Paged = Annotated[Paging, paging()]
PagedBy100 = Annotated[Paging, paging(100)]
PagedBy50 = Annotated[Paging, paging(50)]


def as_number(at: datetime) -> int:
    """A moment as a number of a cursor: microseconds."""
    return int(at.timestamp()) * 1_000_000 + at.microsecond


def as_moment(number: int) -> datetime:
    """The moment that `as_number` made a number of."""
    whole, micro = divmod(number, 1_000_000)
    return datetime.fromtimestamp(whole, UTC).replace(microsecond=micro)


def _signed(scope: str, key: Key, secret: bytes) -> str:
    body = json.dumps(key, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(_mac(scope, body, secret) + body).decode().rstrip("=")


def _opened(scope: str, cursor: str, secrets: Sequence[bytes]) -> Key:
    try:
        blob = base64.b64decode(cursor + "=" * (-len(cursor) % 4), b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise Refused("bad-cursor") from None
    mac, body = blob[:MAC_BYTES], blob[MAC_BYTES:]
    if not any(hmac.compare_digest(mac, _mac(scope, body, secret)) for secret in secrets):
        raise Refused("bad-cursor")
    return tuple(json.loads(body))


def _mac(scope: str, body: bytes, secret: bytes) -> bytes:
    said = b"mailbridge cursor" + scope.encode() + b"\0" + body
    return hmac.digest(secret, said, "sha256")[:MAC_BYTES]
