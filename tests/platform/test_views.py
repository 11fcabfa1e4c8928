"""Every view in every runtime that draws it, and what none of them may hold."""

from __future__ import annotations

import json

import pytest
from django.core.exceptions import PermissionDenied

from tests.platform.units import MORE, SHARED, UNIT, WORDS, choose, draft, submit, walk

RUNTIMES = {
    "course": lambda world: world.lms("mia", UNIT),
    "course, staff": lambda world: world.lms("rita", UNIT),
    "course, no account": lambda world: world.lms("nobody", UNIT),
    "preview": lambda world: world.preview("kim", UNIT),
    "library in Studio": lambda world: world.in_library("kim", SHARED),
    "library in the LMS": lambda world: world.in_library("mia", SHARED, studio=False),
}
everywhere = pytest.mark.parametrize("where", RUNTIMES)

#: Of the unit: its key, what is said to an answer, and the model answer.
SECRETS = (
    "Because of the key",
    "hoped that she would know him.</p>",
    "&quot;correct&quot;",
    "correct=",
)


def drawn(fragment):
    """Return all that a browser is given."""
    return json.dumps(fragment.to_dict())


@everywhere
@pytest.mark.parametrize("view", ["student_view", "public_view", "author_view"])
def test_each_view_draws(world, where, view):
    visit = RUNTIMES[where](world)
    fragment = visit.view(view)
    assert "The tram" in fragment.content
    for secret in SECRETS:
        assert secret not in drawn(fragment)
    for resource in fragment.resources:
        assert resource.kind == "url"
        assert "/empathy_xblock/public/" in resource.data
        assert resource.mimetype in ("text/css", "application/javascript")


def test_a_library_shows_people_without_an_account_the_public_view_alone(world):
    visit = world.in_library("nobody", SHARED)
    assert "The tram" in visit.page("public_view")
    with pytest.raises(PermissionDenied):
        visit.page()


@everywhere
def test_the_public_view_has_no_state(world, where):
    visit = RUNTIMES[where](world)
    if visit.actor.is_authenticated:
        choose(visit)
        draft(visit, "Nobody else reads this.")
    page = visit.page("public_view")
    assert "Sign in" in page
    assert "Nobody else reads this." not in page
    assert "He holds the tulips." in page


def test_scripts_start_by_a_global_function(world):
    """A classic script, whose function is there when blocks are initialised."""
    starts = {
        world.lms("mia", UNIT).view().js_init_fn,
        world.lms("rita", UNIT).view().js_init_fn,
        world.preview("kim", UNIT).view("author_view").js_init_fn,
        world.editor("kim", UNIT).view("studio_view").js_init_fn,
    }
    assert starts == {"EmpathyLearner", "EmpathyReview", "EmpathyStudio"}


def test_authors_try_the_unit_below_its_summary(world):
    page = world.preview("kim", UNIT).page("author_view")
    assert page.index("empathy-studio-summary") < page.index("Try the unit as a learner")
    assert "Preview: nothing is kept." in page
    assert 'data-region="quiz"' in page


def test_the_summary_of_an_empty_unit(world):
    world.add(UNIT, "<empathy/>")
    page = world.preview("kim", UNIT).page("author_view")
    assert "no steps yet" in page
    assert "Try the unit" not in page


def test_phones_get_the_learner_s_page(world):
    """Declared, so that the mobile apps show it."""
    block = world.lms("mia", UNIT).block()
    assert block.has_support(block.student_view, "multi_device")
    assert block.has_author_view


@everywhere
def test_data_for_other_clients(world, where):
    """What is in it is drawn from what learners may see; no words of theirs, no answers."""
    visit = RUNTIMES[where](world)
    if where == "course":
        walk(visit)
        submit(visit, 2, MORE)
    data = json.dumps(visit.block().student_view_data())
    assert "The tram" in data
    assert "Who is right?" in data
    for secret in (*SECRETS, WORDS, MORE, "correct"):
        assert secret not in data


@everywhere
def test_what_the_search_may_find(world, where):
    visit = RUNTIMES[where](world)
    if where == "course":
        walk(visit)
    found = visit.block().index_dictionary()
    assert found["content"]["display_name"] == "The tram"
    assert "What did he feel?" in found["content"]["text"]
    assert "He holds the tulips." in found["content"]["text"]
    for secret in (*SECRETS, WORDS, "She is."):
        assert secret not in json.dumps(found)


def test_views_write_nothing(world):
    """Drawing a page is a GET: nothing may come of it, on whatever page."""
    before = world.traces()
    for visit in (RUNTIMES[name](world) for name in RUNTIMES):
        for view in ("student_view", "public_view", "author_view"):
            visit.page(view)
    assert world.traces() == before
