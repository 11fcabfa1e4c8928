"""An author in the editor, in a browser."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from empathy_xblock.unit import library, olx
from tests.browser.axe import assert_no_serious, assert_no_sideways_scroll

DEMO = olx.write(library.load("demo"))

#: What the page's runtime was told, kept where a test can read it.
LISTEN = """() => {
  window.told = [];
  const create = window.EmpathyStudio;
  document.querySelector("[data-empathy-studio]").removeAttribute("data-started");
  const block = document.querySelector("[data-usage]");
  const runtime = {
    handlerUrl: (_, name) => `/handler/${window.usage}/${name}/?student=author_kim`,
    notify: (name, about) => window.told.push([name, about && about.state || null]),
  };
  const copy = block.cloneNode(true);
  block.replaceWith(copy);
  create(runtime, [copy]);
}"""

#: As low as the frame that Studio opens an editor in.
FRAME = {"width": 1280, "height": 700}


@pytest.fixture(autouse=True)
def unit(site: Any) -> Iterator[None]:
    """Put the ready-made unit back after each test."""
    yield
    assert site.post("author_kim", "studio_save", {"olx": DEMO})[0] == 200


def open_editor(page: Page, site: Any) -> Locator:
    """Open the editor with a runtime that writes down what it is told."""
    page.goto(site.author())
    page.wait_for_selector("[data-empathy-studio][data-started]")
    page.evaluate("(usage) => { window.usage = usage }", site.usage_id)
    page.evaluate(LISTEN)
    return page.locator("[data-empathy-studio]")


def told(page: Page) -> Any:
    return page.evaluate("window.told")


def go_to(page: Page, part: str) -> None:
    outline = page.locator("[data-outline]")
    if not outline.evaluate("(one) => one.open"):
        outline.locator("summary").click()
    page.locator(f'[data-open="{part}"]').click()


def tab(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


# --- saving ------------------------------------------------------------------------------------


def test_save_tells_studio_and_learners(page: Page, site: Any) -> None:
    open_editor(page, site)
    page.get_by_label("Title", exact=True).fill("Edited in the form")
    button(page, "Save").click()
    page.wait_for_function("window.told.length === 2")
    assert told(page) == [["save", "start"], ["save", "end"]]
    page.goto(site.learner())
    expect(page.get_by_role("heading", name="Edited in the form").first).to_be_visible()


def test_one_request_opens_and_one_saves(page: Page, site: Any) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site.author())
    page.wait_for_selector("[data-empathy-studio][data-started]")
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if "/handler/" in url] == []
    button(page, "Save").click()
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
    assert [url.split("/")[-2] for url in asked if "/handler/" in url] == ["studio_save"]


def test_a_refused_save_is_said_in_the_editor(page: Page, site: Any) -> None:
    editor = open_editor(page, site)
    tab(page, "OLX source")
    field = page.get_by_label("The unit’s document (OLX)")
    field.fill("<empathy><poem/></empathy>")
    button(page, "Save").click()  # before the check while typing
    expect(editor.locator("[data-problem]")).to_have_text(
        "1 error to mend before this can be saved."
    )
    assert [name for name, _state in told(page)] == ["save", "error"]
    expect(field).to_have_value("<empathy><poem/></empathy>")
    jump = page.locator("[data-line]").first
    jump.click()
    expect(field).to_be_focused()


def test_a_server_out_of_reach_is_said_in_the_editor(page: Page, site: Any) -> None:
    editor = open_editor(page, site)
    page.get_by_label("Title", exact=True).fill("Typed on a train")
    page.context.set_offline(True)
    button(page, "Save").click()
    expect(editor.locator("[data-problem]")).to_contain_text("Your text is still here")
    page.context.set_offline(False)
    expect(page.get_by_label("Title", exact=True)).to_have_value("Typed on a train")
    expect(button(page, "Save")).to_be_enabled()


def test_cancel_asks_only_if_something_would_be_lost(page: Page, site: Any) -> None:
    open_editor(page, site)
    cancel = button(page, "Cancel")
    page.get_by_label("Title", exact=True).fill("Not to be kept")
    cancel.click()
    expect(button(page, "Keep editing")).to_be_focused()
    page.keyboard.press("Enter")
    expect(cancel).to_be_focused()
    assert told(page) == []
    cancel.click()
    button(page, "Leave without saving").click()
    assert told(page) == [["cancel", None]]


@pytest.mark.parametrize("height", [700, 420])
def test_save_and_cancel_stay_in_view_in_a_low_frame(page: Page, site: Any, height: int) -> None:
    page.set_viewport_size({"width": 900, "height": height})
    open_editor(page, site)
    for part in ("settings", "reflection", "quiz"):
        go_to(page, part)
        for name in ("Save", "Cancel"):
            expect(button(page, name)).to_be_in_viewport(ratio=1)
    tab(page, "Start from …")
    expect(button(page, "Save")).to_be_in_viewport(ratio=1)


def test_unsaved_work_is_offered_back(page: Page, site: Any) -> None:
    open_editor(page, site)
    page.get_by_label("Title", exact=True).fill("Half a thought")
    page.wait_for_function("Object.keys(localStorage).length === 1")
    page.once("dialog", lambda dialog: dialog.accept())
    open_editor(page, site)
    expect(page.get_by_label("Title", exact=True)).not_to_have_value("Half a thought")
    button(page, "Bring my changes back").click()
    expect(page.get_by_label("Title", exact=True)).to_have_value("Half a thought")
    button(page, "Save").click()
    page.wait_for_function("window.told.length === 2")
    assert page.evaluate("Object.keys(localStorage).length") == 0


def test_a_source_with_errors_waits_while_a_start_is_looked_at(page: Page, site: Any) -> None:
    open_editor(page, site)
    tab(page, "OLX source")
    field = page.get_by_label("The unit’s document (OLX)")
    field.fill("<empathy><poem/></empathy>")
    tab(page, "Form")
    expect(field).to_be_visible()
    expect(page.locator("[data-line]").first).to_be_visible()
    tab(page, "Start from …")
    expect(field).to_be_hidden()
    tab(page, "OLX source")
    expect(field).to_have_value("<empathy><poem/></empathy>")


def test_two_authors_at_once_see_both(page: Page, site: Any) -> None:
    editor = open_editor(page, site)
    theirs = DEMO.replace('pass_percent="60"', 'pass_percent="75"')
    assert site.post("author_kim", "studio_save", {"olx": theirs})[0] == 200
    page.get_by_label("Title", exact=True).fill("Mine")
    button(page, "Save").click()
    rows = editor.locator("[data-region=conflict] tbody tr")
    expect(rows).to_have_count(2)
    expect(rows.nth(1)).to_have_text("Settings › To pass, percent7560")
    assert_no_serious(page)
    button(page, "Take theirs into the editor").click()
    expect(page.get_by_label("To pass, percent")).to_have_value("75")
    button(page, "Undo").click()
    expect(page.get_by_label("Title", exact=True)).to_have_value("Mine")
    button(page, "Save").click()  # knowing what theirs is
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()


# --- finding what is wrong ---------------------------------------------------------------------


def test_errors_are_listed_while_typing_and_lead_to_their_field(page: Page, site: Any) -> None:
    open_editor(page, site)
    field = page.get_by_label("To pass, percent")
    field.fill("sixty")
    expect(button(page, "Save")).to_be_disabled()
    expect(page.locator("[data-verdict]")).to_have_text("1 error to mend before this can be saved.")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description("Write a whole number, not “sixty”.")
    go_to(page, "video")
    page.locator("[data-verdict]").click()
    button(page, "Settings › To pass, percent").click()
    expect(field).to_be_focused()
    field.fill("70")
    expect(button(page, "Save")).to_be_enabled()
    expect(page.locator("[aria-invalid]")).to_have_count(0)


def test_an_error_in_a_closed_item_is_opened(page: Page, site: Any) -> None:
    open_editor(page, site)
    go_to(page, "quiz")
    page.locator(".empathy-studio-item > summary").first.click()
    points = page.locator('[data-field="quiz.items.0.points"]')
    points.fill("many")
    expect(button(page, "Save")).to_be_disabled()
    page.locator(".empathy-studio-item > summary").first.click()
    expect(points).to_be_hidden()
    page.locator("[data-verdict]").click()
    page.locator("[data-goto]").first.click()
    expect(points).to_be_focused()


# --- the form's shape --------------------------------------------------------------------------


def order(page: Page) -> list[str]:
    return page.locator("[data-steps] > [draggable]").evaluate_all(
        "(rows) => rows.map((row) => row.dataset.step)"
    )


def test_steps_move_by_keyboard_and_by_pointer(page: Page, site: Any) -> None:
    open_editor(page, site)
    before = order(page)
    down = page.locator(f'[data-step="{before[0]}"] [data-shift="1"]')
    down.focus()
    page.keyboard.press("Enter")
    expect(down).to_be_focused()
    page.keyboard.press("Enter")
    assert order(page) == [before[1], before[2], before[0], *before[3:]]
    page.locator(f'[data-step="{before[-1]}"]').drag_to(
        page.locator(f'[data-step="{before[1]}"]'), target_position={"x": 60, "y": 3}
    )
    moved = [before[-1], before[1], before[2], before[0], *before[3:-1]]
    assert order(page) == moved
    button(page, "Save").click()
    page.wait_for_function("window.told.length === 2")
    open_editor(page, site)
    assert order(page) == moved


def test_parts_move_by_keyboard_and_undo_brings_them_back(page: Page, site: Any) -> None:
    open_editor(page, site)
    go_to(page, "reflection")
    path = "reflection.rubric.criteria.{}.name"
    first = page.locator(f'[data-field="{path.format(0)}"]').input_value()
    page.locator('[data-do="down"][data-path="reflection.rubric.criteria.0"]').focus()
    page.keyboard.press("Enter")
    expect(page.locator(f'[data-field="{path.format(1)}"]')).to_have_value(first)
    expect(
        page.locator('[data-do="down"][data-path="reflection.rubric.criteria.1"]')
    ).to_be_focused()
    expect(page.locator("[data-live]")).to_have_text(f"Criterion 1 “{first}” is now number 2")
    button(page, "Undo").click()
    expect(page.locator(f'[data-field="{path.format(0)}"]')).to_have_value(first)
    expect(button(page, "Undo")).to_be_disabled()


def test_what_a_group_is_called_follows_into_the_choices(page: Page, site: Any) -> None:
    open_editor(page, site)
    go_to(page, "quiz")
    button(page, "Sort replies").click()
    item = page.locator(".empathy-studio-item").last
    item.get_by_label("Name").first.fill("Asks")
    expect(item.get_by_label("Belongs to").first).to_contain_text("Group 1 “Asks”")


def test_the_source_and_the_form_are_the_same_unit(page: Page, site: Any) -> None:
    open_editor(page, site)
    page.get_by_label("Title", exact=True).fill("In the form")
    tab(page, "OLX source")
    field = page.get_by_label("The unit’s document (OLX)")
    expect(field).to_have_value(DEMO.replace(library.load("demo").display_name, "In the form", 1))
    field.fill(field.input_value().replace("In the form", "In the source", 1))
    tab(page, "Form")
    expect(page.get_by_label("Title", exact=True)).to_have_value("In the source")


def test_a_rubric_is_tried(page: Page, site: Any) -> None:
    open_editor(page, site)
    go_to(page, "reflection")
    page.get_by_text("Try the rubric on a sample answer").click()
    page.get_by_label("Sample answer").fill(
        "I noticed that the old man holds his tulips upright. I would ask whom they are for."
    )
    button(page, "Mark it").click()
    tried = page.locator("[data-region=tried]")
    expect(tried).to_be_focused()
    expect(tried.locator("li")).to_have_count(5)
    expect(tried).to_contain_text("I would ask whom they are for.")
    assert_no_serious(page)


# --- a whole unit ------------------------------------------------------------------------------


class Hands:
    """Does what a person does, and counts it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.done = 0

    def click(self, what: Locator) -> None:
        what.click()
        self.done += 1

    def fill(self, path: str, text: str) -> None:
        self.page.locator(f'[data-field="{path}"]').fill(text)
        self.done += 1

    def choose(self, path: str) -> None:
        self.page.locator(f'[data-field="{path}"]').check()
        self.done += 1

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.done += 1

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.done += 1


def test_a_unit_is_built_by_hand(page: Page, site: Any) -> None:
    page.set_viewport_size(FRAME)
    open_editor(page, site)
    hands = Hands(page)
    hands.click(button(page, "Start from …"))
    hands.click(button(page, "A blank unit"))
    hands.click(button(page, "Use this in place of what is in the editor"))
    expect(page.locator('[data-field="settings.display_name"]')).to_be_focused()

    # By keyboard alone: the title, and the first two steps.
    hands.press("ControlOrMeta+a")
    hands.type("A morning at the desk")
    page.locator('[data-field="content_note.on"]').focus()
    hands.press("Space")
    expect(page.locator('[data-section="content_note"]')).to_be_visible()
    page.locator('[data-field="content_note.text"]').focus()
    hands.type("Shows people who are told to wait.")

    hands.choose("video.on")
    hands.fill("video.sources.0.src", "https://example.org/desk.mp4")
    hands.fill("video.transcript", "A desk.\n\nA queue.")

    hands.choose("reflection.on")
    hands.fill("reflection.prompts.0.text", "What might the wait be like for her?")
    hands.click(button(page, "+ Ready-made rubric: Patient care"))
    expect(page.locator(".empathy-studio-criterion")).to_have_count(5)

    hands.choose("quiz.on")
    for number in range(3):
        hands.click(button(page, "One right choice"))
        item = f"quiz.items.{number}"
        expect(page.locator(f'[data-field="{item}.stem"]')).to_be_focused()
        hands.type(f"Which reply asks, number {number + 1}?")
        hands.fill(f"{item}.choices.0.text", "“What happened?”")
        hands.choose(f"{item}.choices.0.correct")
        hands.fill(f"{item}.choices.1.text", "“Calm down.”")
        hands.fill(f"{item}.choices.2.text", "“Next.”")

    hands.choose("commitment.on")
    hands.fill("commitment.if_hint", "When somebody waits")
    hands.fill("commitment.then_hint", "I will say how long it takes.")
    expect(page.locator("[data-verdict]")).to_contain_text("No errors")
    hands.click(button(page, "Save"))
    page.wait_for_function("window.told.some(([name, state]) => state === 'end')")
    assert hands.done < 60

    page.goto(site.author())
    page.wait_for_selector("[data-empathy-studio][data-started]")
    tab(page, "OLX source")
    kept = olx.read(page.get_by_label("The unit’s document (OLX)").input_value()).unit
    assert kept is not None
    assert kept.display_name == "A morning at the desk"
    assert [step.kind for step in kept.steps] == [
        "content_note",
        "video",
        "reflection",
        "quiz",
        "commitment",
    ]
    assert kept.video.sources[0].src == "https://example.org/desk.mp4"
    assert kept.video.transcript == "<p>A desk.</p>\n<p>A queue.</p>"
    assert kept.reflection.rubric == library.rubric("patient_care")
    assert kept.reflection.prompts[0].id == "what_might_the"
    assert [item.id for item in kept.quiz.items] == [
        "which_reply_asks",
        "which_reply_asks_2",
        "which_reply_asks_3",
    ]
    assert [choice.id for choice in kept.quiz.items[0].choices] == [
        "what_happened",
        "calm_down",
        "next",
    ]


# --- for everybody -----------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(1280, 900), (700, 700), (360, 740)], ids=str)
def test_every_part_is_accessible_and_fits(page: Page, site: Any, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    open_editor(page, site)
    parts = ["settings", *order(page)]
    for part in parts:
        go_to(page, part)
        page.evaluate(
            """(part) => document.querySelectorAll(`[data-section="${part}"] details`)
                 .forEach((box) => { box.open = true; })""",
            part,
        )
        assert_no_serious(page)
        assert_no_sideways_scroll(page)
    page.locator('[data-field="commitment.follow_up_days"]').fill("soon")
    expect(page.locator("[data-verdict]")).to_contain_text("1 error")
    page.locator("[data-verdict]").click()
    assert_no_serious(page)
    assert_no_sideways_scroll(page)
    button(page, "Cancel").click()
    assert_no_serious(page)


def test_the_other_tabs_are_accessible_and_fit(either: Page, site: Any) -> None:
    page = either
    open_editor(page, site)
    tab(page, "Start from …")
    page.locator("[data-look]").first.click()
    expect(page.locator("[data-take]")).to_be_visible()
    assert_no_serious(page)
    assert_no_sideways_scroll(page)
    tab(page, "OLX source")
    page.get_by_label("The unit’s document (OLX)").fill("<empathy><poem/><rhyme/></empathy>")
    expect(page.locator("[data-verdict]")).to_contain_text("2 errors")
    assert_no_serious(page)
    assert_no_sideways_scroll(page)
    page.goto(site.view("author_kim", "author_view"))
    expect(page.get_by_text("50% of the score").first).to_be_visible()
    assert_no_serious(page)
    assert_no_sideways_scroll(page)
