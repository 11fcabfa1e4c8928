"""The platform as a block meets it: people, a course, a library, visits, and instructors' tasks.

Nothing of the platform's code is in here; each rule says where it was read or measured.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import md5
from types import SimpleNamespace
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.core import serializers
from lxml import etree
from submissions import api as submissions
from webob import Request
from xblock.runtime import KvsFieldData

from tests.platform import services
from tests.platform.courseware.models import AnonymousUserId, StudentModule
from tests.platform.runtimes import (
    CourseRuntime,
    EditorRuntime,
    LibraryRuntime,
    PreviewRuntime,
    StudentDataMode,
)
from tests.platform.stores import (
    Authored,
    ForLearner,
    ModuleState,
    NobodysState,
    SessionState,
    split,
)
from tests.platform.tasks import Tasks

STAFF = {"rita", "otto"}
AUTHORS = {"kim"}
PEOPLE = ("mia", "ben", "rita", "otto", "kim", "eve")  # eve has an account, and nothing else


@dataclass
class Visit:
    """Someone at a unit: draws views, calls handlers, each in a request of its own."""

    world: World
    usage: Any
    runtime: Any  # makes the runtime of one request; given whether it is a view
    actor: Any  # the request's user while a handler runs

    @contextmanager
    def _request(self, *, view: bool) -> Iterator[Any]:
        runtime = self.runtime()
        # A view puts the learner who is masked as into the request; a handler does not.
        self.world.current = runtime.user if view else self.actor
        try:
            yield runtime
        finally:
            self.world.current = None

    def view(self, name: str = "student_view") -> Any:
        """Draw a view; return the fragment."""
        with self._request(view=True) as runtime:
            return runtime.render(runtime.get_block(self.usage), name)

    def page(self, name: str = "student_view") -> str:
        """Draw a view; return its HTML."""
        return str(self.view(name).content)

    def block(self) -> Any:
        """Return the block as this person has it now."""
        return self.runtime().get_block(self.usage)

    def call(
        self, handler: str, payload: Any = None, method: str = "POST", *, token: bool = True
    ) -> tuple[int, Any]:
        """Call a handler over HTTP; return the status and the JSON, None if it never ran.

        Of a page of its own, its HTML.

        Signed in, a request that could change something needs a CSRF token. Without an account
        only GET gets through (`handle_xblock_callback` in `block_render.py`).
        """
        with self._request(view=False) as runtime:
            signed_in = self.actor.is_authenticated
            if method not in ("GET", "HEAD") and not (signed_in and token):
                return 403, None
            if not signed_in and runtime.kind in ("preview", "editor"):
                return 302, None
            body = json.dumps(payload if payload is not None else {}).encode()
            request = Request.blank("/", method=method, body=body)
            response = runtime.get_block(self.usage).handle(handler, request)
            if response.content_type == "text/html":
                return response.status_code, response.text
            return response.status_code, json.loads(response.body)

    def post(self, handler: str, payload: Any = None, status: int = 200) -> Any:
        """Call a handler that should answer with this status; return the JSON."""
        found, answer = self.call(handler, payload)
        assert found == status, answer
        return answer


@dataclass
class World(Tasks):
    """All of it. What a block made happen is in `events`, `grades` and `completions`."""

    course: Authored = field(default_factory=Authored)
    library: Authored = field(default_factory=Authored)
    documents: dict[Any, str] = field(default_factory=dict)
    sessions: dict[str, dict[str, str]] = field(default_factory=dict)
    extensions: dict[tuple[str, str], Any] = field(default_factory=dict)
    events: list[tuple[str, str, Any]] = field(default_factory=list)
    ignored: list[tuple[str, Any]] = field(default_factory=list)
    grades: list[tuple[str, str, Any]] = field(default_factory=list)
    completions: list[tuple[str, str, float]] = field(default_factory=list)
    current: Any = None

    # --- people ------------------------------------------------------------------------------

    def user(self, name: str) -> Any:
        """Return the account of that name, or a visitor without one."""
        if name == "nobody":
            return AnonymousUser()
        return get_user_model().objects.get(username=name)

    def anonymous_id(self, name: str, context: Any) -> str:
        """Return what stands for the person in that course."""
        known_as = md5(f"{name} {context}".encode(), usedforsecurity=False).hexdigest()
        AnonymousUserId.objects.get_or_create(
            anonymous_user_id=known_as, user=self.user(name), course_id=str(context)
        )
        return known_as

    def is_author(self, user: Any) -> bool:
        """Whether the person may see and change the course in Studio."""
        return user is not None and user.get_username() in AUTHORS

    # --- what authors wrote ------------------------------------------------------------------

    def add(self, usage: Any, source: str) -> None:
        """Import a document into the course."""
        runtime = self._editor(self.user("kim"))
        cls = runtime.mixologist.mix(runtime.load_block_type("empathy"))
        cls.parse_xml(etree.fromstring(source), runtime, runtime.scope_ids(usage)).save()

    def export(self, usage: Any) -> str:
        """Write the unit as a document."""
        node = etree.Element("unknown")
        self._editor(self.user("kim")).get_block(usage).add_xml_to_node(node)
        return str(etree.tostring(node, encoding="unicode"))

    def duplicate(self, usage: Any, copy: Any) -> None:
        """Copy settings and content, as Studio does; nothing else goes along."""
        self.course.fields[copy] = deepcopy(self.course.fields[usage])

    def set(self, usage: Any, **settings: Any) -> None:
        """Change settings in Studio."""
        block = self._editor(self.user("kim")).get_block(usage)
        for name, value in settings.items():
            setattr(block, name, value)
        block.save()

    def extend(self, usage: Any, name: str, due: datetime) -> None:
        """Give one learner another due date."""
        self.extensions[str(usage), name] = due.isoformat()

    def document(self, usage: Any) -> Any:
        """Return a library unit's document, parsed."""
        return etree.fromstring(self.documents[usage])

    def keep_document(self, block: Any) -> None:
        """Write a library unit's document from its fields."""
        node = etree.Element("unknown")
        block.add_xml_to_node(node)
        self.documents[block.scope_ids.usage_id] = etree.tostring(node, encoding="unicode")

    # --- visits ------------------------------------------------------------------------------

    def lms(self, name: str, usage: Any, *, masked_as: str = "", role: bool = False) -> Visit:
        """Visit a unit of the course; staff may look on as a learner (`setup_masquerade`)."""
        actor = self.user(name)
        bound = actor
        if masked_as or role:
            assert name in STAFF, "masquerading takes staff access"
            chosen = SimpleNamespace(role="student", user_name=masked_as or None)
            actor.masquerade_settings = {usage.context_key: chosen}
        if masked_as:
            bound = self.user(masked_as)
            bound.masquerade_settings = actor.masquerade_settings
            bound.real_user = actor
        return Visit(self, usage, lambda: self._lms(bound, usage, role=role), actor)

    def _lms(self, bound: Any, usage: Any, *, role: bool = False) -> CourseRuntime:
        name = bound.get_username()
        state: Any = NobodysState()
        anonymous = None
        if bound.is_authenticated:
            anonymous = self.anonymous_id(name, usage.context_key)
            store: Any = ModuleState(bound, usage.block_type)
            if getattr(bound, "real_user", None) is not None:
                session = self.sessions.setdefault(bound.real_user.username, {})
                store = SessionState(session, store)
            state = KvsFieldData(store)
        users = services.Users(bound, anonymous_id=anonymous, is_staff=name in STAFF and not role)

        def dates(block: Any, field_name: str) -> Any:
            key = (str(block.scope_ids.usage_id), name)
            return self.extensions.get(key) if field_name == "due" else None

        authored = ForLearner(self.course, dates)
        return CourseRuntime(
            self, bound, split(authored, state), {**services.others(), "user": users}
        )

    def preview(self, name: str, usage: Any, *, own_ids: bool = False) -> Visit:
        """See a unit in Studio's preview. Each author's anonymous id may be their own."""
        user = self.user(name)

        def runtime() -> PreviewRuntime:
            session = self.sessions.setdefault(user.get_username(), {})
            state = KvsFieldData(SessionState(session))
            known_as = self.anonymous_id(name, usage.context_key) if own_ids else "student"
            return PreviewRuntime(
                self,
                user,
                split(ForLearner(self.course, lambda *_: None), state),
                {
                    **services.others(),
                    "user": services.Users(user, anonymous_id=known_as, role="staff"),
                    "studio_user_permissions": services.StudioPermissions(user, self.is_author),
                },
            )

        return Visit(self, usage, runtime, user)

    def editor(self, name: str, usage: Any) -> Visit:
        """Edit a unit in Studio."""
        user = self.user(name)
        return Visit(self, usage, lambda: self._editor(user), user)

    def _editor(self, user: Any) -> EditorRuntime:
        return EditorRuntime(
            self,
            user,
            split(self.course, NobodysState()),
            {
                **services.others(),
                "user": services.Users(user, anonymous_id=None),
                "studio_user_permissions": services.StudioPermissions(user, self.is_author),
            },
        )

    def in_library(self, name: str, usage: Any, *, studio: bool = True) -> Visit:
        """Visit a unit of the library, in Studio or in the LMS."""
        user = self.user(name)

        def runtime() -> LibraryRuntime:
            mode = StudentDataMode.Ephemeral if studio else StudentDataMode.Persisted
            anonymous = f"anon{id(self)}"
            if user.is_authenticated:
                anonymous = self.anonymous_id(name, usage.context_key)
            store: Any = SessionState(self.sessions.setdefault(user.get_username(), {}))
            if user.is_authenticated and not studio:
                store = ModuleState(user, usage.block_type)
            # What is parsed at each load lives as long as the request.
            self.library = Authored()
            users = services.Users(
                user, anonymous_id=anonymous, is_staff=getattr(user, "is_staff", False)
            )
            return LibraryRuntime(
                self,
                user,
                split(self.library, KvsFieldData(store)),
                {**services.others(), "user": users},
                mode=mode,
                draft=studio,
            )

        return Visit(self, usage, runtime, user)

    # --- what the platform makes of it -------------------------------------------------------

    def grade(self, user: Any, usage: Any, payload: dict[str, Any]) -> None:
        """Keep a grade that was published, as it came."""
        self.grades.append((user.username, str(usage), payload))
        StudentModule.objects.filter(student=user, module_state_key=str(usage)).update(
            grade=payload["value"], max_grade=payload["max_value"]
        )

    def complete(self, user: Any, usage: Any, value: float) -> None:
        """Keep a completion, as it came."""
        self.completions.append((user.username, str(usage), value))

    def gradebook(self, name: str, usage: Any) -> tuple[float, float]:
        """Return what a learner has of the unit's points (`lms/djangoapps/grades/scores.py`).

        A score of edx-submissions goes first and is taken as it is; one of the learner's state
        is scaled to the weight; a unit nobody touched counts as 0 of its weight.
        """
        scores = submissions.get_scores(
            str(usage.context_key), self.anonymous_id(name, usage.context_key)
        )
        if str(usage) in scores:
            found = scores[str(usage)]
            assert found["points_possible"] > 0
            return found["points_earned"], found["points_possible"]
        block = self._editor(self.user("kim")).get_block(usage)
        worth = block.max_score() if block.weight is None else block.weight
        row = StudentModule.objects.filter(
            student=self.user(name), module_state_key=str(usage), max_grade__gt=0
        ).first()
        return (row.grade / row.max_grade * worth if row else 0.0), worth

    # --- all that could have changed ---------------------------------------------------------

    def traces(self) -> tuple[Any, ...]:
        """Return every row of the block, of edx-submissions and of learners, and all events."""
        rows = [
            serializers.serialize("json", model._default_manager.order_by("pk"))
            for label in ("empathy_xblock", "submissions")
            for model in apps.get_app_config(label).get_models()
        ]
        states = list(StudentModule.objects.order_by("pk").values_list("student", "state", "grade"))
        happened = (self.events, self.grades, self.completions)
        return (*rows, states, *map(list, happened))


def platform_modules(world: World) -> dict[str, dict[str, Any]]:
    """Return what the platform's modules hold, of what a block may import."""
    edits = SimpleNamespace(can_edit_block=lambda user, _key: world.is_author(user))
    return {
        "crum": {"get_current_user": lambda: world.current},
        "common.djangoapps.student.models": {"AnonymousUserId": AnonymousUserId},
        "common.djangoapps.student.auth": {
            "has_studio_read_access": lambda user, _key: world.is_author(user)
        },
        "openedx.core.djangoapps.xblock.learning_context.manager": {
            "get_learning_context_impl": lambda _key: edits
        },
    }
