"""Measures one block's page in a workbench as it comes; prints JSON.

Run as a file, by the Python of an environment in which the block is installed and this package
is not: `python host.py NAME HOME`. What a platform gives beyond the workbench, and a block asks
for, is stood in for by the least that lets its page be drawn.
"""

from __future__ import annotations

import gzip
import importlib
import importlib.machinery
import json
import os
import re
import sys
import types
from importlib.resources import files
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
STUDENT = "student_1"

#: The type of the block, its package, and the apps it needs, by the name of a unit's file here.
BLOCKS: dict[str, tuple[str, tuple[str, ...]]] = {
    "ora2": (
        "openassessment",
        (
            "waffle",
            "submissions",
            "openassessment",
            "openassessment.fileupload",
            "openassessment.workflow",
            "openassessment.assessment",
            "openassessment.xblock",
            "openassessment.staffgrader",
        ),
    ),
    "problem-builder": ("problem_builder", ("submissions", "problem_builder")),
    "capa": ("xblocks_contrib", ("xblocks_contrib.problem.capa",)),
    "drag-and-drop": ("drag_and_drop_v2", ()),
}


class Stand:
    """A service that answers anything with itself, and is nothing."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __call__(self, *_given: Any, **_named: Any) -> Any:
        return self

    def __bool__(self) -> bool:
        return False

    def __str__(self) -> str:
        return ""


class Key(str):
    """A usage id with what a platform's key can do."""

    def html_id(self) -> str:
        """Return the key as an id of an element."""
        return str(self)

    block_id = block_type = "peer"
    course_key = context_key = "course"


class Modules:
    """Finds the platform's modules, which are not here: each name in them is a `Stand`."""

    def find_spec(self, name: str, _path: Any, _target: Any = None) -> Any:
        """Return where a module of the platform's comes from."""
        if name.split(".")[0] not in ("openedx", "common", "lms"):
            return None
        return importlib.machinery.ModuleSpec(name, self, is_package=True)  # type: ignore[arg-type]

    def create_module(self, spec: Any) -> Any:
        """Return a module whose every name is a `Stand`."""
        module = types.ModuleType(spec.name)
        stand = Stand()
        module.__getattr__ = lambda name: getattr(stand, name)  # type: ignore[method-assign]
        return module

    def exec_module(self, module: Any) -> None:
        """Run nothing."""


class Users:
    """The user service, with what platforms add."""

    runtime: Any = None

    def get_current_user(self) -> Any:
        """Return a learner."""
        from xblock.reference.user_service import XBlockUser

        user = XBlockUser(is_current_user=True, full_name="A Learner", emails=["a@example.org"])
        user.opt_attrs = {
            "edx-platform.user_id": 1,
            "edx-platform.username": STUDENT,
            "edx-platform.user_is_staff": False,
            "edx-platform.is_authenticated": True,
            "edx-platform.anonymous_user_id": "a" * 32,
            "edx-platform.deprecated_anonymous_user_id": "a" * 32,
        }
        return user


class Addresses:
    """Leaves addresses as they are."""

    runtime: Any = None

    def replace_urls(self, text: str, *_given: Any, **_named: Any) -> str:
        """Return the text."""
        return text


class Nothing(Stand):
    """A `Stand` that a runtime can be put onto."""

    runtime: Any = None


def _settings(home: Path, apps: tuple[str, ...]) -> types.ModuleType:
    """Return settings for the workbench with these apps, as a module."""
    here = types.ModuleType("peer_settings")
    base = importlib.import_module("workbench.settings")
    for name in dir(base):
        if name.isupper():
            setattr(here, name, getattr(base, name))
    services = {
        **base.WORKBENCH["services"],
        "user": f"{__name__}.Users",
        "replace_urls": f"{__name__}.Addresses",
        **dict.fromkeys(
            ("teams", "teams_configuration", "user_state", "xqueue", "sandbox", "cache"),
            f"{__name__}.Nothing",
        ),
    }
    # The samples' templates have names that other blocks use, too.
    templates = [
        {**one, "DIRS": [folder for folder in one["DIRS"] if "sample_xblocks" not in str(folder)]}
        for one in base.TEMPLATES
    ]
    changed = {
        "TEMPLATES": templates,
        "DATABASES": {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": home / "db"}},
        "INSTALLED_APPS": [*base.INSTALLED_APPS, *apps],
        "LOGGING": {"version": 1, "disable_existing_loggers": True},
        "DEFAULT_AUTO_FIELD": "django.db.models.AutoField",
        "SECRET_KEY": "for a measurement on this machine",
        "USE_TZ": True,
        "FEATURES": {},
        "LMS_ROOT_URL": "http://localhost",
        "WORKBENCH": {**base.WORKBENCH, "services": services},
        "STATICFILES_STORAGE": "django.contrib.staticfiles.storage.StaticFilesStorage",
    }
    for name, value in changed.items():
        setattr(here, name, value)
    return here


def _gzipped(content: bytes) -> int:
    return len(gzip.compress(content, 9, mtime=0))


def _resource(address: str, package: str) -> bytes | None:
    """Return a file of the block's own that an address of the workbench's names."""
    found = re.search(r"/(?:resource|static)/(?:xblock/resource/)?[^/]+/(.+?)(?:\?.*)?$", address)
    if not found:
        return None
    root = Path(str(files(package)))
    for at in (root / found[1], *root.rglob("*" + found[1].rsplit("/", 1)[-1])):
        if at.is_file():
            return at.read_bytes()
    return None


def _page(fragment: Any, package: str) -> dict[str, Any]:
    """Return what the page asks the browser for: in files of its own, and within its text."""
    sizes, requests = {"js": 0, "css": 0}, 0
    missing = []
    for one in fragment.resources:
        kind = {"application/javascript": "js", "text/javascript": "js", "text/css": "css"}.get(
            one.mimetype
        )
        if kind is None:
            continue
        if one.kind == "text":
            sizes[kind] += _gzipped(one.data.encode())
            continue
        if one.data.startswith("/static/workbench/"):
            continue  # the host's own
        requests += 1
        content = _resource(one.data, package)
        if content is None:
            missing.append(one.data)
        else:
            sizes[kind] += _gzipped(content)
    return {
        "js_gzip_bytes": sizes["js"],
        "css_gzip_bytes": sizes["css"],
        "html_gzip_bytes": _gzipped(fragment.body_html().encode()),
        "requests": requests,
        "not_found": missing,
    }


def _inherit(_runtime: Any, block: Any) -> None:
    """Give a block what it inherits from its course on a platform."""
    for setting in ("graded", "due", "graceperiod", "self_paced"):
        if not hasattr(block, setting):
            setattr(type(block), setting, None)


def _loaded(name: str, runtime: Any) -> str:
    """Put the block's unit into the workbench; return its usage id."""
    written = (HERE / f"{name}.xml").read_text("utf-8")
    if name != "capa":
        found: str = runtime.parse_xml_string(written)
        return found
    # Its own reading of documents needs a modulestore; what it reads is one field.
    kind = "_problem_extracted"
    type(runtime).resources_fs = Nothing()
    usage = Key(runtime.id_generator.create_usage(runtime.id_generator.create_definition(kind)))
    block = runtime.get_block(usage)
    block.data, block.display_name = written, "A question"
    block.save()
    return usage


def main() -> None:
    """Measure the block of that name."""
    name, home = sys.argv[1], Path(sys.argv[2])
    package, apps = BLOCKS[name]
    sys.modules["host"] = sys.modules["__main__"]
    globals()["__name__"] = "host"
    if name == "ora2":
        sys.meta_path.append(Modules())  # type: ignore[arg-type]
    sys.modules["peer_settings"] = _settings(home, apps)
    os.environ["DJANGO_SETTINGS_MODULE"] = "peer_settings"
    os.environ["EXCLUDE_SAMPLE_XBLOCKS"] = "yes"
    os.chdir(home)
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from workbench.runtime import ID_MANAGER, WorkbenchRuntime
    from xblock.core import XBlock
    from xblock.fields import ScopeIds

    sys.path.insert(0, str(HERE.parent))
    from timing import cpu_ms

    try:
        from web_fragments.fragment import Fragment
    except ImportError:
        from xblock.fragment import Fragment

    class Blank(XBlock):
        def student_view(self, _context: Any = None) -> Any:
            return Fragment("")

    def blank() -> None:
        keys = ScopeIds("blank", "blank", "bench.blank.d0", "bench.blank.d0.u0")
        runtime = WorkbenchRuntime("blank")
        runtime.construct_xblock_from_class(Blank, keys).render("student_view", {})

    def render() -> Any:
        return WorkbenchRuntime(STUDENT).get_block(usage).render("student_view", {})

    WorkbenchRuntime._patch_xblock = _inherit
    call_command("migrate", run_syncdb=True, interactive=False, verbosity=0)
    ID_MANAGER.set_scenario("peer")
    usage = _loaded(name, WorkbenchRuntime())
    baseline = cpu_ms(blank)
    fragment = render()
    with CaptureQueriesContext(connection) as queries:
        render()
    found = {
        "cpu_ms": round(cpu_ms(render) - baseline, 2),
        "sql": len(queries),
        **_page(fragment, package),
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main()
