"""The unit of these tests, and what learners do in it."""

from __future__ import annotations

from typing import Any

from tests.platform.keys import in_course, in_library

UNIT = in_course("u1")
COPY = in_course("u2")
SHARED = in_library("u1")

SOURCE = """<empathy display_name="The tram" weight="1" grading_mode="assisted" max_attempts="2">
  <content_note minutes="3"><p>An old man waits.</p>
    <alternative><p>The story, to be read.</p></alternative></content_note>
  <video watch_percent="80"><source src="/static/tram.mp4" type="video/mp4"/>
    <transcript><p>He holds the tulips.</p></transcript></video>
  <reflection min_words="5" max_words="200" revisions="1">
    <prompt id="person">What did he feel?</prompt>
    <rubric>
      <criterion id="notice" name="Notices">
        <level id="no" points="0" name="Not yet">Tells what happened.</level>
        <level id="yes" points="1" name="Yes">Names a feeling.</level>
      </criterion>
    </rubric>
    <model_answer><p>He hoped that she would know him.</p></model_answer>
  </reflection>
  <quiz>
    <single id="q1" points="1"><stem>Who is right?</stem>
      <choice id="a" correct="true">She is.<feedback>Because of the key.</feedback></choice>
      <choice id="b">He is.</choice></single>
  </quiz>
</empathy>"""

WORDS = "He felt afraid and hoped that she would know him, I think; I would ask him."
MORE = f"{WORDS} His hands never let go of the paper around the tulips."


def choose(visit: Any) -> Any:
    """Take the story."""
    return visit.post("choose_version", {"version": "story"})


def draft(visit: Any, text: str = WORDS, base: int = 0, status: int = 200) -> Any:
    """Write."""
    return visit.post("save_draft", {"responses": {"person": text}, "base": base}, status)


def submit(visit: Any, number: int = 1, text: str = WORDS, status: int = 200) -> Any:
    """Hand in the reflection."""
    return visit.post(
        "submit_reflection", {"responses": {"person": text}, "number": number}, status
    )


def answer(visit: Any, number: int = 1, choice: str = "b", status: int = 200) -> Any:
    """Answer the quiz's one item."""
    sent = {"item": "q1", "response": [choice], "number": number}
    return visit.post("answer_item", sent, status)


def walk(visit: Any, number: int = 1, answers: int = 1) -> None:
    """Do all there is to do."""
    choose(visit)
    draft(visit)
    submit(visit, number)
    answer(visit, answers, "a")
