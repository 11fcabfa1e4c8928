"""A whole course, the year and the ready-made units: imported, exported, walked to its ends."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import etree

from empathy_xblock.demo import answering
from empathy_xblock.journey.steps import step_names
from empathy_xblock.unit import library, olx
from empathy_xblock.unit.html import plain
from tests.platform.keys import ContextKey, in_course
from tests.unit.test_year import COURSE, UNITS
from tests.unit.test_year import unit as of_year

READY_MADE = list(library.titles())
EVERY = [*UNITS, *READY_MADE]
POINTERS = ("chapter", "sequential", "vertical")
#: Where the course is imported anew, with the same names within.
ANEW = ContextKey("course-v1:Org+E1+2027")


def anew(name):
    """Return the key of a unit in the other course."""
    return replace(
        in_course(name), text=f"block-v1:Org+E1+2027+type@empathy+block@{name}", context_key=ANEW
    )


def authored():
    """Return the files of the year with one more chapter, of the ready-made units, by path."""
    kinds = ("course.xml", "course/*.xml", *(f"{one}/*.xml" for one in POINTERS))
    files = {
        str(one.relative_to(COURSE)): one.read_bytes()
        for kind in kinds
        for one in COURSE.glob(kind)
    }
    year = etree.fromstring(files["course/year.xml"])
    etree.SubElement(year, "chapter", url_name="ready_made")
    files["course/year.xml"] = etree.tostring(year)
    parts = [("chapter", "sequential"), ("sequential", "vertical")]
    for tag, child in parts:
        root = etree.Element(tag, display_name="Ready-made units")
        etree.SubElement(root, child, url_name="ready_made")
        files[f"{tag}/ready_made.xml"] = etree.tostring(root)
    units = "".join(olx.write(library.load(name), {"url_name": name}) for name in READY_MADE)
    files["vertical/ready_made.xml"] = f"<vertical>\n{units}</vertical>\n".encode()
    return files


def follow(files, path="course.xml"):
    """Yield each file of a course with its root, from the top, as an import does."""
    root = etree.fromstring(files[path])
    yield path, root
    children = [root] if path == "course.xml" else list(root)
    for child in children:
        if child.tag in ("course", *POINTERS) and child.get("url_name"):
            yield from follow(files, f"{child.tag}/{child.get('url_name')}.xml")


def imported(world, files, key_of):
    """Import each unit through the block; return the files, with a mark where each unit was."""
    course = {}
    for path, root in follow(files):
        for node in root.iter("empathy"):
            world.add(key_of(node.get("url_name")), etree.tostring(node, encoding="unicode"))
            for child in list(node):
                node.remove(child)
            node.text = None
            for name in set(node.attrib) - {"url_name"}:
                del node.attrib[name]
        course[path] = etree.tostring(root)
    return course


def exported(world, course, key_of):
    """Write the course as the platform does: each unit is asked to fill an element of its own.

    `add_block_as_child_node` in `xmodule/x_module.py` gives that a tag and the `url_name`.
    """
    files = {}
    for path, source in course.items():
        root = etree.fromstring(source)
        for mark in list(root.iter("empathy")):
            name = mark.get("url_name")
            node = etree.Element("unknown", url_name=name)
            world.editor("kim", key_of(name)).block().add_xml_to_node(node)
            node.tail = mark.tail
            mark.getparent().replace(mark, node)
        files[path] = etree.tostring(root, encoding="utf-8", pretty_print=True)
    return files


def test_a_course_of_the_library_comes_and_goes_to_the_byte(world):
    files = authored()
    course = imported(world, files, in_course)
    once = exported(world, course, in_course)
    again = exported(world, imported(world, once, anew), anew)
    assert again == once
    assert sorted(once) == sorted(files)
    for name in EVERY:
        assert world.course.fields[in_course(name)] == world.course.fields[anew(name)]


def test_what_is_exported_is_what_the_authors_wrote(world):
    files = authored()
    once = exported(world, imported(world, files, in_course), in_course)
    found = {}
    for written in (files, once):
        for _path, root in follow(written):
            for node in root.iter("empathy"):
                canonical = etree.tostring(node, method="c14n", with_tail=False)
                found.setdefault(node.get("url_name"), []).append(canonical)
    assert sorted(found) == sorted(EVERY)
    assert all(before == after for before, after in found.values())


def unit_of(name):
    """Return the unit of that name, of the year or of the library."""
    return of_year(name) if name in UNITS else library.load(name)


def write(step):
    """Return a reflection that fits: the author's model answer, or words of our own."""
    words = plain(step.model_answer).split() or ["I noticed that she waited, and would ask."] * 9
    words = words[: step.max_words - 5]
    half = len(words) // len(step.prompts)
    parts = [words[i * half : (i + 1) * half] for i in range(len(step.prompts))]
    return {prompt.id: " ".join(said) for prompt, said in zip(step.prompts, parts, strict=True)}


def walk(visit, unit):
    """Do each step of a unit as a learner does; practice is left out."""
    if unit.content_note:
        visit.post("choose_version", {"version": "story"})
    for step in unit.steps:
        if step.kind == "anchor":
            ratings = {one.id: 2 for one in step.statements}
            sent = {"moment": "before", "text": "Perhaps.", "agreements": ratings}
            visit.post("answer_anchor", sent)
        elif step.kind == "video":
            visit.post("read_transcript")
        elif step.kind == "first_reaction":
            visit.post("keep_reaction", {"text": "A lump in the throat."})
        elif step.kind == "reflection":
            visit.post("submit_reflection", {"responses": write(step), "number": 1})
        elif step.kind == "quiz":
            for item in step.graded:
                answer(visit, item)
        elif step.kind == "commitment":
            plan = {"when": "a caller sighs", "then": "ask what has happened", "base": 0}
            visit.post("make_commitment", plan)
    if unit.anchor:
        visit.post("answer_anchor", {"moment": "after", "text": "I would ask."})


def answer(visit, item):
    """Answer an item as its key says."""
    if item.kind == "dialogue":
        for turn, said in enumerate(answering.key(item), 1):
            choice = said.partition("=")[2]
            visit.post("dialogue_turn", {"item": item.id, "turn": turn, "choice": choice})
    else:
        sent = {"item": item.id, "response": answering.key(item), "number": 1}
        visit.post("answer_item", sent)


@pytest.mark.parametrize("name", EVERY)
def test_a_unit_needs_no_advice_and_is_walked_to_its_end(world, name):
    usage, files = in_course(name), authored()
    nodes = [node for _, root in follow(files) for node in root.iter("empathy")]
    (node,) = [node for node in nodes if node.get("url_name") == name]
    world.add(usage, etree.tostring(node, encoding="unicode"))
    assert world.editor("kim", usage).block().validate().empty
    unit = unit_of(name)
    mia = world.lms("mia", usage)
    assert 'data-state="done"' not in mia.page()
    walk(mia, unit)
    assert world.completions[-1] == ("mia", str(usage), 1.0)
    assert [event for _, event, _ in world.events].count("edx.empathy.unit.completed") == 1
    page = mia.page()
    for kind in step_names(unit):
        assert f'data-step="{kind}" data-state="done"' in page
    answers = mia.post("export_mine")["quiz"]
    assert [one["item"] for one in answers] == [
        one.id for one in (unit.quiz.graded if unit.quiz else ())
    ]
    assert all(one["earned"] == one["possible"] for one in answers)
