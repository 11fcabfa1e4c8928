"""A parsed template, written as a Python function.

Names are settled while writing: what a loop, a `with` or an `include` binds is a local variable,
anything else stands in the context. Templates that are included by name are written into the one
that includes them. Only our own templates come here, never anything a visitor sent.
"""

from __future__ import annotations

import linecache
import operator
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.template import Context, Node, Template, TemplateSyntaxError
from django.template.base import FilterExpression, TextNode, Variable, VariableNode
from django.template.defaulttags import CommentNode, ForNode, IfNode, TemplateLiteral, WithNode
from django.template.loader_tags import IncludeNode
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.utils import translation
from django.utils.safestring import mark_safe

from empathy_xblock.rendering import running
from empathy_xblock.rendering.running import Draw, Vocabulary

#: Operators that hold for any two values, and those that some values refuse.
_PLAIN = {"and", "or", "==", "!=", "is", "is not"}
_REFUSED = {
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
    "in": lambda one, other: one in other,
    "not in": lambda one, other: one not in other,
}

_CONSTANTS = {"True": "True", "False": "False", "None": "None"}


@dataclass(frozen=True)
class _Scope:
    """What names mean at one place: the Python for each that a tag has bound."""

    bound: Mapping[str, str] = field(default_factory=dict)
    alone: bool = False  # an include with `only`: nothing of the context is seen
    within: tuple[str, ...] = ()  # the templates that are being written, outermost first

    def with_names(self, names: Mapping[str, str]) -> _Scope:
        return replace(self, bound={**self.bound, **names})

    def name(self, name: str, missing: str) -> str:
        if name in _CONSTANTS:
            return _CONSTANTS[name]
        if name in self.bound:
            return self.bound[name]
        return missing if self.alone else f"c.get({name!r}, {missing})"

    def context(self, more: Mapping[str, str], *, only: bool) -> str:
        """Return the context of an include whose template is known only when it is drawn."""
        bound = {} if only else self.bound
        pairs = [f"{name!r}: {value}" for name, value in {**bound, **more}.items()]
        return "{" + ", ".join([*([] if only or self.alone else ["**c"]), *pairs]) + "}"


def function(
    name: str, template: Callable[[str], Template], drawing: Callable[[str], Draw]
) -> Draw:
    """Return the function that draws the template of that name.

    `template` finds parsed templates by name, `drawing` those that are drawn by themselves: where
    a template includes itself, or one that only its context names.
    """
    writer = _Writer(template, drawing)
    code = writer.function(name)
    file = f"<drawn by {name}>"
    linecache.cache[file] = (len(code), None, code.splitlines(keepends=True), file)
    names = {**writer.constants, "vocabulary": Vocabulary(writer.said)}
    exec(compile(code, file, "exec"), names)
    return names["draw"]


class _Writer:
    def __init__(self, template: Callable[[str], Template], drawing: Callable[[str], Draw]) -> None:
        self._template = template
        self._lines: list[str] = []
        self._text: list[str] = []
        self._names = 0
        self.said: list[Callable[..., str]] = []
        self.constants: dict[str, Any] = {
            "look": running.look,
            "shown": running.shown,
            "several": running.several,
            "place": running.place,
            "compared": running.compared,
            "filtered": running.filtered,
            "local_time": running.local_time,
            "drawing": drawing,
        }

    def function(self, name: str) -> str:
        """Return the source of a function `draw`."""
        scope = _Scope(within=(name,))
        self._nodes(self._template(name).nodelist, scope, 1)
        self._flush(1)
        head = ["def draw(c):", "    o = []", "    a = o.append", "    w = vocabulary.now()"]
        return "\n".join([*head, *self._lines, "    return ''.join(o)", ""])

    # --- lines ---

    def _line(self, depth: int, line: str) -> None:
        self._flush(depth)
        self._lines.append("    " * depth + line)

    def _flush(self, depth: int) -> None:
        """Write the text that has come together since the last line."""
        text = "".join(self._text)
        self._text.clear()
        if text:
            self._lines.append("    " * depth + f"a({text!r})")

    def _new(self, prefix: str = "v") -> str:
        self._names += 1
        return f"{prefix}{self._names}"

    def _constant(self, value: Any) -> str:
        name = self._new("k")
        self.constants[name] = value
        return name

    # --- expressions ---

    def _variable(self, variable: Variable, scope: _Scope, missing: str) -> str:
        if variable.lookups is None:
            return self._constant(variable.literal)
        first, *rest = variable.lookups
        written = scope.name(first, missing)
        for bit in rest:
            written = f"look({written}, {bit!r}, {missing})"
        return written

    def _expression(self, expression: FilterExpression, scope: _Scope, missing: str = "''") -> str:
        """Return the Python of an expression with its filters; `missing` for what isn't there."""
        if expression.is_var:
            written = self._variable(expression.var, scope, missing)
        else:
            written = self._constant(expression.var)
        for apply, arguments in expression.filters:
            given = [
                self._variable(value, scope, "''") if is_name else self._constant(mark_safe(value))
                for is_name, value in arguments
            ]
            if getattr(apply, "expects_localtime", False):
                written = f"local_time({written})"
            called = ", ".join([self._constant(_escaping(apply)), written, *given])
            keeps = bool(getattr(apply, "is_safe", False))
            written = f"filtered({called}, safe={keeps})"
        return written

    def _condition(self, token: Any, scope: _Scope) -> str:
        if isinstance(token, TemplateLiteral):
            return self._expression(token.value, scope, "None")
        first = self._condition(token.first, scope)
        if token.id == "not":
            return f"(not {first})"
        second = self._condition(token.second, scope)
        if token.id in _PLAIN:
            return f"({first} {token.id} {second})"
        return f"compared({self._constant(_REFUSED[token.id])}, {first}, {second})"

    # --- nodes ---

    def _nodes(self, nodes: Iterable[Node], scope: _Scope, depth: int) -> None:
        for node in nodes:
            if isinstance(node, TextNode):
                self._text.append(node.s)
            elif isinstance(node, CommentNode):
                continue
            elif type(node) in self._KINDS:
                self._KINDS[type(node)](self, node, scope, depth)
            else:
                raise TemplateSyntaxError(f"{node!r} can't be written as Python")

    def _block(self, nodes: Iterable[Node], scope: _Scope, depth: int) -> None:
        """Write what is indented, and at least something."""
        before = len(self._lines)
        self._nodes(nodes, scope, depth)
        self._flush(depth)
        if len(self._lines) == before:
            self._lines.append("    " * depth + "pass")

    def _variable_node(self, node: VariableNode, scope: _Scope, depth: int) -> None:
        self._line(depth, f"a(shown({self._expression(node.filter_expression, scope)}))")

    def _if(self, node: IfNode, scope: _Scope, depth: int) -> None:
        self._flush(depth)
        word = "if"
        for condition, nodes in node.conditions_nodelists:
            if condition is None:
                self._lines.append("    " * depth + "else:")
            else:
                written = self._condition(condition, scope)
                self._lines.append("    " * depth + f"{word} {written}:")
            self._block(nodes, scope, depth + 1)
            word = "elif"

    def _for(self, node: ForNode, scope: _Scope, depth: int) -> None:
        values, at = self._new(), self._new("i")
        found = f"several({self._expression(node.sequence, scope, 'None')})"
        self._line(depth, f"{values} = {found}")
        names = {name: self._new() for name in node.loopvars}
        loop = self._new("f")
        head = len(self._lines)
        inner = scope.with_names({**names, "forloop": loop})
        self._block(node.nodelist_loop, inner, depth + 1)
        items = f"reversed({values})" if node.is_reversed else values
        each = ", ".join(names.values())
        if any(loop in line for line in self._lines[head:]):  # most loops ask nothing of it
            around = scope.bound.get("forloop", "{}")
            line = f"{loop} = place({at}, len({values}), {around})"
            self._lines.insert(head, "    " * (depth + 1) + line)
            items, each = (
                f"enumerate({items})",
                f"{at}, ({each})" if len(names) > 1 else (f"{at}, {each}"),
            )
        self._lines.insert(head, "    " * depth + f"for {each} in {items}:")
        if node.nodelist_empty:
            self._lines.append("    " * depth + f"if not {values}:")
            self._block(node.nodelist_empty, scope, depth + 1)

    def _bind(self, values: Mapping[str, Any], scope: _Scope, depth: int) -> dict[str, str]:
        """Write an assignment for each, seen from `scope`; return the names they have now."""
        names = {}
        for name, value in values.items():
            names[name] = self._new()
            self._line(depth, f"{names[name]} = {self._expression(value, scope)}")
        return names

    def _with(self, node: WithNode, scope: _Scope, depth: int) -> None:
        names = self._bind(node.extra_context, scope, depth)
        self._nodes(node.nodelist, scope.with_names(names), depth)

    def _include(self, node: IncludeNode, scope: _Scope, depth: int) -> None:
        names = self._bind(node.extra_context, scope, depth)
        known = None if node.template.is_var else str(node.template.var)
        if node.template.is_var and node.template.var.literal is not None:
            known = str(node.template.var.literal)
        if known is None or known in scope.within:
            which = self._expression(node.template, scope) if known is None else repr(known)
            context = scope.context(names, only=node.isolated_context)
            self._line(depth, f"a(drawing({which})({context}))")
            return
        inner = _Scope(alone=True) if node.isolated_context else scope
        inner = replace(inner.with_names(names), within=(*scope.within, known))
        self._nodes(self._template(known).nodelist, inner, depth)

    def _translate(self, node: TranslateNode, scope: _Scope, depth: int) -> None:
        literal = node.filter_expression.var.literal
        if literal is None or node.filter_expression.filters or node.asvar:
            raise TemplateSyntaxError(f"more than a text to translate: {node.filter_expression}")
        self.said.append(lambda: str(node.render(Context())))
        self._line(depth, f"a(w[{len(self.said) - 1}])")

    def _block_translate(self, node: BlockTranslateNode, scope: _Scope, depth: int) -> None:
        if node.asvar:
            raise TemplateSyntaxError(f"a text that is kept under a name: {node!r}")
        names = self._bind(node.extra_context, scope, depth)
        text, places = node.render_token_list(node.singular)
        about = node.message_context.resolve(Context()) if node.message_context else None
        at = len(self.said)
        if node.plural:
            count = self._new()
            self._line(depth, f"{count} = {self._expression(node.counter, scope)}")
            names[node.countervar] = count
            several, more = node.render_token_list(node.plural)
            places += more
            self.said.append(_counted(about, text, several))
        else:
            self.said.append(_said(about, text))
        inner = scope.with_names(names)
        pairs = (f"{one!r}: shown({inner.name(one, repr(''))})" for one in dict.fromkeys(places))
        values = "{" + ", ".join(pairs) + "}"
        if node.plural:
            self._line(depth, f"a(w.counted_and_filled({at}, {count}, {values}))")
        else:
            self._line(depth, f"a(w.filled({at}, {values}))")

    _KINDS: Mapping[type, Callable[..., None]] = {
        VariableNode: _variable_node,
        IfNode: _if,
        ForNode: _for,
        WithNode: _with,
        IncludeNode: _include,
        TranslateNode: _translate,
        BlockTranslateNode: _block_translate,
    }


def _escaping(apply: Callable[..., Any]) -> Callable[..., Any]:
    """Return a filter that is told to escape, if it asks."""
    if not getattr(apply, "needs_autoescape", False):
        return apply
    return lambda value, *given: apply(value, *given, autoescape=True)


def _said(about: str | None, text: str) -> Callable[[], str]:
    if about:
        return lambda: str(translation.pgettext(about, text))
    return lambda: str(translation.gettext(text))


def _counted(about: str | None, text: str, several: str) -> Callable[[Any], str]:
    if about:
        return lambda count: str(translation.npgettext(about, text, several, count))
    return lambda count: str(translation.ngettext(text, several, count))
