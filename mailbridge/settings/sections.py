"""The sections of the settings."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from mailbridge.domain.told import told
from mailbridge.settings.places import LmtpDoor, Tcp, TcpDoor
from mailbridge.settings.values import (
    ExistingFile,
    ExistingFolder,
    Hosts,
    MailDomain,
    MailDomains,
    Names,
    Networks,
    Peers,
    QuietHours,
    RelayUrl,
    Size,
)

MEBI = 1024**2


class Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Smtp(Section):
    """The door for mail."""

    listen: TcpDoor = Field(
        Tcp("127.0.0.1", 2525), description="where mail comes in; 0.0.0.0:25 for the whole world"
    )
    max_size: Size = Field(
        25 * MEBI, description="bytes of a message; larger mail gets 552 5.3.4", examples=["25 MiB"]
    )
    max_recipients: int = Field(
        100,
        ge=1,
        le=10_000,
        description="recipients of one mail transaction; the rest get 452 4.5.3",
    )
    max_connections: int = Field(
        300, ge=1, le=100_000, description="open at once, without those of forwarders"
    )
    max_connections_of_one_client: int = Field(
        100, ge=1, le=100_000, description="open at once from one address"
    )
    max_connections_of_one_network: int = Field(
        150, ge=1, le=100_000, description="open at once from one /24 of IPv4 or /64 of IPv6"
    )
    max_connections_of_forwarders: int = Field(
        100, ge=1, le=100_000, description="open at once from xforward_peers and proxy_peers"
    )
    idle_seconds: int = Field(
        300,
        ge=5,
        description="of silence after which a connection is closed (RFC 5321 section 4.5.3.2.7)",
    )
    max_in_flight: Size = Field(
        96 * MEBI, description="bytes of mail being received at once", examples=["96 MiB"]
    )
    min_free_disk: Size = Field(
        100 * MEBI,
        description="with less room than that on the disk mail gets 452 4.3.1",
        examples=["100 MiB"],
    )
    tls_certificate: ExistingFile | None = Field(
        None, description="PEM file, for STARTTLS", examples=["/etc/ssl/mail.example.com.pem"]
    )
    tls_key: ExistingFile | None = Field(
        None,
        description="PEM file, for STARTTLS",
        examples=["/etc/ssl/private/mail.example.com.key"],
    )

    xforward_peers: Peers = Field(
        (),
        description="addresses of our own mail servers that name the client a mail came from by "
        "Postfix's XFORWARD",
        examples=[["127.0.0.1"]],
    )
    proxy_peers: Peers = Field(
        (),
        description="addresses of proxies that begin each connection with a PROXY header (version "
        "1 or 2), such as HAProxy; without it they get no word",
        examples=[["192.0.2.10"]],
    )

    @model_validator(mode="after")
    def _both_or_neither(self) -> "Smtp":
        if (self.tls_certificate is None) != (self.tls_key is None):
            raise ValueError(
                told("tls_certificate and tls_key go together; write both, or leave both out")
            )
        return self


class Lmtp(Section):
    """The door for a mail server beside us, such as Postfix."""

    listen: LmtpDoor = Field(
        None,
        description="HOST:PORT, the path of a Unix socket, or off",
        examples=["127.0.0.1:2424"],
    )
    xforward_peers: Peers = Field(
        (),
        description="addresses of our own mail servers that name the client a mail came from by "
        "Postfix's XFORWARD; unix for a Unix socket",
        examples=[["127.0.0.1", "unix"]],
    )
    proxy_peers: Peers = Field(
        (),
        description="addresses of proxies that begin each connection with a PROXY header (version "
        "1 or 2), such as HAProxy; without it they get no word; unix for a Unix socket",
        examples=[["192.0.2.10"]],
    )


class Web(Section):
    """Pages and API."""

    listen: TcpDoor = Field(
        Tcp("127.0.0.1", 8025),
        description="put a web server with TLS in front when others are to reach it",
    )
    proxies: Networks = Field(
        (),
        description="addresses of the web servers in front, whose X-Forwarded-For is believed",
        examples=[["127.0.0.1"]],
    )


class Relay(Section):
    """Where letters leave."""

    url: RelayUrl | None = Field(
        None,
        description=(
            "the mail server that takes our letters; left out, letters stay in the "
            "outbox and the web shows them"
        ),
        examples=["smtp://user:password@mail.example.com:587?tls=starttls"],
    )
    digest_url: RelayUrl | None = Field(
        None,
        description="the mail server that takes digests; left out, relay.url takes them, too",
        examples=["smtp://user:password@bulk.example.com:587?tls=starttls"],
    )


class Worker(Section):
    """Files what came in, and hands letters to the relay."""

    processes: int = Field(
        2, ge=1, le=64, description="processes that read messages; as many as there are processors"
    )


class Authentication(Section):
    """Who really wrote it: SPF, DKIM, DMARC, ARC."""

    nameservers: Names = Field(
        (), description="DNS servers to ask; none: those of the system", examples=[["9.9.9.9"]]
    )
    trusted_sealers: MailDomains = Field(
        (), description="domains whose ARC seal is believed", examples=[["google.com"]]
    )
    authserv_id: MailDomain | None = Field(
        None,
        description=(
            "the name our own mail server writes into Authentication-Results; it must "
            "strip that name from strangers' mail"
        ),
        examples=["mail.example.com"],
    )
    border: Networks = Field(
        (),
        description=(
            "addresses of our own mail servers that pass mail on to us: their "
            "Authentication-Results count, their mail is not "
            "taken for a stranger's. Addresses that are not public are ours anyway"
        ),
        examples=[["198.51.100.7"]],
    )
    hops: Hosts = Field(
        (),
        description="our other mail hosts between that server and us, by the names (or domains, or "
        "addresses) they have in the by part of Received fields: Authentication-Results count only "
        "above the first Received of any other host",
        examples=[["filter.example.com", "10.0.0.0/8"]],
    )


class Letters(Section):
    """What people get."""

    undo_seconds: int = Field(
        60,
        ge=0,
        le=3600,
        description="how long the letters of a member's answer wait, whether it came by mail, web, "
        "command or API, so that it can be taken back; #now, --now and now send it at once; 0 for "
        "none",
    )
    merge_seconds: int = Field(
        300,
        ge=0,
        le=86_400,
        description="how long letters to a member about one discussion are collected, to make one; "
        "who is named or given a task hears at once, and letters to clients never wait for others; "
        "0 for none",
    )
    quiet_hours: QuietHours = Field(
        None,
        description="when members get no letters about discussions, by the clock of each; they "
        "come together afterwards, and clients' letters do not wait; left out, or off: none",
        examples=["20:00-07:00"],
    )
    files_size: Size = Field(
        10 * MEBI,
        description="bytes of files that travel with one letter; larger ones are fetched by a link",
        examples=["10 MiB"],
    )
    files_days: int = Field(
        14, ge=1, le=365, description="how many days the link to files that do not travel works"
    )
    digest_domain: MailDomain | None = Field(
        None,
        description="the domain that digests come from and return to, with an MX record to this "
        "machine; left out: domain",
        examples=["digest.example.com"],
    )
    templates: ExistingFolder | None = Field(
        None, description="a folder whose templates replace ours", examples=["config/templates"]
    )


class Webhooks(Section):
    """Programs elsewhere that are told what happens."""

    private: Hosts = Field(
        (),
        description="hosts, addresses and networks of your own that webhooks may lead to, without "
        "TLS too; all other private addresses are refused",
        examples=[["chat.example.com", "10.0.5.0/24"]],
    )


class Log(Section):
    """What is written to standard error."""

    level: Literal["debug", "info", "warning", "error"] = Field(
        "info", description="debug, info, warning or error"
    )
    format: Literal["text", "json"] = Field(
        "text", description="text for people, json for machines"
    )
