"""Lists put in order by their handles, a large role-play, and what learners would see."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from empathy_xblock.unit import olx
from tests.browser.axe import assert_no_serious, assert_no_sideways_scroll
from tests.browser.studio.author import button, go_to, open_editor, tab
from tests.studio.units import EVERYTHING, long_way


def write(page: Page, unit: Any) -> None:
    """Take a unit into the editor, as its document."""
    tab(page, "OLX source")
    field = page.get_by_label("The unit’s document (OLX)")
    expect(field).to_be_visible()
    field.fill(olx.write(unit))
    tab(page, "Form")
    expect(field).to_be_hidden()


def field(page: Page, path: str) -> Locator:
    return page.locator(f'[data-field="{path}"]')


def handle(page: Page, path: str) -> Locator:
    return page.locator(f'[data-one="{path}"] [data-drag]').first


def drag(page: Page, path: str, onto: str, *, beside: bool = False) -> None:
    """Drag a part by its handle past the middle of another one."""
    handle(page, path).scroll_into_view_if_needed()
    start = handle(page, path).bounding_box()
    target = page.locator(f'[data-one="{onto}"]').bounding_box()
    assert start
    assert target
    page.mouse.move(start["x"] + 4, start["y"] + 8)
    page.mouse.down()
    share = (0.75, 0.5) if beside else (0.5, 0.75)
    for part in (0.5, 1):
        x = target["x"] + target["width"] * share[0]
        y = target["y"] + target["height"] * share[1]
        page.mouse.move(
            start["x"] + (x - start["x"]) * part, start["y"] + (y - start["y"]) * part, steps=3
        )
    page.mouse.up()


CRITERIA, ITEMS = "reflection.rubric.criteria", "quiz.items"

#: A list that can be put in order: where it is, the two parts, and a field that tells them apart.
LISTS = [
    ("video", "video.tracks", "label"),
    ("video", "video.thought_bubbles", "ask"),
    ("reflection", "reflection.prompts", "text"),
    ("reflection", CRITERIA, "name"),
    ("reflection", f"{CRITERIA}.0.levels", "name"),
    ("quiz", ITEMS, "stem"),
    ("quiz", f"{ITEMS}.0.choices", "text"),
    ("quiz", f"{ITEMS}.2.replies", "text"),
    ("quiz", f"{ITEMS}.4.categories", "text"),
    ("quiz", f"{ITEMS}.6.nodes", "says"),
    ("quiz", f"{ITEMS}.6.nodes.0.choices", "text"),
]


@pytest.mark.parametrize(("step", "listed", "name"), LISTS, ids=[one[1] for one in LISTS])
def test_every_list_is_put_in_order_by_its_handles(
    page: Page, site: Any, step: str, listed: str, name: str
) -> None:
    page.set_viewport_size({"width": 1280, "height": 1600})
    open_editor(page, site)
    write(page, EVERYTHING)
    go_to(page, step)
    # What holds the list is opened; its parts stay folded where they can be.
    page.evaluate(
        """(listed) => {
          for (const box of document.querySelectorAll("[data-section] details[data-one]")) {
            box.open = `${listed}.`.startsWith(`${box.dataset.one}.`);
          }
        }""",
        listed,
    )
    paths = [f"{listed}.{at}" for at in (0, 1)]
    if not field(page, f"{paths[1]}.{name}").count():
        page.locator(f'[data-do="add"][data-path="{listed}"]').click()
        field(page, f"{paths[1]}.{name}").fill("The second one")
    before = [field(page, f"{path}.{name}").input_value() for path in paths]
    assert before[0] != before[1]
    drag(page, paths[0], paths[1], beside=listed.endswith("levels"))
    expect(field(page, f"{paths[1]}.{name}")).to_have_value(before[0])
    expect(field(page, f"{paths[0]}.{name}")).to_have_value(before[1])
    expect(page.locator("[data-live]")).to_contain_text("is now number 2")
    button(page, "Undo").click()
    expect(field(page, f"{paths[0]}.{name}")).to_have_value(before[0])


def test_a_drag_that_is_broken_off_moves_nothing(page: Page, site: Any) -> None:
    open_editor(page, site)
    go_to(page, "reflection")
    first = field(page, f"{CRITERIA}.0.name").input_value()
    grip = handle(page, f"{CRITERIA}.0")
    grip.scroll_into_view_if_needed()
    box = grip.bounding_box()
    assert box
    page.mouse.move(box["x"] + 4, box["y"] + 4)
    page.mouse.down()
    page.mouse.move(box["x"] + 4, box["y"] + 900, steps=4)
    expect(page.locator("[data-dragged]")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator("[data-dragged]")).to_have_count(0)
    page.mouse.up()
    expect(field(page, f"{CRITERIA}.0.name")).to_have_value(first)
    expect(button(page, "Undo")).to_be_disabled()


def test_moments_of_a_large_role_play_open_one_by_one(page: Page, site: Any) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.split("?")[0].rstrip("/")))
    open_editor(page, site)
    write(page, long_way(20, 10))
    go_to(page, "quiz")
    moments = f"{ITEMS}.0.nodes"
    page.locator(f'[data-one="{ITEMS}.0"] > summary').click()
    expect(field(page, f"{moments}.4.says")).to_have_count(0)
    page.locator(f'[data-one="{moments}.4"] > summary').click()
    expect(field(page, f"{moments}.4.says")).to_have_value("What now, 4?")
    assert [url for url in asked if url.endswith("studio_open")] != []
    expect(button(page, "Undo")).to_be_disabled()

    leads = field(page, f"{moments}.4.choices.0.to")
    leads.focus()
    leads.select_option("n7")
    field(page, f"{moments}.4.choices.1.change").fill("much")
    expect(button(page, "Save")).to_be_disabled()
    field(page, f"{moments}.4.choices.1.change").fill("2")
    expect(button(page, "Save")).to_be_enabled()

    # A copy has new ids; what was open is open again, what was not drawn is not lost.
    button(page, "Copy: Moment 5 “What now, 4?”").click()
    expect(page.locator("[data-verdict]")).to_contain_text("1 error")
    expect(field(page, f"{moments}.4.choices.0.to")).to_have_value("n7")
    page.locator("[data-verdict]").click()
    page.locator("[data-region=problems] [data-goto]").first.click()
    expect(field(page, f"{moments}.5.says")).to_be_focused()
    button(page, "Undo").click()
    expect(page.locator("[data-verdict]")).to_contain_text("No errors")
    tab(page, "OLX source")
    source = page.get_by_label("The unit’s document (OLX)")
    expect(source).to_be_visible()
    unit = olx.read(source.input_value()).unit
    assert unit is not None
    assert unit.quiz is not None
    nodes = unit.quiz.items[0].nodes  # type: ignore[union-attr]
    assert len(nodes) == 20
    assert (nodes[4].choices[0].to, nodes[4].choices[1].change) == ("n7", 2)
    assert nodes[9].choices[9].text == "Yes, and …"


def test_what_learners_see_follows_what_is_written(either: Page, site: Any) -> None:
    page = either
    open_editor(page, site)
    write(page, EVERYTHING)
    go_to(page, "quiz")
    page.locator(f'[data-one="{ITEMS}.0"] > summary').click()
    looked = page.locator(f'[data-look-at="{ITEMS}.0"]')
    looked.locator("summary").click()
    expect(looked.locator("legend")).to_contain_text("Which?")
    field(page, f"{ITEMS}.0.stem").fill("Which of the two asks?")
    expect(looked.locator("legend")).to_contain_text("Which of the two asks?")
    assert_no_serious(page)
    assert_no_sideways_scroll(page)
    field(page, f"{ITEMS}.0.points").fill("many")
    expect(looked).to_contain_text("Fix its errors first")


def test_a_film_is_looked_at(page: Page, site: Any) -> None:
    open_editor(page, site)
    go_to(page, "video")
    looked = page.locator('[data-look-at="video"]')
    looked.locator("summary").first.click()
    expect(looked).to_contain_text("The film can be reached and plays here.")
    field(page, "video.sources.0.src").fill("/static/nothing-here.mp4")
    expect(looked).to_contain_text("The film cannot be played from this address.")


def test_a_document_from_a_file(page: Page, site: Any) -> None:
    open_editor(page, site)
    tab(page, "Start from …")
    page.get_by_text("A unit you have as OLX, or another block").click()
    page.locator("[data-file]").set_input_files(
        {"name": "unit.xml", "mimeType": "text/xml", "buffer": olx.write(EVERYTHING).encode()}
    )
    expect(page.locator("[data-region=look]")).to_contain_text(EVERYTHING.display_name)
    button(page, "Use this in place of what is in the editor").click()
    expect(field(page, "settings.display_name")).to_have_value(EVERYTHING.display_name)
