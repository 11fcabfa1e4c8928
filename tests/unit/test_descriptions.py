"""Descriptions of what is only seen: the document they are written in, and what does not fit."""

from __future__ import annotations

import pytest

from empathy_xblock.unit import olx
from empathy_xblock.unit.film import MAX_DESCRIPTION
from empathy_xblock.unit.model import Description, Unit, Video
from empathy_xblock.unit.projection import learner_view

DOCUMENT = """\
<empathy display_name="The 6:47" weight="1" grading_mode="assisted" pass_percent="60">
  <video watch_percent="0" described_in="pt-BR">
    <source src="/static/film.mp4"/>
    <track kind="captions" srclang="en" label="English" src="/static/film.en.vtt"/>
    <description at="0">No sound. Rain &amp; dark.</description>
    <description at="9.3" until="18.3">A man holds &lt;three&gt; "tulips".</description>
    <description at="18.3">He looks away.</description>
    <transcript>Everything, in words.</transcript>
  </video>
</empathy>
"""
UNIT = Unit(
    display_name="The 6:47",
    steps=(
        Video(
            described_in="pt-BR",
            sources=[{"src": "/static/film.mp4"}],
            tracks=[
                {
                    "kind": "captions",
                    "srclang": "en",
                    "label": "English",
                    "src": "/static/film.en.vtt",
                }
            ],
            descriptions=(
                Description(at=0, text="No sound. Rain & dark."),
                Description(at=9.3, until=18.3, text='A man holds <three> "tulips".'),
                Description(at=18.3, text="He looks away."),
            ),
            transcript="Everything, in words.",
        ),
    ),
)


def test_the_document() -> None:
    assert olx.write(UNIT) == DOCUMENT
    reading = olx.read(DOCUMENT)
    assert (reading.unit, reading.problems) == (UNIT, ())


def test_without_any_the_document_is_as_it_was() -> None:
    assert olx.write(Unit(steps=(Video(),))) == (
        '<empathy display_name="Empathy unit" weight="1" grading_mode="assisted" '
        'pass_percent="60">\n  <video watch_percent="0"/>\n</empathy>\n'
    )


def test_learners_see_all_of_them() -> None:
    video = learner_view(UNIT).video
    assert video is not None
    assert video.described_in == "pt-BR"
    assert [(one.at, one.until) for one in video.descriptions] == [
        (0, None),
        (9.3, 18.3),
        (18.3, None),
    ]


@pytest.mark.parametrize(
    ("described", "said"),
    [
        ('<description at="5">A</description>', []),
        ("<description>A</description>", ["at is missing"]),
        ('<description at="early">A</description>', ["at must be a number, not “early”"]),
        ('<description at="-1">A</description>', ["at must be at least 0, not “-1”"]),
        ('<description at="86401">A</description>', ["at must be at most 86400, not “86401”"]),
        ('<description at="5" until="x">A</description>', ["until must be a number, not “x”"]),
        ('<description at="5"/>', ["the text must not be empty"]),
        ('<description at="5"> </description>', ["the text must not be empty"]),
        (
            f'<description at="5">{"a" * (MAX_DESCRIPTION + 1)}</description>',
            ["the text is longer than 500 characters"],
        ),
        (
            '<description at="5"><b>A</b></description>',
            ["only plain text may stand here; <b> was left out", "the text must not be empty"],
        ),
        ('<description at="5" until="5">A</description>', ["until must be later than at"]),
        (
            '<description at="5">A</description><description at="4">B</description>',
            ["descriptions must stand in the order of their times"],
        ),
        (
            '<description at="5">A</description><description at="5">B</description>',
            ["descriptions must stand in the order of their times"],
        ),
        (
            '<description at="5" until="7">A</description><description at="6">B</description>',
            ["the description before this one lasts beyond its beginning"],
        ),
        (
            '<description at="1" id="a">A</description>',
            ["the attribute “id” is not known here and was left out"],
        ),
    ],
)
def test_what_does_not_fit(described: str, said: list[str]) -> None:
    reading = olx.read(f"<empathy><video>{described}</video></empathy>")
    assert [problem.message for problem in reading.problems] == said
    assert {problem.element for problem in reading.problems} <= {"<description>"}


@pytest.mark.parametrize("language", ["e", "en_US", "<b>"])
def test_the_language_is_a_code(language: str) -> None:
    with pytest.raises(ValueError, match="described_in"):
        Video(described_in=language)


def test_a_film_has_so_many() -> None:
    many = "".join(f'<description at="{at}">A</description>' for at in range(201))
    reading = olx.read(f"<empathy><video>{many}</video></empathy>")
    assert [str(problem) for problem in reading.problems] == [
        "line 1, <video>: there must be at most 200 <description>, not 201"
    ]
