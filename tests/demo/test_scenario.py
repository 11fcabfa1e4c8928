"""The ready-made unit in the workbench, and what an author changed in it."""

from __future__ import annotations

import pytest

from empathy_xblock.demo import scenario
from empathy_xblock.unit import library

pytestmark = pytest.mark.django_db


def test_it_is_the_demo_unit(workbench):
    assert workbench.block().unit == library.load("demo")


def test_a_restart_keeps_what_an_author_changed(workbench):
    block = workbench.block("author_kim")
    block.display_name = "Our own tram"
    block.save()
    assert scenario.load() == workbench.usage_id
    assert workbench.block().unit.display_name == "Our own tram"


def test_a_new_document_replaces_it(workbench, monkeypatch):
    block = workbench.block("author_kim")
    block.display_name = "Our own tram"
    block.save()
    ((description, xml),) = type(block).unmixed_class.workbench_scenarios()
    newer = xml.replace('display_name="The 6:47', 'display_name="The 6:48')
    monkeypatch.setattr(
        type(block).unmixed_class, "workbench_scenarios", lambda: [(description, newer)]
    )
    assert scenario.load() == workbench.usage_id
    assert workbench.block().unit.display_name.startswith("The 6:48")


def test_all_starts_again_when_asked(workbench):
    block = workbench.block("author_kim")
    block.display_name = "Our own tram"
    block.save()
    scenario.load(fresh=True)
    assert workbench.block().unit == library.load("demo")
