"""Our own templates of letters as Python: what the sandbox asks each time that a field is read or a
function is called is asked once, when a template is compiled.
"""

from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.visitor import NodeTransformer

TABLES = ("details",)  # fields whose values have keys, where others have fields
ATTRIBUTE = "attribute"  # the filter that writes an attribute's value
GUARDED = ("format", "format_map")  # of texts: they could read what a template may not


class StraightCode(CodeGenerator):
    """Python that reads fields and calls functions straight away, with what a template includes in
    its place. The sandbox is asked, as always, for keys of TABLES, for names that begin with "_",
    and for GUARDED. What HTML shows goes through `shown` of the environment, but for the values of
    attributes.
    """

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802
        """The whole template, with what it includes."""
        whole = _Included(self.environment).visit(node)
        whole.set_environment(self.environment)
        super().visit_Template(whole, frame)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """A field: read straight away, where the sandbox has nothing to say."""
        if not _is_field(node):
            super().visit_Getattr(node, frame)
            return
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        """A function or macro with what it is given: called straight away."""
        if forward_caller or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for given in (*node.args, *node.kwargs):
            self.visit(given, frame)
            self.write(", ")
        self.write(")")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if isinstance(node, nodes.Filter) and node.name == ATTRIBUTE:
            self.write("(")
        elif frame.eval_ctx.autoescape:
            self.write("environment.shown(")
        else:
            super()._output_child_pre(node, frame, finalize)


def _is_field(node: nodes.Getattr) -> bool:
    of_table = isinstance(node.node, nodes.Getattr) and node.node.attr in TABLES
    return not (of_table or node.attr.startswith("_") or node.attr in GUARDED)


class _Included(NodeTransformer):
    """Puts what a template includes in the place where it says so."""

    def __init__(self, environment: Any) -> None:
        self._environment = environment

    def visit_Include(self, node: nodes.Include) -> nodes.Node:  # noqa: N802
        """What is included, in a scope of its own."""
        name = node.template.as_const()
        source, *_ = self._environment.loader.get_source(self._environment, name)
        body = self._environment.parse(source, name).body
        return nodes.Scope([self.visit(one) for one in body], lineno=node.lineno)
