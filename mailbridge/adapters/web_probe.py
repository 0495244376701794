"""Asks a web address whether a mailbridge answers there."""

import asyncio

import httpx2

TIMEOUT = 8.0  # seconds for all of it
ALIVE = b"alive"  # what /healthz says


async def is_alive(url: str) -> bool:
    """Whether the site at this address says that it is a mailbridge; redirects are not followed.
    Raises OSError, with words for a person, where there is no answer.
    """
    try:
        async with (
            asyncio.timeout(TIMEOUT),
            httpx2.AsyncClient(trust_env=False) as client,
            client.stream("GET", f"{url}/healthz", follow_redirects=False) as answer,
        ):
            piece = await anext(answer.aiter_bytes(len(ALIVE)), b"")
            return answer.status_code == 200 and piece == ALIVE
    except TimeoutError:
        raise OSError(f"no answer within {TIMEOUT:.0f} seconds") from None
    except (httpx2.HTTPError, httpx2.InvalidURL, ValueError) as fault:
        raise OSError(str(fault) or type(fault).__name__) from None
