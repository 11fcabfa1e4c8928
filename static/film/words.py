"""What can be read in place of, or along with, the film: captions, descriptions, transcript.

Each function returns a whole file as text, made from `story` alone.
"""

from __future__ import annotations

from html import escape
from pathlib import Path

import story


def timestamp(seconds: float) -> str:
    """Return seconds as a WebVTT time, `MM:SS.mmm`."""
    minutes, rest = divmod(round(seconds * 1000), 60_000)
    return f"{minutes:02d}:{rest // 1000:02d}.{rest % 1000:03d}"


def track(cues: list[tuple[float, float, str]]) -> str:
    """Return a WebVTT file of (start, end, text) cues, in seconds."""
    blocks = [f"{timestamp(start)} --> {timestamp(end)}\n{text}\n" for start, end, text in cues]
    return "WEBVTT\n\n" + "\n".join(blocks)


def captions() -> str:
    """Return the captions: that there is no sound, and the words while they are on screen."""
    spoken = [
        (0.2, 1.9, "[No sound]"),
        (story.OPENING.start, story.OPENING.end, "\n".join(story.OPENING.words)),
        *((p.start, p.end, "\n".join(p.line)) for p in story.PEOPLE),
        (story.CLOSING.start, story.CLOSING.end, "\n".join(story.CLOSING.words)),
    ]
    return track(spoken)


def descriptions() -> str:
    """Return the described track: who is seen, then what the text beside them says.

    A person's cue begins a little before their text fades in and ends after it, so there is
    time to speak it.
    """
    people = [(p.start - 0.9, p.end + 1.2, f"{p.seen} Text: {p.words}") for p in story.PEOPLE]
    return track([*story.OPENING.seen, *people, *story.CLOSING.seen])


def transcript() -> str:
    """Return the transcript as simple HTML: all that is seen and read, told in order."""
    parts = [_tag("h4", story.TITLE)]
    parts += [_tag("p", text) for text in story.BEFORE]
    parts.append(_quoted(story.OPENING.words))
    for person in story.PEOPLE:
        parts += [_tag("p", person.told), _quoted((person.words,))]
    parts += [_tag("p", text) for text in story.AFTER]
    parts.append(_quoted(story.CLOSING.words))
    return "\n".join(parts) + "\n"


def write(folder: Path) -> list[Path]:
    """Write the three text files into `folder` and return their paths."""
    files = {
        "captions.en.vtt": captions(),
        "descriptions.en.vtt": descriptions(),
        "transcript.en.html": transcript(),
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return [folder / name for name in files]


def _tag(name: str, text: str) -> str:
    return f"<{name}>{escape(text, quote=False)}</{name}>"


def _quoted(lines: tuple[str, ...]) -> str:
    return f"<p><strong>{escape(' '.join(_sentences(lines)), quote=False)}</strong></p>"


def _sentences(lines: tuple[str, ...]) -> list[str]:
    return [line if line[-1] in ".?!" else line + "." for line in lines]
