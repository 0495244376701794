"""Changes that mutmut makes and that are no faults: kinds of them, each with its reason.

- The words of `told("…")`: which words are said is decided by the code and remains a fault when it
  is dropped; how they read is the catalogue's, and tests/rules look for each of them there.
- Upper and lower case of a header field's name, and of a codec's: neither has any (RFC 5322 section
  1.2.2, codecs.lookup).
- `strict=True` of `zip`: an assertion of what the lines before made sure of.
"""

import libcst as cst
import libcst.matchers as m
from mutmut.mutation.file_mutation import Mutation

WORDS = m.Call(func=m.Name("told") | m.Name("Told"))
NAMES_WITHOUT_CASE = m.Call(
    func=m.Attribute(attr=m.OneOf(*map(m.Name, ("header", "header_all", "encode", "decode"))))
)
ZIP = m.Call(func=m.Name("zip"))


class NotFaults(cst.CSTVisitor):
    """The places in a module where changes of a kind are none."""

    def __init__(self) -> None:
        super().__init__()
        self.words: set[int] = set()
        self.without_case: set[int] = set()
        self.asserted: set[int] = set()

    def visit_Call(self, node: cst.Call) -> None:  # noqa: N802 - libcst calls it so
        texts = {id(one.value) for one in node.args if m.matches(one.value, m.SimpleString())}
        if m.matches(node, WORDS):
            self.words |= texts
        elif m.matches(node, NAMES_WITHOUT_CASE):
            self.without_case |= texts
        elif m.matches(node, ZIP):
            self.asserted.add(id(node))
            self.asserted |= {
                id(one.value) for one in node.args if one.keyword and one.keyword.value == "strict"
            }

    def has(self, change: Mutation) -> bool:
        """Whether the change is one of those."""
        place = id(change.original_node)
        if place in self.words:
            return True
        if place in self.without_case:
            return _text(change.original_node) == _text(change.mutated_node)
        return place in self.asserted and _keeps_the_rest(change)


def not_faults(module: cst.Module) -> NotFaults:
    """Where this module may be changed without a fault."""
    found = NotFaults()
    module.visit(found)
    return found


def _text(node: cst.CSTNode) -> str:
    return cst.ensure_type(node, cst.SimpleString).value.lower()


def _keeps_the_rest(change: Mutation) -> bool:
    """It touches `strict` alone."""
    if not isinstance(change.mutated_node, cst.Call):
        return True
    before = cst.ensure_type(change.original_node, cst.Call).args
    kept = [one.value for one in change.mutated_node.args]
    return all(
        any(one.value is each for each in kept)
        for one in before
        if one.keyword is None or one.keyword.value != "strict"
    )
