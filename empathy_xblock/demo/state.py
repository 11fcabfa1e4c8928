"""Field storage that reads a row once and writes it once, like the platform's.

The workbench keeps all fields of a (scope, block, user) in one row of JSON. Its own store asks
the database for that row at each access to a field; this one keeps what it has read for the life
of a runtime, which is one request.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, NamedTuple

from django.db.models import F, Q
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
        #: Whose fields will be asked for.
        self.person: Callable[[], str | None] = lambda: None
        self._read: set[tuple[str | None, str | None]] = set()

    def _fields(self, row: Row) -> Fields:
        unit = (row.scenario, row.tag)
        if row.scenario and row.user_id is None and unit not in self._read:
            self._read_unit(*unit)
        if row in self._rows:
            return self._rows[row]
        if unit in self._read and row.user_id in (None, self.person()):
            self._rows[row] = {}
        else:
            state = XBlockState.objects.filter(**row._asdict()).order_by("pk")
            self._rows[row] = json.loads(state.values_list("state", flat=True).first() or "{}")
        return self._rows[row]

    def _read_unit(self, scenario: str | None, tag: str | None) -> None:
        """Read what an author wrote, and the person's own fields there, in one go.

        A platform, too, has read both before the page of a block is drawn.
        """
        whose = Q(user_id=None) | Q(user_id=self.person())
        found = XBlockState.objects.filter(whose, scenario=scenario, tag=tag).order_by("pk")
        self._read.add((scenario, tag))
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
        self._store = RowStore()
        super().__init__(self._store)

    @property
    def runtime(self) -> Any:
        """The runtime that this is a service of, which tells whose fields will be asked for."""
        return self._runtime

    @runtime.setter
    def runtime(self, runtime: Any) -> None:
        self._runtime = runtime
        self._store.person = lambda: runtime.user_id  # known once all services are there
