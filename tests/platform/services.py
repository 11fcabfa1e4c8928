"""The services, and which runtime has which: the table of what was read in the platform."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from django.utils import translation
from xblock.reference.user_service import UserService, XBlockUser

#: Services by runtime. The course's is the longest list; the editor has what
#: `load_services_for_studio` adds; a library has no `settings` and no permissions of Studio's.
SERVICES = {
    "course": {"user", "i18n", "replace_urls", "completion", "publish", "settings"},
    "preview": {"user", "i18n", "replace_urls", "settings", "studio_user_permissions"},
    "editor": {"user", "i18n", "settings", "studio_user_permissions"},
    "library": {"user", "i18n", "replace_urls", "completion", "publish"},
}


class Users(UserService):
    """`DjangoXBlockUserService` of `common/djangoapps/xblock_django/user_service.py`."""

    def __init__(
        self, user: Any, *, anonymous_id: str | None, is_staff: bool = False, role: str = "student"
    ) -> None:
        super().__init__()
        self._django_user = user
        self._attributes = {
            "anonymous_user_id": anonymous_id,
            "user_is_staff": is_staff,
            "user_role": role,
        }

    def get_current_user(self) -> XBlockUser:
        """Return who the block is bound to; of a visitor without an account, only that."""
        found = XBlockUser(is_current_user=True)
        user = self._django_user
        if user is None or not user.is_authenticated:
            attributes: dict[str, Any] = {"is_authenticated": False}
        else:
            attributes = {
                "is_authenticated": True,
                "user_id": user.pk,
                "username": user.username,
                **self._attributes,
            }
        found.opt_attrs = {f"edx-platform.{name}": value for name, value in attributes.items()}
        return found


class Urls:
    """Rewrites quoted addresses of a course's own files."""

    def replace_urls(self, text: str) -> str:
        return text.replace('"/static/', '"/asset-v1:Org+E1+2026+')


class StudioPermissions:
    """Asks of the person who made the request."""

    def __init__(self, user: Any, may: Callable[[Any], bool]) -> None:
        self._user, self._may = user, may

    def can_read(self, _key: Any) -> bool:
        return self._may(self._user)

    def can_write(self, _key: Any) -> bool:
        return self._may(self._user)


def others() -> dict[str, Any]:
    """Return the services that need nobody."""
    return {
        "i18n": SimpleNamespace(gettext=translation.gettext, ngettext=translation.ngettext),
        "replace_urls": Urls(),
        "completion": SimpleNamespace(completion_tracking_enabled=lambda: True),
        "publish": SimpleNamespace(),
        "settings": SimpleNamespace(get_settings_bucket=lambda block, default=None: default or {}),
    }
