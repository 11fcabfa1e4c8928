"""Who is there: the `?student=` of the workbench's address, as the platform would describe them.

`staff_*` is a member of the course's staff, `author_*` an author in Studio, `none` a visitor who
has not signed in, anyone else a learner.
"""

from __future__ import annotations

import hashlib
import warnings
import zlib

from xblock.exceptions import UserIdDeprecationWarning
from xblock.reference.user_service import UserService, XBlockUser

# The workbench itself sets `runtime.user_id`, and there is no other way to ask who is there.
warnings.simplefilter("ignore", UserIdDeprecationWarning)

VISITOR = "none"


def is_staff(username: str) -> bool:
    """Tell whether this is a member of the course's staff."""
    return username.startswith("staff_")


def is_author(username: str) -> bool:
    """Tell whether this is an author in Studio."""
    return username.startswith("author_")


def anonymous_id(username: str) -> str:
    """Return 32 hexadecimal digits that stand for this person in the demo course."""
    return hashlib.md5(f"empathy-demo/{username}".encode(), usedforsecurity=False).hexdigest()


def user(username: str | None) -> XBlockUser:
    """Describe that person with the attributes of the platform's user service.

    As on the platform, Studio says nothing of an author's role and gives no anonymous id.
    """
    if username is None or username == VISITOR:
        return _described(
            XBlockUser(is_current_user=True),
            is_authenticated=False,
            user_id=None,
            username=None,
            anonymous_user_id=None,
            user_is_staff=False,
            user_role="student",
        )
    return _described(
        XBlockUser(
            is_current_user=True,
            emails=[f"{username}@example.com"],
            full_name=username.replace("_", " ").replace(".", " ").title(),
        ),
        is_authenticated=True,
        user_id=zlib.crc32(username.encode()),
        username=username,
        anonymous_user_id=None if is_author(username) else anonymous_id(username),
        user_is_staff=is_staff(username),
        user_role="instructor" if is_staff(username) else "student",
    )


def _described(person: XBlockUser, **attributes: object) -> XBlockUser:
    person.opt_attrs.update({f"edx-platform.{name}": value for name, value in attributes.items()})
    return person


class Users(UserService):
    """The `user` service. The workbench sets `runtime` after it has made the service."""

    runtime = None

    def get_current_user(self) -> XBlockUser:
        """Describe whoever the address names; for an author, the runtime is Studio's preview."""
        self.runtime.is_author_mode = is_author(self.runtime.user_id or "")
        return user(self.runtime.user_id)


class StudioPermissions:
    """The `studio_user_permissions` service: only an author may read and write the course."""

    runtime = None

    def can_read(self, _course_key: object) -> bool:
        """Tell whether this person may see the course in Studio."""
        return is_author(self.runtime.user_id or "")

    def can_write(self, _course_key: object) -> bool:
        """Tell whether this person may change the course in Studio."""
        return is_author(self.runtime.user_id or "")
