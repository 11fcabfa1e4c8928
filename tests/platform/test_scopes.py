"""Which fields can be written where, and what the block does within that."""

from __future__ import annotations

import pytest
from xblock.exceptions import InvalidScopeError
from xblock.fields import Scope

from tests.platform.units import MORE, SHARED, SOURCE, UNIT, answer, submit, walk


def test_the_editor_has_no_learner_s_state(world):
    """Writing it there is an InvalidScopeError, so an HTTP 500."""
    block = world.editor("kim", UNIT).block()
    block.attempts = 1
    with pytest.raises(InvalidScopeError):
        block.save()


@pytest.mark.parametrize("visit", ["lms", "preview"])
def test_settings_are_read_only_outside_the_editor(world, visit):
    """Writing them in an LMS or preview handler is an InvalidScopeError."""
    name = "mia" if visit == "lms" else "kim"
    block = getattr(world, visit)(name, UNIT).block()
    block.display_name = "Mine"
    with pytest.raises(InvalidScopeError):
        block.save()


def test_learner_handlers_do_not_run_in_the_editor(world):
    """There the `user` service gives no anonymous id: refused, and never a 500."""
    visit = world.editor("kim", UNIT)
    for handler in ("choose_version", "save_draft", "submit_reflection", "answer_item"):
        assert visit.call(handler)[0] == 403
    assert "EmpathyStudio" in str(visit.view("studio_view").js_init_fn)


def test_authors_save_in_the_editor(world):
    visit = world.editor("kim", UNIT)
    visit.post("studio_save", {"olx": SOURCE.replace("The tram", "Another name")})
    assert "Another name" in world.lms("mia", UNIT).page()
    assert world.editor("eve", UNIT).call("studio_save", {"olx": SOURCE})[0] == 403
    assert world.editor("rita", UNIT).call("studio_check", {"olx": SOURCE})[0] == 403


def test_authored_fields_are_as_they_were_after_a_walk(world):
    """In-place edits of a list or a dict count as writing."""
    before = {UNIT: dict(world.course.fields[UNIT])}
    world.course.changed.clear()
    walk(world.lms("mia", UNIT))
    walk(world.preview("kim", UNIT))
    world.lms("rita", UNIT).page()
    assert world.course.fields == before
    assert not world.course.changed


def test_what_a_learner_has_is_all_user_state(world):
    """Masquerades, resets and reports know that scope alone."""
    from empathy_xblock.block import EmpathyXBlock

    scopes = {field.scope for field in EmpathyXBlock.fields.values()}
    assert scopes <= {Scope.content, Scope.settings, Scope.user_state, Scope.parent, Scope.children}


def test_the_platform_s_own_keys_in_the_state_do_no_harm(world):
    mia = world.lms("mia", UNIT)
    walk(mia)
    world.reset_attempts("mia", UNIT)
    assert "score_history" in world.state("mia", UNIT)
    submit(mia, 2, MORE)
    answer(mia, 2)


def test_a_library_saves_by_its_own_permissions(world):
    """Studio's service for permissions is absent there; the library's own are asked."""
    changed = SOURCE.replace("The tram", "From the library")
    world.in_library("kim", SHARED).post("studio_save", {"olx": changed})
    assert "From the library" in world.documents[SHARED]
    assert world.in_library("eve", SHARED).call("studio_save", {"olx": SOURCE})[0] == 403
    published = world.in_library("kim", SHARED, studio=False)
    assert published.call("studio_save", {"olx": SOURCE})[0] == 403
