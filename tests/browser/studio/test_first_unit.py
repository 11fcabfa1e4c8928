"""A first unit, as the guide for authors tells it."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page, expect

from empathy_xblock.unit import library, olx
from tests.browser.studio.author import (
    FRAME,
    Hands,
    button,
    open_editor,
    tab,
)


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
