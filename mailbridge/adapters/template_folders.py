"""Where templates lie: beside the code in a checkout, inside the package when it is installed; an
admin's own come first.
"""

from collections.abc import Sequence
from pathlib import Path

import mailbridge

_PACKAGE = Path(mailbridge.__file__).parent


def folders(kind: str, overrides: Sequence[Path] = ()) -> list[Path]:
    """The folders to look in for templates of a kind ("mail", "web"), in order. FileNotFoundError:
    there are none at all.
    """
    own = [override / kind for override in overrides if (override / kind).is_dir()]
    shipped = [
        place / kind
        for place in (_PACKAGE / "_templates", _PACKAGE.parent / "templates")
        if (place / kind).is_dir()
    ]
    if not shipped:
        raise FileNotFoundError(f"the {kind} templates are missing beside {_PACKAGE}")
    return [*own, shipped[0]]
