"""Puts the ready-made unit into the workbench, and keeps what an author changed there."""

from __future__ import annotations

import hashlib
import json

from django.template.defaultfilters import slugify
from workbench.models import XBlockState
from workbench.runtime import ID_MANAGER, WorkbenchRuntime
from workbench.scenarios import SCENARIOS, Scenario, get_scenarios
from xblock.core import XBlock

#: The name of the ready-made unit in the workbench's addresses.
NAME = "empathy.0"

_LOADED = {"scope": "demo", "scope_id": "loaded", "scenario": "demo", "tag": "loaded"}


def load(*, fresh: bool = False) -> str:
    """Make the block's scenarios the workbench's only ones; return the first one's usage id.

    The workbench by itself parses the scenarios of every installed block at each start, which
    puts back what an author has changed. Here a scenario is parsed when its document is new to
    the database, or when `fresh` is asked for.
    """
    SCENARIOS.clear()
    ID_MANAGER.clear()
    get_scenarios.initialized = True
    for number, (description, xml) in enumerate(XBlock.load_class("empathy").workbench_scenarios()):
        ID_MANAGER.set_scenario(slugify(description))
        name = f"empathy.{number}"
        digest = hashlib.sha256(xml.encode()).hexdigest()
        known = XBlockState.objects.filter(**_LOADED, user_id=name)
        if not fresh and known.filter(state=json.dumps(digest)).exists():
            usage_id = ID_MANAGER.create_usage(ID_MANAGER.create_definition("empathy"))
        else:
            runtime = WorkbenchRuntime()
            usage_id = runtime.parse_xml_string(xml)
            known.delete()
            XBlockState.objects.create(**_LOADED, user_id=name, state=json.dumps(digest))
        SCENARIOS[name] = Scenario(description, usage_id, xml)
    return SCENARIOS[NAME].usage_id


def block(username: str) -> XBlock:
    """Return the ready-made unit as that person has it."""
    return WorkbenchRuntime(username).get_block(SCENARIOS[NAME].usage_id)
