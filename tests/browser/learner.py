"""A learner at the unit, in the words a test reads best."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from empathy_xblock.unit import library

PERSON = (
    "The old man with the tulips keeps looking at the girl. I think he is torn between hope and "
    "dread, because some Tuesdays she knows him and some Tuesdays she does not. I can't know that "
    "from here, so I would ask him who the flowers are for."
)
ACT = (
    "Somebody could ask him about the tulips and then listen. If I see a visitor who waits alone "
    "on Thursday, then I will sit down and ask what they hope for today."
)
RESPONSES = {"person": PERSON, "act": ACT}


def region(page: Any, name: str) -> Any:
    """Return a step, or the list of them."""
    return page.locator(f"[data-region={name}]")


def go(page: Any, step: str) -> None:
    """Go to a step by the list of steps."""
    page.locator(f"[data-go={step}]").click()


def field(page: Any, prompt: str) -> Any:
    """Return the field that a prompt is answered in."""
    return page.locator(f"textarea[name={prompt}]")


def saved(page: Any) -> Any:
    """Return the line that says where saving stands."""
    return page.locator("[data-saved]")


def status(page: Any) -> Any:
    """Return the region that speaks to screen readers."""
    return page.locator("[data-status]")


def writing(page: Any, site: Any, student: str) -> None:
    """Open the unit at the reflection's form."""
    site.post(student, "choose_version", {"version": "story"})
    page.goto(site.learner(student))
    go(page, "reflection")


def submitted(page: Any, site: Any, student: str) -> None:
    """Open the unit with the reflection submitted, at its feedback."""
    site.post(student, "choose_version", {"version": "story"})
    status, body = site.post(student, "submit_reflection", {"responses": RESPONSES, "number": 1})
    assert status == 200, body
    page.goto(site.learner(student))
    go(page, "reflection")


def tab_to(page: Any, target: Any, key: str = "Tab") -> None:
    """Press Tab until `target` has the focus."""
    for _ in range(120):
        if target.evaluate("node => node === document.activeElement"):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{target} can't be reached by {key}")


def tab_into(page: Any, group: Any) -> None:
    """Press Tab until one of a group of radio buttons has the focus: which, browsers decide."""
    for _ in range(120):
        if group.evaluate_all("all => all.includes(document.activeElement)"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{group} can't be reached by Tab")


def choose(page: Any, form: Any, value: str) -> None:
    """Choose a value by keyboard, as a radio button, a checkbox or an option."""
    options = form.locator(f'option[value="{value}"]')
    if options.count():
        listed = options.locator("xpath=..")
        tab_to(page, listed)
        for _ in range(listed.locator("option").count()):
            if listed.input_value() == value:
                return
            page.keyboard.press("ArrowDown")
        raise AssertionError(f"{value} can't be reached by the arrows")
    wanted = form.locator(f'input[value="{value}"]')
    if wanted.get_attribute("type") == "checkbox":
        tab_to(page, wanted)
        page.keyboard.press("Space")
        return
    group = form.locator(f'input[name="{wanted.get_attribute("name")}"]')
    tab_into(page, group)
    page.keyboard.press("Space")
    for _ in range(group.count()):
        if wanted.is_checked():
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"{value} can't be reached by the arrows")


@contextmanager
def cut_off(page: Any, handler: str) -> Iterator[None]:
    """Lose every request to one handler before it arrives."""
    pattern = f"**/{handler}/*"
    page.route(pattern, lambda route: route.abort())
    yield
    page.unroute(pattern)


def release(site: Any, student: str, instructor: str = "staff_anna") -> None:
    """Let an instructor mark the newest attempt at the demo unit, at the highest level."""
    _, queue = site.post(instructor, "review_queue", {"search": student})
    ref = re.search(r'name="ref" value="([^"]+)"', queue["regions"]["review"])[1]
    _, opened = site.post(instructor, "review_open", {"ref": ref})
    seen = re.search(r'name="seen" value="(\d*)"', opened["regions"]["review"])[1]
    rubric = library.load("demo").reflection.rubric
    marks = {one.id: {"level": one.levels[-1].id, "comment": ""} for one in rubric.criteria}
    payload = {"ref": ref, "marks": marks, "comment": "Well seen.", "release": True}
    status, body = site.post(
        instructor, "review_mark", {**payload, "seen": int(seen) if seen else None}
    )
    assert status == 200, body
