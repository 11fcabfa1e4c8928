"""The runtimes a block meets, each with the rules that were measured or read.

`lms/djangoapps/courseware/block_render.py`, `cms/djangoapps/contentstore/views/preview.py`,
and `openedx/core/djangoapps/xblock/runtime/`.
"""

from __future__ import annotations

from datetime import timedelta
from enum import Enum
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from xblock.core import XBlockMixin
from xblock.fields import Boolean, DateTime, Field, Scope, ScopeIds, String
from xblock.runtime import MemoryIdManager, Runtime

from empathy_xblock.block import EmpathyXBlock
from empathy_xblock.compat import Fragment
from tests.platform.services import SERVICES


class Timedelta(Field):
    """A length of time, kept in seconds."""

    MUTABLE = False

    def from_json(self, value: Any) -> Any:
        return value if value is None or isinstance(value, timedelta) else timedelta(seconds=value)

    def to_json(self, value: Any) -> Any:
        return value if value is None else value.total_seconds()


class Inherited(XBlockMixin):
    """Settings that every block of a course has, its own or its section's."""

    due = DateTime(scope=Scope.settings)
    start = DateTime(scope=Scope.settings)
    graceperiod = Timedelta(scope=Scope.settings)
    show_correctness = String(default="always", scope=Scope.settings)
    visible_to_staff_only = Boolean(default=False, scope=Scope.settings)

    show_in_read_only_mode = False


class PlatformRuntime(Runtime):
    """What all of them have in common. `world` is the platform; `kind` names the services."""

    kind = "course"
    root = ""

    def __init__(self, world: Any, user: Any, field_data: Any, services: dict[str, Any]) -> None:
        known = {name: one for name, one in services.items() if name in SERVICES[self.kind]}
        ids = MemoryIdManager()
        super().__init__(
            id_reader=ids,
            id_generator=ids,
            mixins=(Inherited,),
            services={**known, "field-data": field_data},
        )
        self.world = world
        self.user = user

    def load_block_type(self, block_type: str) -> Any:
        assert block_type == "empathy"
        return EmpathyXBlock

    def scope_ids(self, usage_key: Any) -> ScopeIds:
        user_id = getattr(self.user, "pk", None)
        return ScopeIds(user_id, usage_key.block_type, usage_key, usage_key)

    def get_block(self, usage_id: Any, for_parent: Any = None) -> Any:
        return self.construct_xblock_from_class(
            self.load_block_type("empathy"), self.scope_ids(usage_id)
        )

    def handler_url(
        self,
        block: Any,
        handler_name: str,
        suffix: str = "",
        query: str = "",
        thirdparty: bool = False,
    ) -> str:
        return f"{self.root}/handler/{block.scope_ids.usage_id}/{handler_name}"

    def resource_url(self, resource: str) -> str:
        raise NotImplementedError

    def local_resource_url(self, block: Any, uri: str) -> str:
        assert uri.startswith("public/"), "nothing else is served"
        return f"{self.root}/static/xblock/resources/empathy_xblock/{uri}"

    def applicable_aside_types(self, block: Any) -> list[str]:
        return []

    def wrap_xblock(self, block: Any, view: str, frag: Any, context: Any) -> Any:
        return frag

    def publish(self, block: Any, event: str, payload: dict[str, Any]) -> None:
        raise NotImplementedError


class CourseRuntime(PlatformRuntime):
    """The LMS. Grades are the bound user's, and nobody clamps them."""

    kind = "course"

    def render(self, block: Any, view_name: str, context: Any = None) -> Any:
        """Draw a view; for staff who look on as a learner, of blocks alone that allow it.

        `filter_displayed_blocks` in `lms/djangoapps/courseware/masquerade.py`.
        """
        masked = getattr(self.user, "real_user", None) is not None
        if masked and not block.show_in_read_only_mode:
            return Fragment("This type of component cannot be shown here.")
        return super().render(block, view_name, context)

    def publish(self, block: Any, event: str, payload: dict[str, Any]) -> None:
        """Hand grade and completion on, except while staff look on as a specific learner.

        Then, and for everything else, it becomes a tracking event (`EventPublishingService` in
        `xmodule/services.py`).
        """
        masked = getattr(self.user, "real_user", None) is not None
        if event == "grade" and not masked:
            # `user_id` in the payload is ignored.
            self.world.grade(self.user, block.scope_ids.usage_id, payload)
        elif event == "completion" and not masked:
            if self.user.is_authenticated:
                self.world.complete(self.user, block.scope_ids.usage_id, payload["completion"])
        else:
            self.world.events.append((self.user.username, event, payload))


class PreviewRuntime(PlatformRuntime):
    """Studio's preview: what is published goes nowhere."""

    kind = "preview"
    is_author_mode = True

    def publish(self, block: Any, event: str, payload: dict[str, Any]) -> None:
        self.world.ignored.append((event, payload))


class EditorRuntime(PlatformRuntime):
    """Studio's editor and its handlers."""

    kind = "editor"

    def publish(self, block: Any, event: str, payload: dict[str, Any]) -> None:
        self.world.ignored.append((event, payload))


class StudentDataMode(Enum):
    """How a library's runtime keeps learners' state: in Studio it does not."""

    Ephemeral = "ephemeral"
    Persisted = "persisted"


class LibraryRuntime(PlatformRuntime):
    """A content library's, in Studio and in the LMS. Authored fields are one OLX document."""

    kind = "library"
    root = "https://site.example"

    def __init__(self, *args: Any, mode: StudentDataMode, draft: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        self.student_data_mode = mode
        self._draft = draft

    def get_block(self, usage_id: Any, for_parent: Any = None) -> Any:
        """Parse the document anew, each time."""
        node = self.world.document(usage_id)
        cls = self.mixologist.mix(self.load_block_type("empathy"))
        block = cls.parse_xml(node, self, self.scope_ids(usage_id))
        block.force_save_fields(block._get_fields_to_save())
        self.world.library.changed.discard(usage_id)
        return block

    def add_node_as_child(self, block: Any, node: Any) -> None:
        raise NotImplementedError("no child blocks in a library")

    def save_block(self, block: Any) -> None:
        """Write the document, by those who may and from its draft alone."""
        usage = block.scope_ids.usage_id
        if usage not in self.world.library.changed:
            return
        if not self._draft:
            raise ValidationError("only the draft can be changed")
        if not self.world.is_author(self.user):
            raise RuntimeError("no permission to edit")
        self.world.keep_document(block)
        self.world.library.changed.discard(usage)

    def render(self, block: Any, view_name: str, context: Any = None) -> Any:
        if not self.user.is_authenticated and view_name != "public_view":
            raise PermissionDenied
        fragment = super().render(block, view_name, context)
        relative = [one.data for one in fragment.resources if one.data.startswith("/")]
        assert not relative, "relative addresses of resources are deprecated here"
        return fragment

    def publish(self, block: Any, event: str, payload: dict[str, Any]) -> None:
        """Hand grade and completion on, whatever becomes of the state, in Studio too."""
        if not self.user.is_authenticated:
            return
        if event == "grade":
            self.world.grade(self.user, block.scope_ids.usage_id, payload)
        elif event == "completion":
            self.world.complete(self.user, block.scope_ids.usage_id, payload["completion"])
        else:
            self.world.events.append((self.user.username, event, payload))
