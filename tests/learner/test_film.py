"""What a film is played by, in order of what it tells to others; and what stands beside it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from empathy_xblock.journey.progress import Progress
from empathy_xblock.learner.film import PLAYERS, Described, Description, Film, film
from empathy_xblock.learner.page import regions
from empathy_xblock.unit.model import Prompt, Reflection, Source, Track, Unit, Video
from empathy_xblock.unit.projection import learner_view
from empathy_xblock.unit.sources import STREAM_TYPE
from tests.learner.made_up import READ, situation
from tests.learner.made_up_unit import RUBRIC
from tests.learner.outline import outline, parsed
from tests.learner.situations import SITUATIONS

YT = "https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=90"
YT_PLAYER = "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?enablejsapi=1&autoplay=1&playsinline=1&rel=0"
VIMEO = "https://vimeo.com/76979871/8272103f6e"
VIMEO_PLAYER = "https://player.vimeo.com/video/76979871?h=8272103f6e&dnt=1&autoplay=1&playsinline=1"
MP4, HLS = "https://cdn.example.org/film.mp4", "https://cdn.example.org/film.m3u8"
CAPTIONS = Track(kind="captions", srclang="en", label="English", src="/static/en.vtt")
LIBRARY = {
    "edx-video:file": MP4,
    "edx-video:stream": HLS,
    "edx-video:tube": "https://youtu.be/dQw4w9WgXcQ",
    "edx-video:gone": "",
}


def unit(*sources: str, **more: object) -> Unit:
    video = Video(sources=[Source(src=one) for one in sources], transcript="Words.", **more)
    return Unit(steps=(video,))


def shown(*sources: str, **more: object) -> Film:
    return film(
        learner_view(unit(*sources, **more)),
        Progress(),
        lambda address: LIBRARY.get(address, f"{address}#resolved"),
    )


@pytest.mark.parametrize(
    ("sources", "files", "linked", "link"),
    [
        ([], [], "", ""),
        (["/static/film.mp4"], ["video/mp4"], "", "/static/film.mp4#resolved"),
        ([HLS], [STREAM_TYPE], "", f"{HLS}#resolved"),
        ([HLS, MP4], [STREAM_TYPE, "video/mp4"], "", f"{HLS}#resolved"),
        ([YT], [], "youtube", f"{YT}#resolved"),
        ([VIMEO], [], "vimeo", f"{VIMEO}#resolved"),
        ([VIMEO, YT], [], "vimeo", f"{VIMEO}#resolved"),
        # A file tells nobody else who watches, wherever the author put it.
        ([YT, MP4], ["video/mp4"], "", f"{MP4}#resolved"),
        (["https://example.org/film", YT], [], "youtube", "https://example.org/film#resolved"),
        (["https://example.org/film"], [], "", "https://example.org/film#resolved"),
        (["edx-video:file"], ["video/mp4"], "", MP4),
        (["edx-video:stream"], [STREAM_TYPE], "", HLS),
        (["edx-video:tube"], [], "youtube", "https://youtu.be/dQw4w9WgXcQ"),
        (["edx-video:gone"], [], "", ""),
        (["edx-video:gone", MP4], ["video/mp4"], "", f"{MP4}#resolved"),
    ],
)
def test_what_is_played_and_what_the_link_opens(sources, files, linked, link):
    found = shown(*sources)
    assert [source.type for source in found.sources] == files
    assert (found.linked.kind if found.linked else "") == linked
    assert found.link == link
    assert found.plays is bool(files or linked)
    assert found.missing is (sources == ["edx-video:gone"])


@pytest.mark.parametrize(
    ("sources", "wanted"),
    [([MP4], False), ([HLS], True), ([HLS, MP4], False), ([HLS, YT], True), ([YT], False)],
)
def test_the_player_of_streams_is_for_films_that_have_no_file(sources, wanted):
    assert bool(shown(*sources).stream_player) is wanted


@pytest.mark.parametrize(
    ("source", "captions", "embed", "start"),
    [
        (YT, (), f"{YT_PLAYER}&cc_load_policy=1", 90),
        (YT, (CAPTIONS,), YT_PLAYER, 90),
        (VIMEO, (), VIMEO_PLAYER, 0),
        ("https://vimeo.com/76979871#t=5s", (), VIMEO_PLAYER.replace("h=8272103f6e&", ""), 5),
    ],
)
def test_the_address_of_another_site_s_player(source, captions, embed, start):
    found = shown(source, tracks=captions)
    assert (found.linked.embed, found.start) == (embed, start)


def test_every_site_that_plays_films_is_spoken_with():
    script = Path(__file__).parents[2] / "static" / "src" / "learner" / "sites.js"
    found = re.search(r"export const SITES = \{([^}]*)\};", script.read_text("utf-8"))
    assert found is not None
    assert {name.strip() for name in found[1].split(",")} == set(PLAYERS)


@pytest.mark.parametrize(
    ("source", "host"),
    [
        (MP4, "cdn.example.org"),
        (HLS, "cdn.example.org"),
        ("/static/film.mp4", ""),
        ("bundled:film.mp4", ""),
        ("edx-video:file", ""),  # where the platform keeps its own is the platform's
        (YT, ""),
    ],
)
def test_which_other_site_a_file_comes_from(source, host):
    assert shown(source).host == host


def test_captions_in_the_first_language_are_on():
    here = SITUATIONS["film"]
    assert [track.default for track in here.film.tracks] == [True]
    assert here.film.captions == here.film.tracks[0]


DESCRIPTIONS = Track(kind="descriptions", srclang="fr", label="Described", src="/static/d.vtt")
SEEN = [{"at": 62.25, "text": "A man & tulips."}, {"at": 3600, "until": 3604.5, "text": "She."}]
TOLD = (
    Description("62.25", "", "1:02", "A man & tulips."),
    Description("3600.0", "3604.5", "60:00", "She."),
)


@pytest.mark.parametrize(
    ("more", "described"),
    [
        ({}, None),
        ({"tracks": [CAPTIONS]}, None),
        ({"tracks": [CAPTIONS, DESCRIPTIONS]}, Described("fr", "/static/d.vtt#resolved", ())),
        ({"descriptions": SEEN}, Described("", "", TOLD)),
        ({"tracks": [CAPTIONS], "descriptions": SEEN}, Described("en", "", TOLD)),
        ({"tracks": [CAPTIONS, DESCRIPTIONS], "descriptions": SEEN}, Described("en", "", TOLD)),
        ({"descriptions": SEEN, "described_in": "pt-BR"}, Described("pt-BR", "", TOLD)),
    ],
)
def test_what_is_only_seen(more, described):
    found = shown(MP4, **more)
    assert found.described == described
    # A browser is not given a file that nobody gets.
    named = [track.kind for track in found.tracks]
    assert ("descriptions" in named) is bool(described and described.src)


@pytest.mark.parametrize("source", [YT, HLS, MP4, "https://films.example.org/about"])
def test_what_is_only_seen_can_be_read_without_scripts(source):
    tree = parsed(page(source, descriptions=SEEN))
    assert [one.text_content() for one in tree.xpath("//*[@data-told]//li")] == [
        "1:02 A man & tulips.",
        "60:00 She.",
    ]


def page(*sources: str, **more: object) -> str:
    here = situation(unit(*sources, **more), progress=READ)
    here = replace(here, media=lambda address: LIBRARY.get(address, address))
    return regions(here, ["video"])["video"]


def test_nothing_of_another_site_is_in_a_page_before_it_is_asked_for():
    for source in (YT, VIMEO):
        tree = parsed(page(source))
        assert tree.xpath("//iframe | //script | //video | //img") == []
        loaded = tree.xpath("//@src | //link/@href | //@srcset | //@poster")
        assert [address for address in loaded if "youtube" in address or "vimeo" in address] == []


@pytest.mark.parametrize("source", [YT, VIMEO, HLS, MP4])
def test_without_scripts_there_are_the_link_and_the_transcript(source):
    said = outline(page(source)).splitlines()
    assert "<Open the film by itself (opens a new tab)>" in said
    assert "Words." in said
    assert not any("Play" in line and "[" in line for line in said)


def test_a_film_that_is_nowhere_is_said_to_be():
    assert (
        "The film can’t be found right now. You can read the transcript, which counts the same."
        in outline(page("edx-video:gone")).splitlines()
    )


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        (
            YT,
            "The film is on YouTube, which learns your network address and which film you watch "
            "if you play it here. Nothing that you write is sent there.",
        ),
        (
            MP4,
            "The film comes from cdn.example.org, which learns your network address when it is "
            "loaded. Nothing that you write is sent there.",
        ),
        ("/static/film.mp4", ""),
    ],
)
def test_who_else_learns_something_is_said_before_one_writes(source, sentence):
    step = Reflection(prompts=(Prompt(id="person", text="Choose one."),), rubric=RUBRIC)
    both = unit(source)
    here = situation(both.model_copy(update={"steps": (*both.steps, step)}), progress=READ)
    said = outline(regions(here, ["reflection"])["reflection"]).splitlines()
    assert [line for line in said if "network address" in line] == ([sentence] if sentence else [])
