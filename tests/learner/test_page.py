"""What each situation's page says, and that its parts fit together.

The pages are kept as outlines in `pages/`. `python -m tests.learner.rewrite` writes them anew.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from empathy_xblock.learner import page
from empathy_xblock.learner.page import regions, script_args, whole_page
from tests.learner.made_up import READ, situation
from tests.learner.outline import outline, parsed
from tests.learner.situations import SITUATIONS

PAGES = Path(__file__).parent / "pages"


@pytest.mark.parametrize("name", SITUATIONS)
def test_the_page_of_every_situation(name):
    assert outline(whole_page(SITUATIONS[name])) == (PAGES / f"{name}.txt").read_text("utf-8")


@pytest.mark.parametrize("name", SITUATIONS)
def test_every_reference_finds_its_element_and_no_id_stands_twice(name):
    tree = parsed(whole_page(SITUATIONS[name]))
    ids = Counter(tree.xpath("//@id"))
    assert [one for one, times in ids.items() if times > 1] == []
    wanted = set()
    for attribute in ("for", "aria-labelledby", "aria-describedby"):
        for value in tree.xpath(f"//@{attribute}"):
            wanted.update(value.split())
    wanted.update(link[1:] for link in tree.xpath("//a/@href") if link.startswith("#"))
    assert wanted - set(ids) == set()
    assert all(one.startswith("empathy-1") for one in ids)


def test_two_units_share_a_page_without_sharing_an_id():
    first, second = (
        set(parsed(whole_page(situation(progress=READ, element_id=name))).xpath("//@id"))
        for name in ("empathy-1", "empathy-2")
    )
    assert first & second == set()


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("start", "content_note"),
        ("film", "video"),
        ("story", "reflection"),
        ("practice", "anchor"),
        ("practice_by_reading", "anchor"),
        ("writing", "reflection"),
        ("provisional", "quiz"),
        ("quiz_over", "reflection"),
        ("confirmed", "score"),
    ],
)
def test_the_page_opens_where_the_learner_left_off(name, start):
    assert script_args(SITUATIONS[name])["start"] == start


def test_scripts_are_given_sentences_and_a_key_for_the_device_and_nothing_else():
    args = script_args(SITUATIONS["writing"])
    assert set(args) == {"storage_key", "start", "words"}
    assert args["storage_key"] == "key"
    assert script_args(SITUATIONS["visitor"])["storage_key"] == ""


def test_regions_a_unit_lacks_are_not_drawn():
    assert regions(SITUATIONS["empty"], ["steps", "video", "score"]) == {"steps": "<ol>\n</ol>\n"}


def test_a_region_stands_in_the_page_as_it_is_drawn_alone():
    here = SITUATIONS["provisional"]
    whole = whole_page(here)
    for html in regions(here, page.region_names(here)).values():
        assert html in whole


def write():
    """Write the outlines anew."""
    for name, here in SITUATIONS.items():
        (PAGES / f"{name}.txt").write_text(outline(whole_page(here)), "utf-8")
