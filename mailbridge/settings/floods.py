"""How much mail is taken in an hour."""

from pydantic import Field

from mailbridge.settings.sections import MEBI, Section
from mailbridge.settings.values import Size


class Floods(Section):
    """How many messages and bytes are taken in an hour; what comes beyond gets 451 4.7.1, and the
    peer tries again later.
    """

    author_per_hour: int = Field(
        100,
        ge=0,
        description="of one author from one network; 0 for no cap. An author whom a project allows "
        "has none",
    )
    reader_per_hour: int = Field(
        300, ge=0, description="to the reply addresses of one person; 0 for no cap"
    )
    known_per_hour: int = Field(
        20,
        ge=0,
        description="of a person we know, when others have used up what is shared; all of "
        "author_per_hour from a network where their mail was proven",
    )
    network_per_hour: int = Field(
        1000, ge=0, description="from one /24 of IPv4 or /64 of IPv6; 0 for no cap"
    )
    alias_per_hour: int = Field(1000, ge=0, description="through one alias; 0 for no cap")
    project_per_hour: int = Field(1000, ge=0, description="to one project; 0 for no cap")
    network_bytes_per_hour: Size = Field(
        1024 * MEBI, description="from one network", examples=["1024 MiB"]
    )
    alias_bytes_per_hour: Size = Field(
        2048 * MEBI, description="through one alias", examples=["2048 MiB"]
    )
    project_bytes_per_hour: Size = Field(
        2048 * MEBI, description="to one project", examples=["2048 MiB"]
    )
    bytes_per_day: Size = Field(
        20480 * MEBI,
        description="of all mail in a day (UTC)",
        examples=["20480 MiB"],
    )
    local_peers: bool = Field(
        False,
        description=(
            "count mail from this machine, too: for a mail server beside us that passes "
            "the world's mail on"
        ),
    )
