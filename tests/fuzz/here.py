"""A unit in which every handler finds something to do, and what is likely to be sent to each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from hypothesis import strategies as st

from empathy_xblock import models
from empathy_xblock.demo import answering
from empathy_xblock.records import api
from empathy_xblock.studio.forms.form import flat, form_of
from empathy_xblock.unit import library, olx
from tests.fuzz.payloads import ANY_TEXT
from tests.security.people import REFLECTION

UNIT = library.load("demo")
DOCUMENT = olx.write(UNIT)
FORM = flat(form_of(UNIT))
DRIVER = answering.key(UNIT.quiz.item("driver"))


class Here:
    """The workbench with one reflection handed in, and how to try something and undo it."""

    def __init__(self, workbench: Any) -> None:
        self.workbench = workbench
        workbench.client.raise_request_exception = False
        for student in ("ada", "ben"):
            workbench.post(student, "choose_version", {"version": "film"})
            plan = {"when": "a visitor waits", "then": "ask what for", "base": 0}
            workbench.post(student, "make_commitment", plan)
        workbench.post("ada", "share_commitment", {})
        guess = {"bubble": "tulips", "text": "He waits.", "sure": 50}
        workbench.post("ben", "guess_bubble", guess)
        workbench.post("ada", "submit_reflection", {"responses": REFLECTION, "number": 1})
        for turn, step in enumerate(DRIVER, 1):
            said = {"item": "driver", "turn": turn, "choice": step.split("=")[1]}
            workbench.post("ada", "dialogue_turn", said)
        workbench.post("staff_anna", "job_start", {"kind": "export"})
        attempt = models.Attempt.objects.get(username="ada")
        self._read_twice("cy", REFLECTION)
        self._read_twice("dee", REFLECTION)
        twice = {one.username: one.submission for one in models.Attempt.objects.all()}
        job = str(models.Job.objects.get().pk)
        batch = st.just({"job": self._released_at_once("eve", REFLECTION)})
        pages = api.queue(attempt_place(attempt), size=1)
        criteria = [one.id for one in UNIT.reflection.rubric.criteria]
        levels = [one.id for one in UNIT.reflection.rubric.criteria[0].levels]
        items = {one.id: answering.key(one) for one in UNIT.quiz.items}
        choices = [
            *(said for response in items.values() for said in response),
            *("alarm=4", "fine=0", "best=lovely", "worst=hardest", "heavy=explores", "late=1"),
        ]
        texts = st.sampled_from([*REFLECTION.values(), "Too short.", "", "word " * 900]) | ANY_TEXT
        written = st.fixed_dictionaries({}, optional=dict.fromkeys(REFLECTION, texts)) | st.just(
            REFLECTION
        )
        mark = st.fixed_dictionaries(
            {}, optional={"level": st.sampled_from([*levels, None]), "comment": texts}
        )
        self.known = {
            "responses": written,
            "number": st.sampled_from([1, 1, 1, 2, 3]),
            "base": st.sampled_from([0, 0, 1]),
            "item": st.sampled_from(list(items)),
            "response": st.lists(st.sampled_from(choices), max_size=4),
            "ref": st.just(attempt.submission),
            "seen": st.sampled_from([None, attempt.assessments.get().pk, 0]),
            "marks": st.dictionaries(st.sampled_from(criteria), mark, max_size=5)
            | st.fixed_dictionaries(dict.fromkeys(criteria, mark)),
            "search": st.sampled_from(["", "a", "ada"]) | ANY_TEXT,
            "cursor": st.sampled_from([pages.after, None, "YTE3MDAwMDAwMDAuMQ"]),
            "turn": st.sampled_from([1, 1, 1, 2, 4]),
            "choice": st.sampled_from(["anyway", "saw", "meeting", "thursday"]),
            "text": texts,
            "job": st.sampled_from([job, "0", "9" * 18]),
            "key": st.sampled_from([*REFLECTION, *criteria]),
            "olx": documents(),
            "form": forms(),
            "path": st.sampled_from(PATHS),
            "name": st.sampled_from(["single", "dialogue", "patient_care", "blank", "demo", "olx"]),
        }
        answers = st.builds(
            lambda item, chance, ability: {
                "item": item.id,
                "response": answering.answer(chance, item, ability),
                "number": 1,
            },
            st.sampled_from(UNIT.quiz.items),
            st.randoms(use_true_random=False),
            st.integers(0, 3),
        )
        endings = st.sampled_from(["", "Or not.", "I may be wrong."])
        handed_in = st.fixed_dictionaries(
            {
                "responses": st.fixed_dictionaries(
                    {name: endings.map(f"{text} {{}}".format) for name, text in REFLECTION.items()}
                ),
                "number": st.just(1),
            }
        )
        driver = st.just("driver")
        turns = st.fixed_dictionaries(
            {"item": driver, "turn": st.just(1), "choice": st.sampled_from(["anyway", "saw"])}
        )
        self.good = {
            "dialogue_turn": turns,
            "studio_check": st.fixed_dictionaries({"form": forms()}),
            "studio_open": st.fixed_dictionaries(
                {"form": forms(), "paths": st.lists(st.sampled_from(PATHS), max_size=3)}
            ),
            "studio_preview": st.fixed_dictionaries(
                {"form": forms(), "path": st.sampled_from(["video", "quiz.items.0", "anchor"])}
            ),
            "change_carry": st.just({"act": "preview"}),
            "studio_compare": st.fixed_dictionaries({"form": forms()}),
            "studio_start": st.fixed_dictionaries(
                {"name": st.sampled_from(["saved", "blank", "demo"]), "take": st.booleans()}
            ),
            "studio_save": st.fixed_dictionaries({"form": forms()} | {"version": st.none()}),
            "dialogue_again": st.fixed_dictionaries({"item": driver}),
            "dialogue_words": st.fixed_dictionaries({"item": driver, "text": texts}),
            "answer_item": answers,
            "answer_anchor": st.fixed_dictionaries(
                {
                    "moment": st.sampled_from(["before", "after"]),
                    "text": st.sampled_from(["Yes.", "", "word " * 900]),
                    "agreements": st.just({"noticed": 3}),
                }
            ),
            "guess_bubble": st.fixed_dictionaries(
                {"bubble": st.just("phone"), "text": texts, "sure": st.integers(0, 100)}
            ),
            "keep_noticed": st.fixed_dictionaries({"first": st.just("His cuff."), "second": texts}),
            "judge_bubble": st.just({"bubble": "tulips", "close": "partly"}),
            "submit_reflection": handed_in,
        }

        self.good["make_commitment"] = st.fixed_dictionaries(
            {
                "when": endings.map("a visitor waits {}".format),
                "then": st.just("ask what for"),
                "base": st.just(1),
            }
        )
        levels_by_criterion = st.fixed_dictionaries(
            dict.fromkeys(criteria, st.sampled_from(levels))
        )
        first = criteria[0]
        self._ask_and_differ(twice, first, levels)
        opened = {"ref": st.just(twice["cy"]), "levels": levels_by_criterion}
        self.good |= {
            "ask_another_look": st.fixed_dictionaries(
                {
                    "ref": st.just(attempt.submission),
                    "criterion": st.sampled_from(
                        sorted(
                            attempt.assessments.get()
                            .marks.exclude(level="")
                            .values_list("criterion", flat=True)
                        )
                    ),
                    "reason": endings.map("The cup is a cue. {}".format),
                }
            ),
            "review_take_back": st.just(
                {
                    "ref": twice["cy"],
                    "released": models.Assessment.objects.get(
                        attempt__submission=twice["cy"], released=True, author="staff_ben"
                    ).pk,
                }
            ),
            "review_keep_comment": st.fixed_dictionaries(
                {"text": endings.map("Say how you know. {}".format), "criterion": st.just(first)}
            ),
            "review_forget_comment": st.just({"snippet": 1, "criterion": first}),
            "review_bulk": st.fixed_dictionaries(
                {
                    "act": st.sampled_from(["confirm", "release"]),
                    "chosen": st.lists(st.sampled_from(sorted(twice.values())), max_size=3),
                }
            ),
            "review_undo_batch": batch,
            "review_resume_batch": batch,
            "review_batch": batch,
            "review_second_send": st.just({"ref": twice["cy"]}),
            "review_second_look": st.just({"ref": twice["cy"]}),
            "review_second_mark": st.fixed_dictionaries(opened),
            "review_second_settle": st.fixed_dictionaries({**opened, "ref": st.just(twice["dee"])}),
            "review_close_look": st.fixed_dictionaries(
                {
                    "ref": st.just(twice["cy"]),
                    "criterion": st.just(first),
                    "level": st.sampled_from(levels),
                    "answer": endings.map("I read it again. {}".format),
                }
            ),
            "review_sample": st.fixed_dictionaries(
                {
                    "round": st.just(str(models.CalibrationRound.objects.get().pk)),
                    "answer": st.sampled_from(models.CalibrationRound.objects.get().answers),
                    "levels": levels_by_criterion,
                }
            ),
        }
        #: Where a name stands for something else than elsewhere.
        self.own_known = {
            "review_decide": {"ref": st.just(models.SharedText.objects.get().ref), "reason": texts}
        }

    def _read_twice(self, learner: str, text: Any) -> None:
        """Have that learner write, somebody mark it, and another be asked to read it, too."""
        self.workbench.post(learner, "choose_version", {"version": "film"})
        self.workbench.post(learner, "submit_reflection", {"responses": text, "number": 1})
        ref = models.Attempt.objects.get(username=learner).submission
        rubric = UNIT.reflection.rubric
        marks = {one.id: {"level": one.levels[1].id} for one in rubric.criteria}
        sent = {"ref": ref, "marks": marks, "release": True}
        self.workbench.post("staff_ben", "review_mark", sent)
        self.workbench.post("staff_ben", "review_second_send", {"ref": ref})

    def _released_at_once(self, learner: str, text: Any) -> str:
        """Have that learner write, somebody mark it as a draft, and all drafts released."""
        self.workbench.post(learner, "choose_version", {"version": "film"})
        self.workbench.post(learner, "submit_reflection", {"responses": text, "number": 1})
        ref = models.Attempt.objects.get(username=learner).submission
        marks = {one.id: {"level": one.levels[1].id} for one in UNIT.reflection.rubric.criteria}
        self.workbench.post("staff_ben", "review_mark", {"ref": ref, "marks": marks})
        seen = models.Assessment.objects.latest("pk").pk
        self.workbench.post("staff_ben", "review_queue", {})
        self.workbench.post("staff_anna", "review_bulk", {"act": "release", "as_of": seen})
        return str(models.Job.objects.get(kind="release").pk)

    def _ask_and_differ(self, refs: Mapping[str, str], first: str, levels: list[str]) -> None:
        """Have a second person differ from the first, a learner ask, and a round begun."""
        other = {one.id: one.levels[0].id for one in UNIT.reflection.rubric.criteria}
        sent = {"ref": refs["dee"], "levels": other}
        self.workbench.post("staff_cleo", "review_second_mark", sent)
        asked = {"ref": refs["cy"], "criterion": first, "reason": "The cup is a cue."}
        self.workbench.post("cy", "ask_another_look", asked)
        self.workbench.post("staff_anna", "review_calibration", {"act": "begin"})
        self.workbench.post("staff_ben", "review_queue", {})

    @contextmanager
    def undone(self) -> Iterator[None]:
        """Leave no trace of what is done within."""
        with transaction.atomic():
            yield
            transaction.set_rollback(True)


def attempt_place(attempt: models.Attempt) -> Any:
    from empathy_xblock.records.data import Place

    return Place(attempt.unit, attempt.course)


@st.composite
def documents(draw: Any) -> str:
    """Return the ready-made unit's document, changed here and there; or another."""
    text = draw(st.sampled_from([DOCUMENT, DOCUMENT, "<empathy/>", "", "<p>"]))
    for _ in range(draw(st.integers(0, 3))):
        start = draw(st.integers(0, max(0, len(text) - 1)))
        end = draw(st.integers(start, min(len(text), start + 60)))
        text = text[:start] + draw(ANY_TEXT | st.just("")) + text[end:]
    return text


PATHS = (
    "reflection.rubric.criteria",
    "reflection.rubric.criteria.0",
    "reflection.rubric.criteria.1.levels.2",
    "video.sources",
    "quiz.items",
    "quiz.items.1",
    "quiz.items.0.choices.1",
    "quiz.items.99",
    "quiz.items.-1.choices",
    "settings",
    "order",
)


@st.composite
def forms(draw: Any) -> dict[str, str]:
    """Return the ready-made unit's form, changed here and there; or next to nothing."""
    form = dict(draw(st.sampled_from([FORM, FORM, FORM, {}, {"settings.display_name": "A"}])))
    known = st.sampled_from(list(FORM))
    for _ in range(draw(st.sampled_from([0, 0, 0, 1, 2, 4]))):
        path = draw(st.one_of(known, known, known, known, ANY_TEXT))
        if draw(st.booleans()):
            form.pop(path, None)
        else:
            form[path] = draw(
                ANY_TEXT | st.sampled_from(["", "-1", "1e999", "true", "<p>", "quiz"])
            )
    return form
