"""Every meeting with the platform: who is here, where the unit stands, what an address means.

Nothing else in the package names a service of the runtime or a module of the platform. Each
function works in the LMS, in Studio, in a content library and in the workbench, and says what
it returns where a service is absent.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from django.apps import apps
from django.db.models.signals import post_delete

try:
    from web_fragments.fragment import Fragment
except ImportError:  # XBlock 6.2 and later carry it themselves
    from xblock.fragment import Fragment

from empathy_xblock.records.api.objects import Cohort
from empathy_xblock.records.data import Learner, Place
from empathy_xblock.unit.sources import LIBRARY

__all__ = [
    "Fragment",
    "Visitor",
    "acting",
    "cohorts",
    "dates",
    "learner",
    "media_url",
    "on_deleted_state",
    "on_retirement",
    "place",
    "publish",
    "published_place",
    "units",
    "visitor",
]

BUNDLED = "bundled:"

#: What the platform's video library makes of an upload, in the order in which we would play it.
_PROFILES = ("desktop_mp4", "desktop_webm", "mobile_high", "mobile_low", "hls", "youtube")

#: The name of this block among the platform's, as in its entry point.
BLOCK_TYPE = "empathy"

#: What a course's keys may name beside the course: `ModuleStoreEnum.BranchName`.
_BRANCHES = ("draft-branch", "published-branch")


@dataclass(frozen=True, slots=True)
class Visitor:
    """Whoever makes the request, in the words of this block.

    `id` is the platform's anonymous id for the course of the person whose work is shown: empty
    for a visitor who is not signed in, in Studio, and for staff who look on as learners do.
    `is_staff` is course staff, and false while they masquerade; `is_author` may change this
    unit in Studio. `rehearses` is whether they may walk through the unit and nothing they do is
    kept: authors, who are in a preview of Studio's, and staff who masquerade.
    """

    id: str
    username: str
    is_staff: bool
    is_author: bool
    rehearses: bool = False
    previews: bool = False

    @property
    def learner(self) -> Learner | None:
        """The learner whose work is shown, and kept unless the visitor rehearses; or None."""
        return Learner(self.id, self.username) if self.id else None


def _attribute(user: Any, name: str) -> Any:
    return user.opt_attrs.get(f"edx-platform.{name}")


def visitor(block: Any) -> Visitor:
    """Return who makes the current request."""
    service = block.runtime.service(block, "user")
    user = service.get_current_user()
    signed_in = bool(_attribute(user, "is_authenticated"))
    previews = _is_preview(block)
    mask = "" if previews else _masquerade(block, service, _attribute(user, "user_id"))
    shown = signed_in and not previews and mask != "role"
    return Visitor(
        id=str(_attribute(user, "anonymous_user_id") or "") if shown else "",
        username=str(_attribute(user, "username") or ""),
        is_staff=bool(_attribute(user, "user_is_staff"))
        and not previews
        and not mask
        # In a library that attribute is the platform's staff, not a course's.
        and bool(getattr(block.context_key, "is_course", True)),
        is_author=_may_write(block),
        rehearses=signed_in and (_may_preview(block) if previews else bool(mask)),
        previews=previews,
    )


def learner(block: Any) -> Learner | None:
    """Return the learner the block is bound to, whoever acts: as in the platform's own tasks."""
    user = block.runtime.service(block, "user").get_current_user()
    anonymous = str(_attribute(user, "anonymous_user_id") or "")
    if not anonymous or _is_preview(block):
        return None
    return Learner(anonymous, str(_attribute(user, "username") or ""))


def acting() -> str:
    """Return the username of whoever makes the request, empty where the platform doesn't tell.

    An instructor's task runs outside of any request.
    """
    person = _request_user()
    return person.get_username() if person is not None and person.is_authenticated else ""


def _request_user() -> Any:
    """Return the user of the current request, or None outside of one."""
    try:
        from crum import get_current_user
    except ImportError:
        return None
    return get_current_user()


def _is_preview(block: Any) -> bool:
    """Tell whether the learner's state here is nobody's.

    Studio marks the runtime of its previews (`cms/djangoapps/contentstore/views/preview.py`);
    the runtime of libraries says how it keeps state
    (`openedx/core/djangoapps/xblock/runtime/runtime.py`).
    """
    runtime = block.runtime
    mode = getattr(getattr(runtime, "student_data_mode", None), "name", "")
    return getattr(runtime, "is_author_mode", False) is True or mode == "Ephemeral"


def _masquerade(block: Any, service: Any, user_id: object) -> Literal["", "learner", "role"]:
    """Tell whether staff are looking on: as a specific learner, or in a learner's role.

    From `setup_masquerade` in `lms/djangoapps/courseware/masquerade.py`: the user the block is
    bound to carries `real_user` then; in a view that one becomes the request's user, too, in a
    handler the request's user stays the member of staff; either carries the course's settings
    as `masquerade_settings`. Two different people in one request are never a learner at work.
    """
    person = _request_user()
    for bound in (getattr(service, "_django_user", None), person):
        if getattr(bound, "real_user", None) is not None:
            return "learner"
    if person is None or not person.is_authenticated:
        return ""
    if user_id is not None and person.pk != user_id:
        return "learner"
    chosen = getattr(person, "masquerade_settings", {}).get(block.context_key)
    if chosen is None:
        return ""
    if chosen.user_name:
        return "learner"
    return "role" if chosen.role == "student" else ""


def _may_write(block: Any) -> bool:
    """Tell whether the visitor may change the unit. Libraries ask their own permissions."""
    permissions = block.runtime.service(block, "studio_user_permissions")
    if permissions is not None:
        return bool(permissions.can_write(block.context_key))
    if getattr(block.runtime, "student_data_mode", None) is None or not _is_preview(block):
        return False
    try:
        from openedx.core.djangoapps.xblock.learning_context.manager import (
            get_learning_context_impl,
        )
    except ImportError:
        return False
    usage_key = block.scope_ids.usage_id
    context = get_learning_context_impl(usage_key)
    return bool(context.can_edit_block(block.runtime.user, usage_key))


def _may_preview(block: Any) -> bool:
    """Tell whether the visitor may see the unit in Studio, whose handlers don't ask."""
    permissions = block.runtime.service(block, "studio_user_permissions")
    if permissions is not None:
        return bool(permissions.can_read(block.context_key))
    if getattr(block.runtime, "student_data_mode", None) is not None:
        return True  # a library's own handlers have asked
    person = _request_user()
    try:
        from common.djangoapps.student.auth import has_studio_read_access
    except ImportError:
        return False
    return person is not None and bool(has_studio_read_access(person, block.context_key))


def dates(block: Any) -> tuple[object, object, object]:
    """Return the settings `due`, `graceperiod` and `show_correctness`, None where there is none.

    They are this learner's: an extension is in `due` already, and a self-paced course has none.
    """
    names = ("due", "graceperiod", "show_correctness")
    due, grace, show = (getattr(block, name, None) for name in names)
    return due, grace, show


def place(block: Any) -> Place:
    """Return where the unit stands. Keys are opaque strings; the workbench has no course.

    The modulestore's keys may name a branch (draft or published) and a version of the course.
    `get_item` takes both off what it returns (`strip_key` in
    `xmodule/modulestore/mixed.py`), in the LMS and in Studio, so that an author and a learner are
    at the same place; they are taken off here too, for blocks that are come by in other ways.
    """
    usage_key = block.scope_ids.usage_id
    return Place(_plain(usage_key), _plain(block.context_key) if block.context_key else "workbench")


def published_place(block: Any) -> Place | None:
    """Return where learners meet what an author edits; None where that cannot be told.

    In a library nobody learns: each course has a copy with a key of its own.
    """
    if not getattr(block.context_key, "is_course", True):
        return None
    return place(block)


def units(block: Any) -> tuple[tuple[Place, str], ...]:
    """Return the units of this kind in the course, with their titles and in its order of keys.

    Of a library, of the workbench, and where the course cannot be read: this unit alone.
    """
    alone = ((place(block), block.display_name),)
    try:
        from xmodule.modulestore.django import modulestore
    except ImportError:
        return alone
    if not getattr(block.context_key, "is_course", False):
        return alone
    found = modulestore().get_items(block.context_key, qualifiers={"category": BLOCK_TYPE})
    return tuple(sorted(((place(one), one.display_name) for one in found), key=str)) or alone


def _plain(key: Any) -> str:
    """Return a key without the branch and the version that it may name."""
    if getattr(key, "version_guid", None) is not None:
        key = key.version_agnostic()
    if getattr(key, "branch", None) in _BRANCHES:
        key = key.for_branch(None)
    return str(key)


def media_url(block: Any, address: str) -> str:
    """Return the URL of an address an author wrote.

    `bundled:` names a file that ships with this package; a path below `/static/` is the
    course's own file, for the platform to resolve; `edx-video:` names a video of the platform's
    library, and gives "" where there is none; anything else stands as it is.
    """
    if address.startswith(LIBRARY):
        return _library_url(address.removeprefix(LIBRARY).strip())
    if address.startswith(BUNDLED):
        name = address.removeprefix(BUNDLED)
        return str(block.runtime.local_resource_url(block, f"public/film/{name}"))
    if address.startswith("/static/"):
        service = block.runtime.service(block, "replace_urls")
        if service is not None:
            # The service rewrites quoted addresses within a text.
            return str(service.replace_urls(f'"{address}"')).strip('"')
    return address


def _library_url(video_id: str) -> str:
    """Return the best address that the platform's video library has for a video, or "".

    `edxval/api.py` has None for a profile without a file, and an id for the profile `youtube`.
    """
    try:
        from edxval.api import get_urls_for_profiles
    except ImportError:
        return ""
    urls = get_urls_for_profiles(video_id, list(_PROFILES))
    profile, found = next(((one, urls[one]) for one in _PROFILES if urls.get(one)), ("", ""))
    return f"https://youtu.be/{found}" if profile == "youtube" else str(found)


def publish(block: Any, event: str, payload: dict[str, Any]) -> None:
    """Emit a tracking event. Payloads hold ids, counts and scores, never words of a learner."""
    block.runtime.publish(block, event, payload)


def on_retirement(forget: Callable[[str, str, list[str]], None]) -> bool:
    """Have `forget` called when the platform retires a person; False where there is no platform.

    It is given a username, the name that stands for it from now on, and the anonymous ids of
    all their courses. The state that the platform keeps for this block is deleted first. What
    fails goes up: the platform then counts the step as failed, and an operator repeats it.
    """
    try:
        from openedx.core.djangoapps.user_api.accounts.signals import USER_RETIRE_LMS_MISC
    except ImportError:
        return False

    def leaves(sender: Any, user: Any, **_more: Any) -> None:
        from common.djangoapps.student.models import AnonymousUserId
        from lms.djangoapps.courseware.models import StudentModule
        from openedx.core.djangoapps.user_api.models import UserRetirementStatus

        StudentModule.objects.filter(student=user, module_type=BLOCK_TYPE).delete()
        ids = AnonymousUserId.objects.filter(user=user).values_list("anonymous_user_id", flat=True)
        # The account itself may have been renamed already: the order is the operator's.
        status = UserRetirementStatus.objects.filter(user=user).first()
        names = {user.username, status.original_username} if status else {user.username}
        known_as = status.retired_username if status else f"retired_{user.pk}"
        for username in sorted(names):
            forget(username, known_as, list(ids))

    USER_RETIRE_LMS_MISC.connect(leaves, dispatch_uid="empathy_xblock.retirement", weak=False)
    return True


def on_deleted_state(forget: Callable[[Place, str], None]) -> None:
    """Have `forget` called when the platform deletes a learner's state of this block.

    It is given the place and an anonymous id. "Delete state" for one learner also calls the
    block's `clear_student_state`; the one for all, and every other way, deletes rows alone
    (`lms/djangoapps/instructor_task/tasks_helper/module_state.py`). Where there is no platform,
    nothing is ever called.
    """

    def leaves(sender: Any, instance: Any, **_more: Any) -> None:
        if instance.module_type != BLOCK_TYPE:
            return
        from common.djangoapps.student.models import AnonymousUserId

        course = instance.course_id
        known_as = AnonymousUserId.objects.filter(user_id=instance.student_id, course_id=course)
        for anonymous in known_as.values_list("anonymous_user_id", flat=True):
            forget(Place(str(instance.module_state_key), str(course)), anonymous)

    try:
        states = apps.get_model("courseware", "StudentModule")
    except LookupError:
        return  # a name for a sender that is not there would fail Django's own checks
    post_delete.connect(
        leaves,
        sender=states,
        dispatch_uid="empathy_xblock.deleted_state",
        weak=False,
    )


class Cohorts:
    """The cohorts of the platform's courses: see `records.lists.cohorts.Source`.

    From `openedx/core/djangoapps/course_groups/models.py`. Membership is read, and nobody is put
    anywhere, as the platform's own functions would do on the way.
    """

    def cohorts(self, course: str) -> tuple[Cohort, ...]:
        """Return the cohorts of a course by name; none where it does not use them."""
        from openedx.core.djangoapps.course_groups.cohorts import is_course_cohorted
        from openedx.core.djangoapps.course_groups.models import CourseUserGroup

        key = _course_key(course)
        if key is None or not is_course_cohorted(key):
            return ()
        groups = CourseUserGroup.objects.filter(course_id=key, group_type=CourseUserGroup.COHORT)
        found = groups.order_by("name").values_list("pk", "name")
        return tuple(Cohort(str(pk), name) for pk, name in found)

    def usernames(self, course: str, cohort: str) -> Any:
        """Return a query for the usernames of a cohort's members."""
        from openedx.core.djangoapps.course_groups.models import CohortMembership

        key = _course_key(course)
        groups = {"course_id": key, "course_user_group": int(cohort) if cohort.isdecimal() else 0}
        return CohortMembership.objects.filter(**groups).values_list("user__username", flat=True)


def _course_key(course: str) -> Any:
    """Return the platform's key; None for what is no course's, as in the workbench."""
    from opaque_keys import InvalidKeyError
    from opaque_keys.edx.keys import CourseKey

    try:
        return CourseKey.from_string(course)
    except InvalidKeyError:
        return None


def cohorts() -> Cohorts | None:
    """Return who knows the cohorts, or None where there is no platform."""
    return Cohorts() if apps.is_installed("openedx.core.djangoapps.course_groups") else None
