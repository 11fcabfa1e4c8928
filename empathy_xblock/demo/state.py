"""Field storage that reads a row once and writes it once, like the platform's.

The workbench keeps all fields of a (scope, block, user) in one row of JSON. Its own store asks
the database for that row at each access to a field; this one keeps what it has read for the life
of a runtime, which is one request.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from functools import partial
from typing import Any, NamedTuple

from django.db.models import F
from workbench.models import XBlockState, shorten_scope_name
from xblock.fields import Scope
from xblock.runtime import KeyValueStore, KvsFieldData

from empathy_xblock.records.locking import in_one_go

Fields = dict[str, Any]


class Row(NamedTuple):
    """What finds a row of the workbench's table."""

    scope: str
    scope_id: str | None
    user_id: str | None
    scenario: str | None
    tag: str | None


def row_of(key: KeyValueStore.Key) -> Row:
    """Return the row in which the workbench keeps that field."""
    scope = key.scope if key.scope in (Scope.parent, Scope.children) else key.scope.block
    name = shorten_scope_name(scope.attr_name)
    if name in ("type", "all"):
        return Row(name, key.block_scope_id, key.user_id, None, key.block_scope_id)
    scenario, tag, _ = key.block_scope_id.split(".", 2)
    return Row(name, key.block_scope_id, key.user_id, scenario, tag)


class RowStore(KeyValueStore):
    """The store of one request."""

    def __init__(self) -> None:
        self._rows: dict[Row, Fields] = {}
        self._read: set[tuple[str | None, str | None]] = set()  # of what an author wrote

    def _fields(self, row: Row) -> Fields:
        if row.user_id is None and row.scenario and (row.scenario, row.tag) not in self._read:
            self._read_authored(row)
        if row.user_id is None and row.scenario:
            return self._rows.setdefault(row, {})
        if row not in self._rows:
            state = XBlockState.objects.filter(**row._asdict()).order_by("pk")
            self._rows[row] = json.loads(state.values_list("state", flat=True).first() or "{}")
        return self._rows[row]

    def _read_authored(self, row: Row) -> None:
        """Read what an author wrote in one go, settings and content: platforms have it together."""
        same = {"scenario": row.scenario, "tag": row.tag, "user_id": None}
        self._read.add((row.scenario, row.tag))
        found = XBlockState.objects.filter(**same).order_by("pk")
        for *key, state in found.values_list(*Row._fields, "state"):
            self._rows.setdefault(Row(*key), json.loads(state or "{}"))

    def get(self, key: KeyValueStore.Key) -> Any:
        """Return the value; KeyError if it was never set."""
        return self._fields(row_of(key))[key.field_name]

    def has(self, key: KeyValueStore.Key) -> bool:
        """Tell whether the field was set."""
        return key.field_name in self._fields(row_of(key))

    def set(self, key: KeyValueStore.Key, value: Any) -> None:
        """Write one field."""
        self.set_many({key: value})

    def set_many(self, update_dict: Mapping[KeyValueStore.Key, Any]) -> None:
        """Write fields, each row once."""
        by_row: dict[Row, Fields] = defaultdict(dict)
        for key, value in update_dict.items():
            by_row[row_of(key)][key.field_name] = value

        def write() -> None:
            for row, values in by_row.items():
                self._write(row, values, removed=())

        in_one_go(write)

    def delete(self, key: KeyValueStore.Key) -> None:
        """Forget the field; KeyError if it was never set."""
        row = row_of(key)
        if key.field_name not in self._fields(row):
            raise KeyError(key.field_name)
        in_one_go(partial(self._write, row, {}, removed=(key.field_name,)))

    def _write(self, row: Row, values: Fields, removed: tuple[str, ...]) -> None:
        """Change these fields in what the row holds now, not in what was read before."""
        rows = XBlockState.objects.filter(**row._asdict())
        # An update comes first because it takes the write lock on every database.
        if not rows.update(state=F("state")):
            XBlockState.objects.create(**row._asdict())
        record = rows.select_for_update().order_by("pk")[0]
        fields = {**json.loads(record.state), **values}
        for name in removed:
            fields.pop(name, None)
        record.state = json.dumps(fields, indent=2, sort_keys=True)
        record.save(update_fields=["state"])
        self._rows[row] = fields


class StoredFields(KvsFieldData):
    """The `field-data` service: one store for each runtime."""

    def __init__(self) -> None:
        super().__init__(RowStore())
