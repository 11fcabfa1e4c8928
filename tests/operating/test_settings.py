"""The plugin's settings: what is absent is added, what is there is never replaced."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import pytest

from empathy_xblock import events, settings
from empathy_xblock.apps import EmpathyConfig
from empathy_xblock.settings import common, value

ROOT = Path(__file__).resolve().parents[2]
OURS = list(events.NAMES)
THEIRS = ["problem_check", "edx.grades.problem.submitted"]
MOMENTS = ("common", "production", "test")


def routing(them: list[str]) -> SimpleNamespace:
    """Return settings as event-routing-backends leaves them: lists, and filters made of them."""
    allowed = {"OPTIONS": {"whitelist": them}, "ENGINE": "x.NameWhitelistProcessor"}
    both = {"OPTIONS": {"whitelist": {*them, "caliper"}}, "ENGINE": "x.NameWhitelistProcessor"}
    caliper = {"OPTIONS": {"whitelist": ["caliper"]}, "ENGINE": "x.NameWhitelistProcessor"}
    return SimpleNamespace(
        EVENT_TRACKING_BACKENDS_ALLOWED_XAPI_EVENTS=them,
        EVENT_BUS_TRACKING_LOGS={*them, "caliper"},
        EVENT_TRACKING_BACKENDS={
            "tracking_logs": {"ENGINE": "logger"},
            "event_transformer": {
                "OPTIONS": {
                    "processors": [both],
                    "backends": {
                        "xapi": {"OPTIONS": {"processors": [allowed, {"ENGINE": "x.XApi"}]}},
                        "caliper": {"OPTIONS": {"processors": [caliper]}},
                    },
                }
            },
        },
    )


def module(moment: str):
    """Return the settings module as the platform finds it, by the plugin's configuration."""
    found = {
        EmpathyConfig.plugin_app["settings_config"][service][moment]["relative_path"]
        for service in ("lms.djangoapp", "cms.djangoapp")
    }
    (path,) = found
    return import_module(f"{EmpathyConfig.name}.{path}")


@pytest.mark.parametrize("moment", MOMENTS)
def test_the_platform_finds_them(moment):
    bare = SimpleNamespace()
    module(moment).plugin_settings(bare)
    assert vars(bare) == {**settings.DEFAULTS, common.ALLOWED: OURS}


@pytest.mark.parametrize("times", [1, 2])
def test_what_is_there_stays_and_ours_is_added_once(times):
    there = routing(list(THEIRS))
    there.EMPATHY_XBLOCK_RETENTION_DAYS = 30
    for _ in range(times):
        for moment in MOMENTS:
            module(moment).plugin_settings(there)
    router = there.EVENT_TRACKING_BACKENDS["event_transformer"]["OPTIONS"]
    lists = {name: value["OPTIONS"]["processors"] for name, value in router["backends"].items()}
    assert there.EMPATHY_XBLOCK_RETENTION_DAYS == 30
    assert there.EVENT_TRACKING_BACKENDS_ALLOWED_XAPI_EVENTS == THEIRS + OURS
    assert {*THEIRS, *OURS, "caliper"} == there.EVENT_BUS_TRACKING_LOGS
    assert router["processors"][0]["OPTIONS"]["whitelist"] == {*THEIRS, *OURS, "caliper"}
    assert lists["xapi"][0]["OPTIONS"]["whitelist"] == THEIRS + OURS
    assert lists["xapi"][1] == {"ENGINE": "x.XApi"}
    assert lists["caliper"][0]["OPTIONS"]["whitelist"] == ["caliper"]


@pytest.mark.parametrize("backends", [None, {}, {"event_transformer": {}}, "elsewhere"])
def test_other_ways_to_route_are_left_alone(backends):
    there = SimpleNamespace(EVENT_TRACKING_BACKENDS=backends)
    common.plugin_settings(there)
    assert backends == there.EVENT_TRACKING_BACKENDS


def test_a_list_that_is_a_tuple_is_an_operator_s_last_word():
    there = SimpleNamespace(EVENT_TRACKING_BACKENDS_ALLOWED_XAPI_EVENTS=tuple(THEIRS))
    common.plugin_settings(there)
    assert tuple(THEIRS) == there.EVENT_TRACKING_BACKENDS_ALLOWED_XAPI_EVENTS


def test_the_table_of_settings_is_that_of_the_code():
    page = (ROOT / "docs/operating.md").read_text("utf-8")
    rows = re.findall(r"^\| `(EMPATHY_XBLOCK_\w+)` \| `([^`]+)` \|", page, re.M)
    assert dict(rows) == {name: repr(value) for name, value in settings.DEFAULTS.items()}


def test_the_code_reads_no_other_setting():
    named = set()
    for source in (ROOT / "empathy_xblock").rglob("*.py"):
        named.update(re.findall(r'"(EMPATHY_XBLOCK_[A-Z_]*[A-Z])"', source.read_text("utf-8")))
    assert named == set(settings.DEFAULTS)


def test_reading_a_setting(settings):
    assert value("EMPATHY_XBLOCK_RETENTION_DAYS") is None
    settings.EMPATHY_XBLOCK_RETENTION_DAYS = 90
    assert value("EMPATHY_XBLOCK_RETENTION_DAYS") == 90


def test_the_workbench_passes_django_s_own_checks():
    """Beside the platform's apps and without them."""
    checked = subprocess.run(
        [sys.executable, "-m", "django", "check", "--fail-level", "WARNING"],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "empathy_xblock.demo.settings"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stderr
