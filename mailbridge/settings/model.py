"""Every setting: its name, kind, default, meaning, and an example of what would be right."""

from collections.abc import Iterator
from pathlib import Path

from pydantic import Field
from pydantic.fields import FieldInfo

from mailbridge.settings.floods import Floods
from mailbridge.settings.keeping import Retention
from mailbridge.settings.openid import OpenId
from mailbridge.settings.places import Tcp
from mailbridge.settings.sections import (
    Authentication,
    Letters,
    Lmtp,
    Log,
    Relay,
    Section,
    Smtp,
    Web,
    Webhooks,
    Worker,
)
from mailbridge.settings.values import (
    BlobsUrl,
    Folder,
    MailDomain,
    MailDomains,
    SecretKey,
    StoreUrl,
    WebUrl,
)


class Settings(Section):
    data_dir: Folder = Field(
        Path("./data"), description="the SQLite file, large messages and keys live here"
    )
    database_url: StoreUrl | None = Field(
        None,
        description="where everything is kept; left out: an SQLite file in data_dir",
        examples=["postgresql+asyncpg://mailbridge:password@localhost/mailbridge"],
    )
    blobs_url: BlobsUrl | None = Field(
        None,
        description=(
            "a bucket of S3-compatible storage for large messages, its keys in the environment; "
            "left out: files in data_dir"
        ),
        examples=["s3://mailbridge/large"],
    )
    domain: MailDomain = Field(
        "localhost", description="domain of the project addresses", examples=["mail.example.com"]
    )
    domains: MailDomains = Field(
        (), description="more domains that are ours", examples=[["old.example.com"]]
    )
    public_url: WebUrl | None = Field(
        None,
        description="base of every link in a letter; left out: from web.listen",
        examples=["https://mail.example.com"],
    )
    agency: str = Field(
        "mailbridge",
        min_length=1,
        max_length=100,
        description="how letters name your agency",
        examples=["Studio North"],
    )
    secret_key: SecretKey | None = Field(
        None,
        description=(
            "signs reply addresses and links; left out: made once and kept in data_dir/secret_keys"
        ),
        examples=["32 or more random characters, of your own"],
    )
    ntp_server: str = Field(
        "pool.ntp.org",
        pattern=r"^([A-Za-z0-9.-]+(:[0-9]{1,5})?)?$",
        description="the time server that `mailbridge doctor` compares the clock with; empty: none",
        examples=["ntp.example.com"],
    )
    smtp: Smtp = Smtp()
    lmtp: Lmtp = Lmtp()
    web: Web = Web()
    openid: OpenId = OpenId()
    relay: Relay = Relay()
    worker: Worker = Worker()
    authentication: Authentication = Authentication()
    letters: Letters = Letters()
    retention: Retention = Retention()
    floods: Floods = Floods()
    webhooks: Webhooks = Webhooks()
    log: Log = Log()

    @property
    def store_url(self) -> str:
        """Where the database is: `database_url`, else SQLite in data_dir."""
        return self.database_url or f"sqlite:///{self.data_dir / 'mailbridge.sqlite'}"

    @property
    def base_url(self) -> str:
        """`public_url`, or where the web listens; without a slash at the end."""
        if self.public_url:
            return self.public_url
        everywhere = self.web.listen.host in ("0.0.0.0", "::")  # noqa: S104 - compared with, not bound to
        return f"http://{Tcp(self.domain, self.web.listen.port) if everywhere else self.web.listen}"


def sections() -> dict[str, type[Section]]:
    """The tables of the file: name -> its settings."""
    fields = {name: field.annotation for name, field in Settings.model_fields.items()}
    return {
        name: kind
        for name, kind in fields.items()
        if isinstance(kind, type) and issubclass(kind, Section)
    }


def every_setting() -> Iterator[tuple[str, FieldInfo]]:
    """Each setting by its dotted name."""
    tables = sections()
    for name, field in Settings.model_fields.items():
        if name in tables:
            yield from (
                (f"{name}.{inner}", one) for inner, one in tables[name].model_fields.items()
            )
        else:
            yield name, field
