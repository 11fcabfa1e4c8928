"""Where fields are read from and written to, one store for each place the platform has."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from typing import Any

from xblock.exceptions import InvalidScopeError
from xblock.field_data import FieldData, SplitFieldData
from xblock.fields import Scope
from xblock.runtime import KeyValueStore

from tests.platform.courseware.models import StudentModule


class ModuleState(KeyValueStore):
    """A learner's state, read once for a request and written as one row of JSON."""

    def __init__(self, student: Any, block_type: str) -> None:
        self._student = student
        self._type = block_type
        self._rows: dict[str, dict[str, Any]] = {}

    def _row(self, key: KeyValueStore.Key) -> dict[str, Any]:
        usage = key.block_scope_id
        if str(usage) not in self._rows:
            found = StudentModule.objects.filter(student=self._student, module_state_key=str(usage))
            row = found.first()
            self._rows[str(usage)] = json.loads(row.state) if row else {}
        return self._rows[str(usage)]

    def get(self, key: KeyValueStore.Key) -> Any:
        return self._row(key)[key.field_name]

    def has(self, key: KeyValueStore.Key) -> bool:
        return key.field_name in self._row(key)

    def set(self, key: KeyValueStore.Key, value: Any) -> None:
        self.set_many({key: value})

    def set_many(self, update_dict: dict[KeyValueStore.Key, Any]) -> None:
        for key, value in update_dict.items():
            self._row(key)[key.field_name] = value
        for usage in {key.block_scope_id for key in update_dict}:
            StudentModule.objects.update_or_create(
                student=self._student,
                module_state_key=str(usage),
                course_id=str(usage.context_key),
                defaults={"module_type": self._type, "state": json.dumps(self._rows[str(usage)])},
            )

    def delete(self, key: KeyValueStore.Key) -> None:
        del self._row(key)[key.field_name]
        self.set_many({})


class SessionState(KeyValueStore):
    """State in a session, where it must be JSON; what is not there is read from elsewhere.

    `cms/djangoapps/contentstore/views/session_kv_store.py`, and `MasqueradingKeyValueStore` in
    `lms/djangoapps/courseware/masquerade.py`.
    """

    def __init__(self, session: dict[str, str], below: KeyValueStore | None = None) -> None:
        self._session = session
        self._below = below

    def get(self, key: KeyValueStore.Key) -> Any:
        if repr(tuple(key)) in self._session:
            return json.loads(self._session[repr(tuple(key))])
        if self._below is None:
            raise KeyError(key)
        return self._below.get(key)

    def has(self, key: KeyValueStore.Key) -> bool:
        return repr(tuple(key)) in self._session or (
            self._below is not None and self._below.has(key)
        )

    def set(self, key: KeyValueStore.Key, value: Any) -> None:
        self._session[repr(tuple(key))] = json.dumps(value)

    def delete(self, key: KeyValueStore.Key) -> None:
        del self._session[repr(tuple(key))]


class Authored(FieldData):
    """Authored fields of every block, by key. `changed` says whose were written since."""

    def __init__(self) -> None:
        self.fields: dict[Any, dict[str, Any]] = {}
        self.changed: set[Any] = set()

    def _of(self, block: Any) -> dict[str, Any]:
        return self.fields.setdefault(block.scope_ids.usage_id, {})

    def get(self, block: Any, name: str) -> Any:
        return deepcopy(self._of(block)[name])

    def has(self, block: Any, name: str) -> bool:
        return name in self._of(block)

    def set(self, block: Any, name: str, value: Any) -> None:
        if self._of(block).get(name) == value and name in self._of(block):
            return
        self._of(block)[name] = deepcopy(value)
        self.changed.add(block.scope_ids.usage_id)

    def delete(self, block: Any, name: str) -> None:
        del self._of(block)[name]
        self.changed.add(block.scope_ids.usage_id)


class ForLearner(FieldData):
    """Authored fields as one learner has them: dates by person, and nothing to be written.

    Extensions and self-paced courses reach a block this way (`DateLookupFieldData` of edx-when).
    """

    def __init__(self, source: FieldData, dates: Callable[[Any, str], Any]) -> None:
        self._source = source
        self._dates = dates

    def get(self, block: Any, name: str) -> Any:
        found = self._dates(block, name)
        return self._source.get(block, name) if found is None else found

    def has(self, block: Any, name: str) -> bool:
        return self._dates(block, name) is not None or self._source.has(block, name)

    def set(self, block: Any, name: str, value: Any) -> None:
        raise InvalidScopeError(f"{name} is read-only here")

    def delete(self, block: Any, name: str) -> None:
        raise InvalidScopeError(f"{name} is read-only here")


class NobodysState(FieldData):
    """Learners' state in Studio's editor: there is none, and none can be written."""

    def get(self, block: Any, name: str) -> Any:
        raise KeyError(name)

    def has(self, block: Any, name: str) -> bool:
        return False

    def set(self, block: Any, name: str, value: Any) -> None:
        raise InvalidScopeError(f"no learner's {name} in the editor")

    def delete(self, block: Any, name: str) -> None:
        raise InvalidScopeError(f"no learner's {name} in the editor")


AUTHORED = (Scope.content, Scope.settings, Scope.parent, Scope.children)
LEARNER_SCOPES = (Scope.user_state, Scope.preferences, Scope.user_info, Scope.user_state_summary)


def split(authored: Any, learner: Any) -> SplitFieldData:
    """Return field data with what is authored in one place and a learner's in another."""
    return SplitFieldData(
        dict.fromkeys(AUTHORED, authored) | dict.fromkeys(LEARNER_SCOPES, learner)
    )
