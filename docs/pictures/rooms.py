"""Draws docs/pictures/rooms.svg: which room imports from which, counted from the code.

Run it as `python docs/pictures/rooms.py`. Rows import, columns are imported; rooms stand in the
order of their floors, the uppermost first, so that an import downwards is a mark above the
diagonal and one upwards would stand below it. The number is how many modules are imported.
"""

from collections import Counter
from html import escape
from pathlib import Path

import grimp

FLOORS = ("doors", "bootstrap", "services", "store", "adapters", "steps", "domain")
CELL, LEFT, TOP = 19, 190, 190  # pixels
GROUND = {
    f"mailbridge.services.{name}" for name in ("container", "refusal", "access", "checked_address")
}


def room_of(module: str) -> str:
    """`mailbridge.steps.reading.mime.parse` stands in `steps.reading.mime`.

    The files that lie flat among the services are two rooms in the contracts: what each service
    needs, and one file for a noun.
    """
    if module in GROUND:
        return "services.ground"
    return ".".join(module.removeprefix("mailbridge.").split(".")[:-1])


def counted() -> tuple[list[str], Counter[tuple[str, str]]]:
    """The rooms in their order, and how many imports go from one to another."""
    graph = grimp.build_graph("mailbridge", cache_dir=None)
    modules = [one for one in graph.modules if one.split(".")[1:2] and _stands_on_a_floor(one)]
    pairs = Counter(
        (room_of(module), room_of(imported))
        for module in modules
        for imported in graph.find_modules_directly_imported_by(module)
        if imported.startswith("mailbridge.") and _stands_on_a_floor(imported)
    )
    rooms = {room_of(one) for one in modules if not graph.find_children(one)} - {""}
    return [room for floor in FLOORS for room in _from_above(floor, rooms, pairs)], pairs


def _from_above(floor: str, rooms: set[str], pairs: Counter[tuple[str, str]]) -> list[str]:
    """The rooms of a floor: each time, of those left over, one that none of them imports, else the
    one that imports most of them and is imported least.
    """
    left, ordered = {room for room in rooms if room.split(".")[0] == floor}, list[str]()
    while left:
        up = {room: sum(pairs[other, room] for other in left - {room}) for room in left}
        down = {room: sum(pairs[room, other] for other in left - {room}) for room in left}
        ordered.append(min(left, key=lambda one: (up[one] > 0, up[one] - down[one], one)))
        left.remove(ordered[-1])
    return ordered


def _stands_on_a_floor(module: str) -> bool:
    return module.split(".")[1] in FLOORS and module.count(".") > 1


def drawn(rooms: list[str], pairs: Counter[tuple[str, str]]) -> str:
    """The matrix as SVG."""
    side = CELL * len(rooms)
    rows = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{LEFT + side + 60}" '
            f'height="{TOP + side + 10}" font-family="system-ui, sans-serif" font-size="11">'
        ),
        '<rect width="100%" height="100%" fill="#fff"/>',
    ]
    for at, room in enumerate(rooms):
        middle = at * CELL + CELL / 2 + 4
        name = escape(room.replace("steps.", "").replace(".", " / "))
        floor = room.split(".")[0]
        band = "#f4f1ea" if FLOORS.index(floor) % 2 else "#fff"
        rows += [
            (
                f'<rect x="0" y="{TOP + at * CELL}" width="{LEFT + side}" height="{CELL}" '
                f'fill="{band}"/>'
            ),
            f'<text x="{LEFT - 8}" y="{TOP + middle}" text-anchor="end" fill="#333">{name}</text>',
            (
                f'<text transform="translate({LEFT + middle},{TOP - 8}) rotate(-60)" fill="#333">'
                f"{name}</text>"
            ),
        ]
    for row, importing in enumerate(rooms):
        for column, imported in enumerate(rooms):
            rows += _mark(row, column, pairs[importing, imported])
    return "\n".join([*rows, "</svg>", ""])


def _mark(row: int, column: int, count: int) -> list[str]:
    x, y = LEFT + column * CELL, TOP + row * CELL
    if not count:
        return []
    colour = "#d9d3c7" if row == column else "#2f6f4f" if column > row else "#b3261e"
    ink = "#333" if row == column else "#fff"
    return [
        (
            f'<rect x="{x + 1}" y="{y + 1}" width="{CELL - 2}" height="{CELL - 2}" rx="3" '
            f'fill="{colour}"/>'
        ),
        (
            f'<text x="{x + CELL / 2}" y="{y + CELL / 2 + 4}" text-anchor="middle" font-size="9" '
            f'fill="{ink}">{count}</text>'
        ),
    ]


def main() -> None:
    rooms, pairs = counted()
    (Path(__file__).parent / "rooms.svg").write_text(drawn(rooms, pairs), "utf-8")
    inside = sum(count for (one, other), count in pairs.items() if one == other)
    print(f"{len(rooms)} rooms, {sum(pairs.values())} imports, {inside} of them within a room")


if __name__ == "__main__":
    main()
