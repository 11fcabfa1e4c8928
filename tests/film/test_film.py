"""The demo film and its texts: complete, in time, readable, and made from one story.

Nothing here draws: the film is read as a file, the words are made again from the story.
"""

import importlib.util
import re
import struct
import subprocess
import sys
from pathlib import Path

import pytest
import webvtt

FILM = Path(__file__).resolve().parents[2] / "static" / "film"
TRACKS = ("captions.en.vtt", "descriptions.en.vtt")
TEXTS = (*TRACKS, "transcript.en.html")
FASTEST = 17  # characters a second: the upper bound for adults in common captioning guides


def load_story():
    spec = importlib.util.spec_from_file_location("film_story", FILM / "story.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


story = load_story()


def seconds_long(path):
    """Read an MP4's length from its movie header (`mvhd`, version 0)."""
    data = path.read_bytes()
    at = data.index(b"mvhd") + 4
    assert data[at] == 0
    scale, duration = struct.unpack(">II", data[at + 12 : at + 20])
    return duration / scale


def times(cue):
    """Return a cue's start and end in seconds, with their thousandths."""
    return [
        sum(float(part) * 60**power for power, part in enumerate(reversed(clock.split(":"))))
        for clock in (cue.start, cue.end)
    ]


def one_line(text):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", text))


@pytest.fixture(params=TRACKS)
def cues(request):
    return list(webvtt.read(FILM / request.param))


def test_the_film_is_small_short_and_ready_to_stream():
    film = FILM / "film.mp4"
    assert film.stat().st_size <= 700_000
    assert seconds_long(film) < 120
    assert seconds_long(film) == pytest.approx(story.LENGTH, abs=0.1)
    data = film.read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")
    assert b"mp4a" not in data  # no sound, not even a silent track


def test_the_poster_is_a_small_jpeg():
    data = (FILM / "poster.jpg").read_bytes()
    assert data[:3] == b"\xff\xd8\xff"
    assert len(data) <= 40_000


def test_cues_follow_one_another_within_the_film(cues):
    ends = 0.0
    for cue in cues:
        start, end = times(cue)
        assert ends <= start < end, cue.text
        ends = end
    assert ends <= seconds_long(FILM / "film.mp4")


def test_cues_stay_long_enough_to_be_read(cues):
    for cue in cues:
        start, end = times(cue)
        assert len(cue.text) / (end - start) <= FASTEST, cue.text


def test_words_on_the_screen_stay_long_enough_to_be_read_twice():
    for card in (*story.PEOPLE, story.OPENING, story.CLOSING):
        words = card.words if isinstance(card.words, str) else " ".join(card.words)
        assert card.end - card.start >= 5, card.id
        assert 2 * len(words) / (card.end - card.start) <= FASTEST + 1, card.id


def test_the_text_files_are_what_the_story_gives(tmp_path):
    command = [sys.executable, FILM / "make_film.py", "--text-only", "--into", tmp_path]
    subprocess.run(command, check=True)
    for name in TEXTS:
        assert (tmp_path / name).read_bytes() == (FILM / name).read_bytes(), name
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(TEXTS)


@pytest.mark.parametrize("person", story.PEOPLE, ids=lambda person: person.id)
@pytest.mark.parametrize("name", TEXTS)
def test_every_line_is_in_every_text(name, person):
    assert person.words in one_line((FILM / name).read_text(encoding="utf-8"))


def test_captions_say_that_there_is_no_sound():
    assert webvtt.read(FILM / "captions.en.vtt")[0].text == "[No sound]"


def test_the_transcript_is_simple_html_of_a_readable_length():
    text = (FILM / "transcript.en.html").read_text(encoding="utf-8")
    assert set(re.findall(r"</?(\w+)", text)) <= {"p", "h4", "ul", "li", "strong", "em"}
    assert 350 <= len(one_line(text).split()) <= 600


def test_viewers_are_asked_to_imagine_the_other():
    asked = " ".join(story.CLOSING.words).lower()
    assert "for them?" in asked
    assert "you feel" not in asked
