"""Which services a runtime has: two are needed, and the block does without any other."""

from __future__ import annotations

import pytest

from empathy_xblock.block import EmpathyXBlock
from tests.platform import services
from tests.platform.units import SHARED, UNIT, walk

#: What the platform's LMS has and its other runtimes lack, so that no block should lean on it.
AVOIDED = (
    "teams",
    "user_state",
    "user_tags",
    "grade_utils",
    "bookmarks",
    "gating",
    "milestones",
    "proctoring",
    "call_to_action",
    "rebind_user",
    "submissions",
    "mako",
    "sandbox",
)


def test_two_services_are_needed_and_the_rest_is_wanted():
    declared = {
        name: EmpathyXBlock.service_declaration(name)
        for name in {"user", "i18n", *AVOIDED, *set().union(*services.SERVICES.values())}
    }
    assert {name for name, how in declared.items() if how == "need"} == {"user", "i18n"}
    assert not {name for name, how in declared.items() if how} & set(AVOIDED)
    assert all({"user", "i18n"} <= known for known in services.SERVICES.values())


@pytest.mark.parametrize("kind", sorted(services.SERVICES))
def test_the_table_is_what_a_runtime_answers(world, kind):
    """A service that is wanted and not there is None; one that was not declared is an error."""
    visit = {
        "course": world.lms("mia", UNIT),
        "preview": world.preview("kim", UNIT),
        "editor": world.editor("kim", UNIT),
        "library": world.in_library("kim", SHARED),
    }[kind]
    block = visit.block()
    for name in ("user", "i18n", "completion", "replace_urls", "studio_user_permissions"):
        found = block.runtime.service(block, name)
        assert (found is not None) is (name in services.SERVICES[kind]), name


@pytest.mark.parametrize("kind", ["course", "preview", "library"])
def test_with_nothing_but_what_is_needed(world, monkeypatch, kind):
    """Every other one is absent somewhere: settings in libraries, completion in previews."""
    monkeypatch.setitem(services.SERVICES, kind, {"user", "i18n"})
    visit = {
        "course": lambda: world.lms("mia", UNIT),
        "preview": lambda: world.preview("kim", UNIT),
        "library": lambda: world.in_library("kim", SHARED),
    }[kind]()
    assert "The tram" in visit.page("author_view" if kind == "preview" else "student_view")
    walk(visit)
    assert '"/static/tram.mp4"' in visit.page("public_view")


def test_a_course_s_own_files_are_resolved_where_that_is_offered(world):
    page = world.lms("mia", UNIT).page("public_view")
    assert "/asset-v1:Org+E1+2026+tram.mp4" in page
    assert "/static/tram.mp4" not in page


def test_the_user_service_of_someone_without_an_account(world):
    """It says `is_authenticated` False and nothing else."""
    assert "Sign in" in world.lms("nobody", UNIT).page("public_view")
    assert "The tram" in world.lms("nobody", UNIT).page()


def test_course_staff_is_what_the_user_service_says(world):
    """In a library that attribute is the platform's own staff: no marking there."""
    assert world.lms("rita", UNIT).call("review_queue")[0] == 200
    assert world.lms("mia", UNIT).call("review_queue")[0] == 403
    assert world.user("otto").is_staff
    for studio in (True, False):
        assert world.in_library("otto", SHARED, studio=studio).call("review_queue")[0] == 403
