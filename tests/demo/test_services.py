"""The services the workbench gives the block: are they there, and what do they say of whom?"""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from workbench.runtime import WorkbenchRuntime

from empathy_xblock.demo import services
from empathy_xblock.demo.services import StudioPermissions, Users
from empathy_xblock.demo.state import StoredFields


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("user", Users),
        ("studio_user_permissions", StudioPermissions),
        ("field-data", StoredFields),
    ],
)
def test_the_runtime_has_the_service(name, kind):
    # The workbench only logs a service it could not make.
    runtime = WorkbenchRuntime("student_1")
    service = runtime._services[name]
    assert type(service) is kind
    assert service.runtime is runtime


@pytest.mark.parametrize(
    ("student", "authenticated", "staff", "role", "keeps_work", "edits"),
    [
        ("student_1", True, False, "student", True, False),
        ("maria.k", True, False, "student", True, False),
        ("staff_anna", True, True, "instructor", True, False),
        ("author_kim", True, False, "student", False, True),
        ("none", False, False, "student", False, False),
        (None, False, False, "student", False, False),
    ],
)
def test_who_is_there(student, authenticated, staff, role, keeps_work, edits):
    runtime = WorkbenchRuntime(student)
    attributes = runtime._services["user"].get_current_user().opt_attrs
    permissions = runtime._services["studio_user_permissions"]
    assert attributes["edx-platform.is_authenticated"] is authenticated
    assert attributes["edx-platform.user_is_staff"] is staff
    assert attributes["edx-platform.user_role"] == role
    assert bool(attributes["edx-platform.anonymous_user_id"]) is keeps_work
    assert permissions.can_write("any") is edits
    assert permissions.can_read("any") is edits


def test_anonymous_ids_tell_people_apart_and_not_who_they_are():
    assert services.anonymous_id("maria.k") == services.anonymous_id("maria.k")
    assert services.anonymous_id("maria.k") != services.anonymous_id("marta.k")
    assert len(services.anonymous_id("maria.k")) == 32
    assert "maria" not in services.anonymous_id("maria.k")


def test_a_user_carries_a_name_and_a_number():
    person = services.user("maria.k")
    assert person.full_name == "Maria K"
    assert person.opt_attrs["edx-platform.username"] == "maria.k"
    assert isinstance(person.opt_attrs["edx-platform.user_id"], int)


def test_permissions_of_nobody():
    permissions = StudioPermissions()
    permissions.runtime = SimpleNamespace(user_id=None)
    assert permissions.can_write("any") is False
