"""The answer, held against the rubric and the text."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from empathy_xblock.drafting import reply
from empathy_xblock.drafting.no_draft import NoDraft
from tests.drafting.server import completion, says
from tests.records.units import RUBRIC

TEXT = "She waited alone\nby the door.\n\nI felt her fear, and I asked her what she needed."


def marked(level: str = "some", *quotes: str, reason: str = "") -> dict[str, Any]:
    return {"level": level, "quotes": list(quotes), "reason": reason}


def read(marks: Any) -> dict[str, tuple[str | None, list[str], str]]:
    found = reply.read(says(marks).body, RUBRIC, TEXT)
    assert [one.criterion for one in found] == ["feeling", "view"]
    return {
        one.criterion: (one.level, [TEXT[a:b] for a, b in one.evidence], one.reason)
        for one in found
    }


def test_a_good_answer() -> None:
    assert read(
        {
            "view": marked("much", "I asked her what she needed.", reason="Checks with her."),
            "feeling": marked("some", "I felt her fear", "She waited alone by the door."),
        }
    ) == {
        "feeling": ("some", ["She waited alone\nby the door.", "I felt her fear"], ""),
        "view": ("much", ["I asked her what she needed."], "Checks with her."),
    }


@pytest.mark.parametrize(
    "quotes",
    [
        [],
        ["She waited for hours by the door."],  # invented
        ["she waited alone by the door."],  # not to the letter
        ["her"],  # stands in every text
        ["I felt her fear\ud800"],
        ["", "   ", "\n\n"],
        ["She waited alone … by the door."],
        ["“I felt her fear, and I asked her”"],
    ],
)
def test_a_level_without_a_passage_of_the_text_is_left_to_the_person(quotes: list[str]) -> None:
    found = read({"feeling": marked("much", *quotes), "view": marked("much", "I felt her fear")})
    assert found["feeling"] == (None, [], "")
    assert found["view"][0] == "much"


def test_invented_quotes_beside_a_true_one_are_dropped() -> None:
    found = read({"feeling": marked("some", "I wept for her all night.", "I felt her fear")})
    assert found == {"feeling": ("some", ["I felt her fear"], ""), "view": (None, [], "")}


def test_passages_that_overlap_become_one() -> None:
    found = read({"view": marked("some", "I felt her fear, and", "her fear, and I asked her")})
    assert found["view"][1] == ["I felt her fear, and I asked her"]


GOOD = {"feeling": marked("some", "I felt her fear")}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("I cannot mark this.", "unreadable"),
        ("", "refused"),
        (None, "refused"),
        ("{", "unreadable"),
        ("null", "unreadable"),
        ("[]", "unreadable"),
        ("{}", "unreadable"),
        ("[" * 100_000, "unreadable"),
        ('{"feeling": NaN}', "unreadable"),
        (f"Here you are: {json.dumps(GOOD)}", "unreadable"),
        (f"{json.dumps(GOOD)} But I am not sure.", "unreadable"),
        ('{"feeling": {"level": "none"}, "feeling": {"level": "much"}}', "unreadable"),
        (json.dumps({"feeling": marked("exemplary", "I felt her fear")}), "unreadable"),
        (json.dumps({"feeling": marked("Some", "I felt her fear")}), "unreadable"),
        (json.dumps({**GOOD, "kindness": marked("much", "I felt her fear")}), "unreadable"),
        (json.dumps({"feeling": {**GOOD["feeling"], "points": 9}}), "unreadable"),
        (json.dumps({"feeling": {**GOOD["feeling"], "level": 2}}), "unreadable"),
        (json.dumps({"feeling": {**GOOD["feeling"], "quotes": "I felt"}}), "unreadable"),
        (json.dumps({"feeling": {**GOOD["feeling"], "quotes": ["x"] * 21}}), "unreadable"),
        (json.dumps({"feeling": "some"}), "unreadable"),
    ],
)
def test_what_is_refused_as_a_whole(content: str | None, reason: str) -> None:
    with pytest.raises(NoDraft) as caught:
        reply.read(completion(content).body, RUBRIC, TEXT)
    assert caught.value.reason == reason
    assert str(caught.value) == reason


@pytest.mark.parametrize(
    "body", [b"", b"{}", b"<html>", b"\xff", b'{"choices": []}', b'{"choices": [{"text": "x"}]}']
)
def test_what_is_no_chat_completion(body: bytes) -> None:
    with pytest.raises(NoDraft, match="unreadable"):
        reply.read(body, RUBRIC, TEXT)


def test_a_refusal() -> None:
    body = completion(json.dumps(GOOD), refusal="I cannot help with that.").body
    with pytest.raises(NoDraft, match="refused"):
        reply.read(body, RUBRIC, TEXT)


@pytest.mark.parametrize("form", ["{}", " \n{} ", "```json\n{}\n```", "```\n{}\n```"])
def test_an_object_may_stand_in_a_code_fence(form: str) -> None:
    found = reply.read(completion(form.replace("{}", json.dumps(GOOD))).body, RUBRIC, TEXT)
    assert found[0].level == "some"


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Names the feeling, not its cause.", "Names the feeling, not its cause."),
        ("  Two\n\tlines\x00 ", "Two lines"),
        ("x" * 400, "x" * 299 + "…"),
        ("Says: I felt her FEAR, and I asked.", ""),  # the learner's words
        ("Writes about Mrs. Nováková.", ""),
        ("Was reached at jan@example.org.", ""),
        ("I felt her fear.", "I felt her fear."),  # four words in a row
        ("Half a sign: \ud800.", "Half a sign: ."),
    ],
)
def test_reasons_are_short_and_do_not_repeat_the_text(said: str, kept: str) -> None:
    assert read({"feeling": marked("some", "I felt her fear", reason=said)})["feeling"][2] == kept


def test_a_script_without_spaces_is_repeated_sign_by_sign() -> None:
    text = "我觉得她很害怕，所以我坐在她旁边。"
    for said, kept in (("她很害怕所以", ""), ("说出了害怕。", "说出了害怕。")):
        answer = says({"feeling": marked("some", text, reason=said)}).body
        assert reply.read(answer, RUBRIC, text)[0].reason == kept


words = st.text(alphabet="ab ěž𝒳\n\t\u2003", max_size=60)


@given(text=words, cut=st.tuples(st.integers(0, 60), st.integers(0, 60)))
def test_every_passage_is_found_and_only_what_stands_there(text: str, cut: tuple[int, int]) -> None:
    quote = text[min(cut) : max(cut)]
    span = reply.Located(text).find(quote)
    plain = " ".join(quote.split())
    if len(plain.encode()) < reply.MIN_QUOTE:
        assert span is None
    else:
        assert span is not None
        assert " ".join(text[slice(*span)].split()) == plain


@given(content=st.recursive(st.none() | st.booleans() | st.text() | st.integers(), st.lists))
def test_any_json_is_read_or_refused(content: Any) -> None:
    for shape in (content, {"feeling": content}, {"feeling": {"level": content}}):
        with pytest.raises(NoDraft):
            reply.read(says(shape).body, RUBRIC, TEXT)
