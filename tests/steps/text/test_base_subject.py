"""Base subjects."""

import pytest

from mailbridge.steps.text.base_subject import base_subject


@pytest.mark.parametrize(
    ("subject", "base"),
    [
        ("Re: Logo", "Logo"), ((
            "RE: re: Re[5]: Logo"
        ), "Logo"), ("Re(2): Logo", "Logo"), ("Re^3: Logo", "Logo"), ("Fwd: Logo", "Logo"),
        ("FW: WG: AW: Logo", "Logo"), ((
            "Antw: SV: VS: Logo"
        ), "Logo"), ("Отв: Логотип", "Логотип"), ((
            "RE: Пересл: Логотип"
        ), "Логотип"),
        ("回复：方案", "方案"), ("答复: 转发: 方案", "方案"), ((
            "[EXTERNAL] Re: Logo"
        ), "Logo"), ("Re: [EXT] Logo", "Logo"),
        ((
            "***SPAM*** Re: Logo"
        ), "Logo"), ("[Fwd: Logo]", "Logo"), ("Logo (fwd)", "Logo"), ((
            "  Re :  Logo   now "
        ), "Logo now"),
        ("[bloom] Logo", "[bloom] Logo"), ("Note: Logo", "Note: Logo"), ((
            "Срочно: логотип"
        ), "Срочно: логотип"), ("Re:", ""), ("", ""),
        ("12:30 call", "12:30 call"), ((
            "RES: Contrato"
        ), "Contrato"), ("Odp: Umowa", "Umowa"), ("Y: Toplantı", "Y: Toplantı"),
        ("Réf. : Logo", "Logo"), ("Ynt: İlt: Logo", "Logo"), ("Betr: Antw: Logo", "Logo"),
        ("(EXT) AW: Logo", "Logo"), ("[!! EXTERNAL !!] Re: Logo", "Logo"),
        ("{Disarmed} Re: Logo", "Logo"), ("*** Bulk *** Re: Logo", "Logo"),
        ("[list] Re: Logo", "[list] Logo"),
        ("[Plan] Bau: Logo", "[Plan] Bau: Logo"),
    ],
)  # fmt: skip
def test_prefixes_and_tags_fall_away(subject: str, base: str) -> None:
    """Reply and forward prefixes of any language and gateway tags go; words of the author stay."""
    assert base == base_subject(subject)
