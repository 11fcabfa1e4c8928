"""Handlers over HTTP, as each service lets requests through to them."""

from __future__ import annotations

import pytest
from xblock.exceptions import NoSuchHandlerError

from tests.http.test_who_may_call import AUTHOR, LEARNER, STAFF
from tests.platform.units import SHARED, UNIT, choose, draft

ALL = sorted(LEARNER | STAFF | AUTHOR)


@pytest.mark.parametrize("handler", ALL)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_get_of_anybody_s_reaches_the_handler_and_does_nothing(world, handler, method):
    """Without an account, too; and no token is asked for."""
    before = world.traces()
    for visit in (world.lms("nobody", UNIT), world.in_library("nobody", SHARED)):
        status, _ = visit.call(handler, method=method)
        assert status == 403
    for name in ("mia", "rita"):
        status, _ = world.lms(name, UNIT).call(handler, method=method)
        # What is there to be fetched by GET was not named here; a page needs no name.
        by_get = {"job_file": (422,), "transparency_card": (200,)}
        assert status in (403, 405, *by_get.get(handler, ()))
    assert world.traces() == before


@pytest.mark.parametrize("handler", ALL)
def test_what_a_token_or_an_account_is_missing_for_never_runs(world, handler):
    assert world.lms("mia", UNIT).call(handler, token=False) == (403, None)
    assert world.lms("nobody", UNIT).call(handler) == (403, None)
    assert world.editor("kim", UNIT).call(handler, token=False) == (403, None)


#: Who may call what, where. Studio's handlers ask nobody: the block does.
MAY = [
    ("lms", "mia", LEARNER),
    ("lms", "eve", LEARNER),  # whether they are enrolled is the platform's to ask
    ("lms", "rita", LEARNER | STAFF),
    ("lms", "kim", LEARNER),
    ("preview", "kim", LEARNER | AUTHOR),
    ("preview", "eve", set()),
    ("preview", "rita", set()),
    ("editor", "kim", AUTHOR),
    ("editor", "eve", set()),
    ("editor", "mia", set()),
    ("in_library", "kim", LEARNER | AUTHOR),
    ("in_library", "eve", LEARNER),  # whether they may read it is the library's to ask
]


@pytest.mark.parametrize(("where", "name", "allowed"), MAY)
def test_who_may_call(world, where, name, allowed):
    usage = SHARED if where == "in_library" else UNIT
    visit = getattr(world, where)(name, usage)
    found = {handler for handler in ALL if visit.call(handler, {"colour": "blue"})[0] != 403}
    assert found == allowed


def test_a_missing_handler_tells_the_log_no_words(world):
    """The platform logs the block's `repr`, which by default holds the learner's state."""
    mia = world.lms("mia", UNIT)
    choose(mia)
    draft(mia, "Nobody else reads this.")
    with pytest.raises(NoSuchHandlerError) as missing:
        mia.call("no_such_handler")
    assert "Nobody else" not in str(missing.value)
    assert "Nobody else" not in repr(mia.block())
    assert str(UNIT) in repr(mia.block())


def test_errors_are_answers(world):
    """A JSON error outside of `json_handler` would be a 500, and `ProcessingError` a 200."""
    mia = world.lms("mia", UNIT)
    for payload in (None, [], {"version": 3}, "text"):
        status, answer = mia.call("choose_version", payload)
        assert status == 422
        assert answer["error"]
