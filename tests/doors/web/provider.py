"""A small provider of OpenID Connect on a port of its own: discovery, authorize, token, jwks."""

import asyncio
import base64
import hashlib
import json
import warnings
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwk, jwt
from joserfc.errors import SecurityWarning

CLIENT_ID, SECRET = "bridge", "between us two"
Claims = dict[str, Any]


@cache
def key(kind: str, of: str | int) -> jwk.Key:
    """Made once for all tests: an RSA key costs more than a test."""
    return jwk.generate_key(kind, of, {"kid": f"{kind}-{of}"})


def public(one: jwk.Key) -> dict[str, Any]:
    return dict(one.as_dict(private=False))


@dataclass
class Provider:
    """Says yes to whoever asks, in the name of `email`; a test changes what it says."""

    email: str
    now: Callable[[], float]
    port: int = 0
    alg: str = "ES256"
    said: Claims = field(default_factory=dict)  # in place of the right claims
    document: Claims = field(default_factory=dict)  # in place of what discovery says
    back: dict[str, str] = field(default_factory=dict)  # in place of what the browser brings
    sign: Callable[[Claims], str] | None = None
    token_answer: bytes | None = None  # a whole HTTP answer
    info: Claims | None = None  # what is told to the bearer of the access token; None: nothing
    bearer: str = "for-user-info"
    asked: list[str] = field(default_factory=list)  # paths
    _codes: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def key(self) -> jwk.Key:
        kinds: dict[str, tuple[str, str | int]] = {
            "ES256": ("EC", "P-256"),
            "RS256": ("RSA", 2048),
            "EdDSA": ("OKP", "Ed25519"),
        }
        return key(*kinds[self.alg])

    def authorize(self, url: str) -> str:
        """A browser is sent here and says yes; returns where it is sent back to: path and query."""
        asked = {name: value[0] for name, value in parse_qs(urlsplit(url).query).items()}
        assert ("code", CLIENT_ID) == (asked["response_type"], asked["client_id"])
        assert "S256" == asked["code_challenge_method"]
        code = f"code-{len(self._codes)}"
        self._codes[code] = asked
        back = {"code": code, "state": asked["state"], "iss": self.issuer} | self.back
        brought = urlencode({name: value for name, value in back.items() if value})
        return f"{urlsplit(asked['redirect_uri']).path}?{brought}"

    def token(self, nonce: str) -> str:
        now = int(self.now())
        claims = {
            "iss": self.issuer, "sub": "7", "aud": CLIENT_ID, "iat": now, "exp": now + 300,
            "nonce": nonce, "email": self.email, "email_verified": True,
        }  # fmt: skip
        claims |= self.said
        claims = {name: value for name, value in claims.items() if value is not None}
        if self.sign is not None:
            return self.sign(claims)
        header = {"alg": self.alg, "kid": self.key.kid}
        with warnings.catch_warnings():  # EdDSA is called Ed25519 since RFC 9864
            warnings.simplefilter("ignore", SecurityWarning)
            return jwt.encode(header, claims, self.key, algorithms=[self.alg])

    def _redeemed(self, fields: dict[str, str], body: str) -> bytes:
        given = {name: value[0] for name, value in parse_qs(body).items()}
        asked = self._codes.pop(given["code"], None)
        credentials = base64.b64encode(urlencode({CLIENT_ID: SECRET}).replace("=", ":").encode())
        digest = hashlib.sha256(given["code_verifier"].encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        is_right = (
            asked is not None
            and fields.get("authorization") == f"Basic {credentials.decode()}"
            and asked["code_challenge"] == challenge
            and asked["redirect_uri"] == given["redirect_uri"]
        )
        if asked is None or not is_right:
            return answer({"error": "invalid_grant"}, "400 Bad Request")
        told = {"id_token": self.token(asked["nonce"]), "access_token": self.bearer}
        return self.token_answer or answer(told)

    def _informed(self, fields: dict[str, str]) -> bytes:
        if self.info is None or fields.get("authorization") != f"Bearer {self.bearer}":
            return answer({"error": "invalid_token"}, "401 Unauthorized")
        return answer(self.info)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One request of a connection."""
        head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        fields = {name.lower(): value for name, _, value in (x.partition(": ") for x in head[1:-2])}
        body = (await reader.readexactly(int(fields.get("content-length", "0")))).decode()
        path = head[0].split(" ")[1]
        self.asked.append(path)
        match path:
            case "/.well-known/openid-configuration":
                writer.write(answer(self._document() | self.document))
            case "/jwks":
                writer.write(answer({"keys": [{"kty": "new"}, public(self.key)]}))
            case "/token":
                writer.write(self._redeemed(fields, body))
            case "/userinfo":
                writer.write(self._informed(fields))
        await writer.drain()
        writer.close()

    def _document(self) -> Claims:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/jwks",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "authorization_response_iss_parameter_supported": True,
        }


def answer(told: Claims, status: str = "200 OK", more: str = "") -> bytes:
    """Of HTTP, with JSON in it."""
    body = json.dumps(told).encode()
    head = f"HTTP/1.1 {status}\r\n{more}Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    return head.encode() + body


@asynccontextmanager
async def provider(email: str, now: Callable[[], float]) -> AsyncIterator[Provider]:
    """One that listens."""
    made = Provider(email, now)
    server = await asyncio.start_server(made.serve, "127.0.0.1", 0)
    made.port = server.sockets[0].getsockname()[1]
    async with server:
        yield made
