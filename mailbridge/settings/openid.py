"""The section of signing in by OpenID Connect."""

import ipaddress
from typing import Annotated

from pydantic import AfterValidator, Field, SecretStr, model_validator

from mailbridge.domain.told import told
from mailbridge.settings.sections import Section
from mailbridge.settings.values import split_url


def issuer_url(value: str) -> str:
    """An issuer exactly as its provider writes it; without TLS on this machine alone. Raises
    ValueError.
    """
    parts = split_url(value)
    plain = parts is not None and parts.scheme == "http" and is_loopback(parts.hostname or "")
    secure = parts is not None and parts.scheme == "https" and bool(parts.hostname)
    if parts is None or not (plain or secure) or parts.username or parts.query or parts.fragment:
        raise ValueError(
            told(
                "“{value}” is no issuer; write the https address that the provider gives as its "
                "own, like https://login.example.com",
                value=value,
            )
        )
    return value


def is_loopback(host: str) -> bool:
    """Whether a host is this machine itself."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class OpenId(Section):
    """Signing in by a provider of OpenID Connect."""

    issuer: Annotated[str, AfterValidator(issuer_url)] | None = Field(
        None,
        description="the provider, as it calls itself; left out: nobody signs in this way. People "
        "are found by the address that the provider has verified, and never made by it. Register "
        "PUBLIC_URL/sign-in/openid/back as the redirect URI there",
        examples=["https://login.example.com"],
    )
    client_id: str | None = Field(
        None,
        min_length=1,
        max_length=500,
        description="how the provider calls mailbridge",
        examples=["mailbridge"],
    )
    client_secret: SecretStr | None = Field(
        None,
        min_length=1,
        description="what mailbridge proves itself to the provider with",
        examples=["the secret that the provider gave you"],
    )
    name: str = Field(
        "OpenID Connect",
        min_length=1,
        max_length=60,
        description="how the button on the sign-in page names the provider",
        examples=["Company account"],
    )

    @model_validator(mode="after")
    def _all_or_none(self) -> "OpenId":
        given = (self.issuer, self.client_id, self.client_secret)
        if 0 < given.count(None) < len(given):
            raise ValueError(
                told(
                    "issuer, client_id and client_secret go together; write all three, or leave "
                    "all out"
                )
            )
        return self
