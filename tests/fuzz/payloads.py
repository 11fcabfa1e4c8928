"""What a browser might send, a broken one, and somebody who tries things.

Drawn along the schema of each request: mostly of the kind that a field takes, often with what is
really kept under the names that are really there, and now and then anything at all.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from pydantic import BaseModel

Known = Mapping[str, SearchStrategy[Any]]

#: Every kind of character, lone surrogates among them.
ANY_TEXT = st.text(st.characters(), max_size=60) | st.text(
    st.characters(categories=["Cs", "Cc", "Mn", "Lu"]), max_size=12
)

_SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-3, 12)
    | st.sampled_from([2**31, 2**63, -(2**63) - 1, 10**30])
    | st.floats()
    | ANY_TEXT
    | st.sampled_from(["", "x" * 300, "x" * 41_000, "../..", "' OR 1=1 --", "<script>", "\x00"])
)
JUNK = st.recursive(
    _SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(ANY_TEXT, inner, max_size=4),
    max_leaves=8,
)


def _string(node: Mapping[str, Any]) -> SearchStrategy[Any]:
    if "enum" in node:
        return st.sampled_from(node["enum"])
    if "pattern" in node:
        return st.from_regex(node["pattern"], fullmatch=True).map(lambda text: text[:300])
    return ANY_TEXT


def _number(node: Mapping[str, Any]) -> SearchStrategy[Any]:
    low, high = node.get("minimum", -10), node.get("maximum", 10_000)
    edges = st.sampled_from([low, low - 1, high, high + 1])
    whole = st.integers(int(low), min(int(high), int(low) + 6))
    if node["type"] == "integer":
        return whole | edges
    return whole | edges | st.floats(low, high)


def _list(node: Mapping[str, Any], name: str, known: Known, defs: Any) -> SearchStrategy[Any]:
    if "prefixItems" in node:
        return st.tuples(*(_value(one, name, known, defs) for one in node["prefixItems"])).map(list)
    return st.lists(_value(node.get("items", {}), name, known, defs), max_size=5)


def _object(node: Mapping[str, Any], known: Known, defs: Any) -> SearchStrategy[Any]:
    if "properties" in node or node.get("additionalProperties") is False:
        fields = {
            name: _value(one, name, known, defs) for name, one in node.get("properties", {}).items()
        }
        required = {name: fields[name] for name in node.get("required", ())}
        optional = {name: one for name, one in fields.items() if name not in required}
        whole = st.fixed_dictionaries(required, optional=optional)
        partly = st.fixed_dictionaries({}, optional=fields)
        more = st.builds(lambda one, two: {**one, **two}, whole, st.dictionaries(ANY_TEXT, JUNK))
        return st.one_of(whole, whole, whole, whole, partly, more)
    inner = node.get("additionalProperties") or next(iter(node["patternProperties"].values()))
    return st.dictionaries(
        known.get("key", ANY_TEXT) | ANY_TEXT, _value(inner, "", known, defs), max_size=6
    )


def _plain(node: Mapping[str, Any], name: str, known: Known, defs: Any) -> SearchStrategy[Any]:
    if "$ref" in node:
        return _value(defs[node["$ref"].rsplit("/", 1)[1]], name, known, defs)
    if "anyOf" in node:
        return st.one_of(*(_value(one, name, known, defs) for one in node["anyOf"]))
    if "const" in node:
        return st.just(node["const"])
    match node.get("type"):
        case "string":
            return _string(node)
        case "integer" | "number":
            return _number(node)
        case "boolean":
            return st.booleans()
        case "null":
            return st.none()
        case "array":
            return _list(node, name, known, defs)
        case "object":
            return _object(node, known, defs)
    return JUNK


def _value(node: Mapping[str, Any], name: str, known: Known, defs: Any) -> SearchStrategy[Any]:
    plain = _plain(node, name, known, defs)
    likely = [known[name]] * 6 if name in known else [plain] * 3
    return st.one_of(*likely, plain, plain, JUNK)


def near(schema: type[BaseModel], known: Known) -> SearchStrategy[Any]:
    """Return payloads near a schema. `known` are good values by the name of the field."""
    found = schema.model_json_schema()
    return _object(found, known, found.get("$defs", {}))


def well_meant(
    schema: type[BaseModel], known: Known, good: SearchStrategy[Any] | None = None
) -> SearchStrategy[bytes]:
    """Return bodies that the handler should take: `good` ones, or else such as are near enough."""
    payloads = near(schema, known) if good is None else good
    return payloads.map(lambda payload: json.dumps(payload).encode())


def bodies(
    schema: type[BaseModel], known: Known, good: SearchStrategy[Any] | None = None
) -> SearchStrategy[bytes]:
    """Return bodies of requests: mostly JSON near the schema, also other JSON, and any bytes.

    `good` are payloads that the handler should take as they are.
    """
    some = near(schema, known)
    # `some` is one of many itself, and each of them weighs as much as `good` does.
    right = (st.one_of(some, *[good] * 4) if good is not None else some).map(
        lambda payload: json.dumps(payload).encode()
    )
    other = JUNK.map(lambda payload: json.dumps(payload).encode())
    nested = st.integers(1, 3000).map(lambda depth: b"[" * depth + b"]" * (depth % 7))
    cut = st.builds(lambda body, end: body[:end], right, st.integers(0, 200))
    raw = right.map(lambda body: body.decode().encode("utf-16"))
    return st.one_of(*[right] * 12, other, cut, nested, raw, st.binary(max_size=300))
