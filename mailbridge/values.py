"""Values: dataclasses that nobody changes once they are made, and copies of them with a few fields
changed. A message makes some hundreds on its way, several with forty fields.

For the type checker both are those of the standard library, so it is the checker that forbids to
change a field of a frozen one. When the program runs, a frozen dataclass is a plain one that can be
hashed: making it costs a third, for its fields are set without asking whether they may be.
"""

from collections.abc import Callable
from dataclasses import dataclass as _plain
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any


def _value(*, frozen: bool = False, slots: bool = False) -> Callable[[type], type]:
    """The decorator: `@dataclass(frozen=True, slots=True)`."""
    return _plain(unsafe_hash=frozen, slots=slots)


@cache
def _reader(kind: Any) -> tuple[Callable[[Any], tuple[Any, ...]], frozenset[str]]:
    """How all fields of a dataclass are read at once, and their names."""
    names = [field.name for field in fields(kind)]
    read = attrgetter(*names)
    return (read if len(names) > 1 else lambda value: (read(value),)), frozenset(names)


def _changed(value: Any, /, **changes: Any) -> Any:
    """A copy with these fields changed, of a dataclass whose fields are all given to it."""
    kind: Any = type(value)
    read, names = _reader(kind)
    made = kind(*read(value))
    for name, changed in changes.items():
        if name not in names:
            raise TypeError(f"{kind.__name__} has no field {name}")
        object.__setattr__(made, name, changed)
    return made


if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
    from dataclasses import replace as replace
else:
    dataclass, replace = _value, _changed
