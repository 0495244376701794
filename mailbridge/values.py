"""Values: dataclasses that nobody changes once they are made, and copies of them with a few fields
changed. A message makes some hundreds on its way, several with forty fields.

For the type checker both are those of the standard library, so it is the checker that forbids to
change a field of a frozen one. When the program runs, a frozen dataclass is a plain one that can be
hashed: making it costs a third, for its fields are set without asking whether they may be. How it
is written for people and compared is not compiled for each class: a command loads a hundred of
them.
"""

from collections.abc import Callable
from dataclasses import dataclass as _plain
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any


def _value(*, frozen: bool = False, slots: bool = False) -> Callable[[type], type]:
    """The decorator: `@dataclass(frozen=True, slots=True)`."""
    dataclass_of = _plain(eq=False, slots=slots, repr=False)

    def made(kind: Any) -> type:
        kind.__doc__ = kind.__doc__ or kind.__name__  # else its signature is looked up and written
        if "__repr__" not in kind.__dict__:
            kind.__repr__ = _written
        kind.__eq__, kind.__hash__ = _is_same, _hash if frozen else None
        return dataclass_of(kind)

    return made


def _written(value: Any) -> str:
    shown = (f"{one.name}={getattr(value, one.name)!r}" for one in fields(value) if one.repr)
    return f"{type(value).__qualname__}({', '.join(shown)})"


def _is_same(value: Any, other: Any) -> Any:
    if type(other) is not type(value):
        return NotImplemented
    kind: Any = type(value)
    read = _identity(kind)
    return read(value) == read(other)


def _hash(value: Any) -> int:
    kind: Any = type(value)
    return hash(_identity(kind)(value))


@cache
def _identity(kind: Any) -> Callable[[Any], Any]:
    """How the fields of a dataclass are read at once that tell two of its values apart."""
    names = [field.name for field in fields(kind) if field.compare]
    return attrgetter(*names) if names else lambda value: ()


@cache
def _reader(kind: Any) -> tuple[Callable[[Any], tuple[Any, ...]], dict[str, int]]:
    """How all fields of a dataclass are read at once, and the place of each."""
    names = [field.name for field in fields(kind)]
    read = attrgetter(*names)
    return (read if len(names) > 1 else lambda value: (read(value),)), {
        name: place for place, name in enumerate(names)
    }


def _changed(value: Any, /, **changes: Any) -> Any:
    """A copy with these fields changed, of a dataclass whose fields are all given to it."""
    kind: Any = type(value)
    read, places = _reader(kind)
    values = [*read(value)]
    for name, changed in changes.items():
        if name not in places:
            raise TypeError(f"{kind.__name__} has no field {name}")
        values[places[name]] = changed
    return kind(*values)


if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
    from dataclasses import replace as replace
else:
    dataclass, replace = _value, _changed
