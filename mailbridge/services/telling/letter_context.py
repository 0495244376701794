"""What the letters' services share: the letterhead, and what an occasion needs besides the store's
facts.
"""

from mailbridge.domain.occasion import Occasion
from mailbridge.services.container import Container
from mailbridge.steps.telling.letter_parts.letterhead import Letterhead
from mailbridge.steps.telling.recipients import is_ours
from mailbridge.values import replace


def letterhead(container: Container) -> Letterhead:
    """What all letters bear of the installation: its name, addresses and keys."""
    return Letterhead(
        container.agency,
        container.domain,
        container.domains,
        container.public_url,
        container.keys[0],
        container.words,
        container.digest_domain or "",
        container.limits.letter_files,
        container.files_live,
    )


def with_own_addresses(occasion: Occasion, container: Container) -> Occasion:
    """Mark the people whose address leads back to us."""
    people = [*(participant.person for participant in occasion.participants), *occasion.members]
    own = {
        address
        for person in people
        for address in person.addresses
        if is_ours(address, container.domains, container.keys)
    }
    return replace(occasion, own_addresses=occasion.own_addresses | own) if own else occasion
