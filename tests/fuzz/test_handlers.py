"""Every handler, whatever is sent: an answer in words, and what was answered 200 is there."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from hypothesis import given, note
from hypothesis import strategies as st
from submissions.models import Submission

from empathy_xblock import models
from empathy_xblock.block import EmpathyXBlock
from empathy_xblock.demo import answering, scenario
from empathy_xblock.journey.reflection import tidy
from empathy_xblock.learner import (
    card,
    commitment_requests,
    dialogue_requests,
    looking,
    practice_requests,
    record,
    requests,
)
from empathy_xblock.records import api
from empathy_xblock.review import requests as review
from empathy_xblock.review.fair import fairness_requests
from empathy_xblock.review.many import bulk_requests, changes_requests
from empathy_xblock.review.shared import sharing_requests
from empathy_xblock.studio import requests as studio
from empathy_xblock.studio.forms.form import flat, form_of, nested, unit_of
from empathy_xblock.studio.forms.ids import named, taken_by
from empathy_xblock.unit import library, olx
from tests.conftest import Workbench
from tests.fuzz.conftest import FUZZ, no_hang
from tests.fuzz.payloads import ANY_TEXT, JUNK, bodies, well_meant
from tests.security.people import REFLECTION

SCHEMAS = {
    "choose_version": requests.ChooseVersion,
    "save_watching": requests.SaveWatching,
    "read_transcript": requests.ReadTranscript,
    "save_draft": requests.SaveDraft,
    "submit_reflection": requests.SubmitReflection,
    "answer_item": requests.AnswerItem,
    "answer_anchor": practice_requests.AnswerAnchor,
    "keep_reaction": practice_requests.KeepReaction,
    "remove_reaction": practice_requests.RemoveReaction,
    "guess_bubble": practice_requests.GuessBubble,
    "judge_bubble": practice_requests.JudgeBubble,
    "set_pauses": practice_requests.SetPauses,
    "keep_bubble_note": practice_requests.KeepBubbleNote,
    "keep_noticed": practice_requests.KeepNoticed,
    "rate_self": practice_requests.RateSelf,
    "dialogue_turn": dialogue_requests.TakeTurn,
    "dialogue_again": dialogue_requests.BeginAgain,
    "dialogue_words": dialogue_requests.OwnWords,
    "skip_practice": dialogue_requests.SkipPractice,
    "start_over": requests.StartOver,
    "export_mine": requests.ExportMine,
    "make_commitment": commitment_requests.MakeCommitment,
    "skip_commitment": commitment_requests.SkipCommitment,
    "answer_follow_up": commitment_requests.AnswerFollowUp,
    "share_commitment": commitment_requests.ShareCommitment,
    "share_scenario": commitment_requests.ShareScenario,
    "withdraw_shared": commitment_requests.WithdrawShared,
    "read_shared": commitment_requests.ReadShared,
    "show_record": record.ShowRecord,
    "show_brief": record.ShowBrief,
    "ask_another_look": looking.AskAnotherLook,
    "transparency_card": card.ShowCard,
    "review_queue": review.QueueQuery,
    "review_open": review.OpenRequest,
    "review_claim": review.ClaimRequest,
    "review_mark": review.MarkRequest,
    "review_propose": review.ProposeRequest,
    "review_take_back": review.TakeBackRequest,
    "review_keep_comment": review.KeepCommentRequest,
    "review_forget_comment": review.ForgetCommentRequest,
    "review_bulk": bulk_requests.BulkRequest,
    "review_undo_batch": bulk_requests.BatchRequest,
    "review_resume_batch": bulk_requests.BatchRequest,
    "review_batch": bulk_requests.BatchRequest,
    "review_climate": review.ClimateRequest,
    "review_overview": review.OverviewRequest,
    "review_agreement": review.AgreementRequest,
    "review_reveal": fairness_requests.RevealRequest,
    "review_second_send": fairness_requests.SecondSendRequest,
    "review_second_look": fairness_requests.SecondLookRequest,
    "review_second_mark": fairness_requests.SecondMarkRequest,
    "review_second_settle": fairness_requests.SecondSettleRequest,
    "review_close_look": fairness_requests.CloseLookRequest,
    "review_calibration": fairness_requests.CalibrationRequest,
    "review_sample": fairness_requests.SampleRequest,
    "review_shared": sharing_requests.SharedQuery,
    "review_decide": sharing_requests.DecideRequest,
    "review_follow_through": sharing_requests.FollowThroughQuery,
    "review_changes": changes_requests.ChangesRequest,
    "change_carry": changes_requests.CarryRequest,
    "change_rescore": changes_requests.RescoreRequest,
    "change_undo": changes_requests.UndoRequest,
    "change_status": review.JobRequest,
    "change_resume": review.JobRequest,
    "job_start": review.StartRequest,
    "job_status": review.JobRequest,
    "job_resume": review.JobRequest,
    "job_file": review.JobRequest,
    "studio_compare": studio.Written,
    "studio_check": studio.CheckRequest,
    "studio_edit": studio.EditRequest,
    "studio_open": studio.PartsRequest,
    "studio_preview": studio.PartRequest,
    "studio_save": studio.SaveRequest,
    "studio_source": studio.FormRequest,
    "studio_start": studio.StartRequest,
    "studio_try": studio.TryRequest,
}

#: Who is likely to call; now and then somebody else does.
PEOPLE = {
    "ask": "ada",
    "answer": "ada",  # the quiz opens after the reflection
    "dialogue_words": "ada",  # whose conversation is over
    "review": "staff_anna",
    "job": "staff_anna",
    "change": "staff_anna",
    "studio": "author_kim",
}

#: What a handler may answer.
STATUSES = {200, 403, 404, 405, 409, 413, 422}

KEPT = (
    models.Attempt,
    models.Assessment,
    models.Mark,
    models.AuditEvent,
    models.ItemResult,
    models.Commitment,
    models.SharedText,
    models.Job,
    models.JobLane,
    models.JobPart,
    models.AnotherLook,
    models.SecondReading,
    models.CalibrationRound,
    Submission,
)

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


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: Any) -> Iterator[Here]:
    """Make the workbench once for all handlers, in a transaction that is undone at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield Here(Workbench(Client(), scenario.load(fresh=True)))
        transaction.set_rollback(True)


@pytest.fixture
def here(db: None, made: Here) -> Here:
    """Return the workbench as it was made; each case undoes what it did."""
    cache.clear()
    return made


def person_of(handler: str, drawn: str) -> str:
    return drawn or PEOPLE.get(handler, PEOPLE.get(handler.split("_")[0], "ben"))


def counts() -> list[int]:
    return [model.objects.count() for model in KEPT]


# --- what was answered 200 is there ------------------------------------------------------------


def _draft_is_there(here: Here, person: str, sent: Any, answer: Any) -> None:
    draft = here.workbench.block(person).draft
    said = {prompt: text for prompt, text in sent["responses"].items() if text.strip()}
    for prompt, text in said.items():
        assert tidy(draft["responses"].get(prompt, "")) == tidy(text)
    assert draft.get("revision", 0) == answer["revision"]


def _reflection_is_there(here: Here, person: str, sent: Any, _answer: Any) -> None:
    block = here.workbench.block(person)
    seat = block._seat()
    attempts = api.attempts(seat.place, seat.learner)
    kept = api.responses(attempts[sent["number"] - 1])
    for prompt, text in sent["responses"].items():
        assert kept[prompt] == tidy(text)
    assert block.attempts >= 1


def _answer_is_there(here: Here, person: str, sent: Any, _answer: Any) -> None:
    seat = here.workbench.block(person)._seat()
    kept = [r for r in api.item_results(seat.place, seat.learner) if r.item == sent["item"]]
    assert set(kept[sent["number"] - 1].response) == set(sent["response"])


def _turn_is_there(here: Here, person: str, sent: Any, _answer: Any) -> None:
    path = here.workbench.block(person).walks["paths"][sent["item"]]
    assert path[sent["turn"] - 1].endswith(f"={sent['choice']}")


def _agreement_is_there(here: Here, person: str, sent: Any, _answer: Any) -> None:
    if sent.get("pass_over"):
        return
    answer = here.workbench.block(person).anchor[sent["moment"]]
    assert answer["text"] == tidy(sent.get("text", ""))
    seat = here.workbench.block(person)._seat()
    kept = api.statement_ratings(seat.place, seat.learner)
    for statement, value in sent.get("agreements", {}).items():
        assert kept[statement][sent["moment"]] == answer["agreements"][statement] == int(value)


def _reaction_is_there(here: Here, person: str, sent: Any, _answer: Any) -> None:
    if not sent.get("pass_over"):
        assert here.workbench.block(person).reaction["text"] == tidy(sent["text"])


def _details_are_there(here: Here, person: str, sent: Any, _answer: Any) -> None:
    kept = here.workbench.block(person).noticed
    for name in ("first", "second"):
        assert kept[name] == tidy(sent.get(name, ""))


def _guess_is_there(here: Here, person: str, sent: Any, _answer: Any) -> None:
    kept = here.workbench.block(person).bubbles
    if sent.get("pass_over"):
        assert sent["bubble"] in {*kept["passed_over"], *kept["guesses"]}
    elif sent["bubble"] != "tulips":  # the first guess stands
        assert kept["guesses"][sent["bubble"]]["text"] == tidy(sent["text"])


def _version_is_there(here: Here, person: str, sent: Any, _answer: Any) -> None:
    assert here.workbench.block(person).progress["version"] == sent["version"]


def _watching_is_there(here: Here, person: str, sent: Any, answer: Any) -> None:
    assert here.workbench.block(person)._seat().progress.percent == answer["percent"]


def _plan_is_there(here: Here, person: str, sent: Any, _answer: Any) -> None:
    plan = here.workbench.block(person).commitment
    for half in ("when", "then"):
        assert plan[half]
        assert plan[half] in " ".join(tidy(sent[half]).split())
    assert plan["on"] == (sent.get("on") or None)


def _scenario_is_there(here: Here, person: str, sent: Any, _answer: Any) -> None:
    seat = here.workbench.block(person)._seat()
    kept = [(one.first, one.second) for one in api.own_shared(seat.place, seat.learner)]
    assert (tidy(sent["scenario"]), tidy(sent["reply"])) in kept


def _marks_are_there(here: Here, person: str, sent: Any, _answer: Any) -> None:
    kept = models.Assessment.objects.filter(marker="instructor").latest("pk")
    assert (kept.author, kept.released) == (person, sent.get("release", False))
    assert kept.comment == tidy(sent.get("comment", ""))
    levels = {mark.criterion: mark.level or None for mark in kept.marks.all()}
    assert levels == {name: mark.get("level") for name, mark in sent["marks"].items()}


def _document_is_there(here: Here, person: str, sent: Any, _answer: Any) -> None:
    if sent.get("form") is None:
        read = olx.read(sent["olx"]).unit
    else:
        read = unit_of(named(nested(sent["form"]), taken_by(form_of(UNIT))))
    assert read is not None
    assert here.workbench.block(person).unit == read


def _job_is_there(here: Here, person: str, sent: Any, _answer: Any) -> None:
    newest = models.Job.objects.latest("pk")
    assert (newest.kind, newest.actor) == (sent["kind"], person)
    assert newest.state == "done"


CHECKS: Mapping[str, Callable[[Here, str, Any, Any], None]] = {
    "save_draft": _draft_is_there,
    "submit_reflection": _reflection_is_there,
    "answer_item": _answer_is_there,
    "dialogue_turn": _turn_is_there,
    "choose_version": _version_is_there,
    "answer_anchor": _agreement_is_there,
    "keep_reaction": _reaction_is_there,
    "guess_bubble": _guess_is_there,
    "keep_noticed": _details_are_there,
    "save_watching": _watching_is_there,
    "make_commitment": _plan_is_there,
    "share_scenario": _scenario_is_there,
    "review_mark": _marks_are_there,
    "studio_save": _document_is_there,
    "job_start": _job_is_there,
}


def test_the_table_names_every_handler() -> None:
    handlers = {
        name
        for name in dir(EmpathyXBlock)
        if getattr(getattr(EmpathyXBlock, name, None), "_is_xblock_handler", False)
    }
    assert handlers == set(SCHEMAS)


def _body(sent: bytes) -> Any:
    return json.loads(sent) if sent else {}


@pytest.mark.parametrize("handler", sorted(SCHEMAS))
def test_a_handler(here: Here, handler: str) -> None:
    tried = dict.fromkeys(STATUSES, 0)
    known = {**here.known, **here.own_known.get(handler, {})}
    requests_to = bodies(SCHEMAS[handler], known, here.good.get(handler))

    @FUZZ
    @given(data=st.data())
    def case(data: st.DataObject) -> None:
        person = person_of(handler, data.draw(OTHERS))
        method = data.draw(METHODS)
        sent = data.draw(requests_to)
        with here.undone(), no_hang():
            tried[_try(here, handler, person, method, sent)] += 1

    @FUZZ
    @given(sent=well_meant(SCHEMAS[handler], known, here.good.get(handler)))
    def well_meant_case(sent: bytes) -> None:
        with here.undone(), no_hang():
            tried[_try(here, handler, person_of(handler, ""), "POST", sent)] += 1

    if handler == "job_file":
        return _try_addresses(here)
    if handler == "transparency_card":
        return _try_page(here)
    case()
    if not tried[200]:
        well_meant_case()
    # Cases that are all refused would prove little.
    assert tried[200] > 0 or handler in REFUSED_HERE
    return None


#: What this unit refuses everybody: it is no preview, asks no language model, shows names, and
#: has nothing to mark by other keys and no change to undo.
REFUSED_HERE = ("start_over", "review_propose", "review_reveal", "change_rescore", "change_undo")

METHODS = st.sampled_from(["POST"] * 14 + ["GET", "PUT"])
OTHERS = st.sampled_from([""] * 12 + ["ada", "ben", "none", "staff_anna", "author_kim"])


def _try(here: Here, handler: str, person: str, method: str, sent: bytes) -> int:
    before = counts()
    response = here.workbench.request(person, handler, sent, method=method)
    note(f"{person} {method} {handler} {sent[:200]!r}: {response.status_code}")
    assert response.status_code in STATUSES, response.content[:2000]
    # A visitor who is not signed in is turned away by the workbench itself.
    if person != "none" or response.content:
        answer = json.loads(response.content)
        if response.status_code != 200:
            assert isinstance(answer["error"], str)
            assert answer["error"]
            assert counts() == before  # what is refused leaves nothing
        elif person == "author_kim" and not handler.startswith("studio"):
            assert counts() == before  # a preview keeps nothing
        elif handler in CHECKS:
            CHECKS[handler](here, person, _body(sent), answer)
    return int(response.status_code)


def _try_page(here: Here) -> None:
    """The page that nothing is asked of: whatever stands in its address, it is the same."""
    url = f"/handler/{here.workbench.usage_id}/transparency_card/"
    plain = here.workbench.client.get(url, {"student": "ada"}).content

    @FUZZ
    @given(name=st.sampled_from(["unit", "ref", "mode", "x"]), value=ANY_TEXT)
    def case(name: str, value: str) -> None:
        if any("\ud800" <= sign <= "\udfff" for sign in value):
            value = ""
        with here.undone(), no_hang():
            response = here.workbench.client.get(url, {"student": "ada", name: value})
            assert (response.status_code, response.content) == (200, plain)

    case()


def _try_addresses(here: Here) -> None:
    """The one handler that is read by its address."""
    job = models.Job.objects.filter(kind="export").latest("pk").pk
    found = []

    @FUZZ
    @given(
        person=st.sampled_from(["staff_anna"] * 6 + ["ada", "none", "author_kim"]),
        asked=st.sampled_from([str(job)] * 3 + ["", "0", "9" * 18, "9" * 19, "١"])
        | ANY_TEXT.filter(lambda text: not any("\ud800" <= c <= "\udfff" for c in text))
        | JUNK.map(repr).filter(lambda text: text.isascii()),
    )
    def case(person: str, asked: str) -> None:
        with here.undone(), no_hang():
            query = urlencode({"student": person, "job": asked})
            base = "/unauth_handler" if person == "none" else "/handler"
            url = f"{base}/{here.workbench.usage_id}/job_file/?{query}"
            response = here.workbench.client.get(url)
            assert response.status_code in STATUSES, response.content[:2000]
            if response.status_code == 200:
                found.append(asked)
                assert (person, int(asked)) == ("staff_anna", job)
                assert response.content.startswith(b"unit,course,username")

    case()
    assert found
