"""What the doctor says of the provider of OpenID Connect."""

from mailbridge.adapters.ways_in.openid import Provider
from mailbridge.adapters.ways_in.provider_line import NoAnswer
from mailbridge.bootstrap import Settings
from mailbridge.domain.told import told
from mailbridge.doors.finding import Finding


async def check_openid(settings: Settings) -> list[Finding]:
    """Findings about the OpenID provider: its discovery document, whether it calls itself as the
    settings do, and its keys; none where no provider is named.
    """
    chosen = settings.openid
    if chosen.issuer is None or chosen.client_id is None or chosen.client_secret is None:
        return []
    secret = chosen.client_secret.get_secret_value()
    provider = Provider(chosen.issuer, chosen.client_id, secret, chosen.name)
    remedy = told("until it is mended nobody signs in by {name}", name=chosen.name)
    try:
        keys = await provider.look()
    except NoAnswer as fault:
        words = told("{issuer}: {fault}", issuer=chosen.issuer, fault=str(fault))
        return [Finding("openid", "fault", words, remedy)]
    finally:
        await provider.close()
    if not keys:
        words = told("{issuer} has no key that can be read", issuer=chosen.issuer)
        return [Finding("openid", "fault", words, remedy)]
    words = told("{issuer} answers, with {number} keys", issuer=chosen.issuer, number=keys)
    return [Finding("openid", "ok", words)]
