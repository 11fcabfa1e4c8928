"""The editor: a form of the whole unit, checked as it is written and kept only when saved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from empathy_xblock.records.data import Place
from empathy_xblock.refusal import Refusal
from empathy_xblock.rendering import render
from empathy_xblock.studio import conflict, consequences, problems, starts
from empathy_xblock.studio.faults import Checked, checked
from empathy_xblock.studio.forms import drawing
from empathy_xblock.studio.forms.changing import Changed, change
from empathy_xblock.studio.forms.form import Tree, UnknownField, flat, form_of, nested
from empathy_xblock.studio.forms.ids import Taken, named, retiring, taken_by
from empathy_xblock.studio.pictures import dialogue_graph
from empathy_xblock.studio.requests import (
    EditRequest,
    Form,
    FormRequest,
    SaveRequest,
    StartRequest,
    Trial,
    TryRequest,
    Written,
)
from empathy_xblock.studio.summary import remarks, step_lines, summary_page
from empathy_xblock.studio.trial import anchoring, samples, taking, trying
from empathy_xblock.unit import olx
from empathy_xblock.unit.importers import Note
from empathy_xblock.unit.model import Unit

__all__ = [
    "check",
    "conflict",
    "edit",
    "editor_page",
    "readable",
    "remarks",
    "saved",
    "source_of",
    "start",
    "summary_page",
    "try_rubric",
]

REGION = "problems"

#: More places to lead to than these take a form too long to draw: twice the largest role-play's.
MOST_WAYS = 2 * 100 * 10 * 120


# --- the page ----------------------------------------------------------------------------------


def editor_page(
    source: str,
    known: Iterable[olx.Problem] = (),
    *,
    key: str = "",
    unit: Unit | None = None,
    place: Place | None = None,
) -> SafeString:
    """Return the editor with a unit in it, and its document in `source`.

    `known` are problems the block remembers, such as what an import left out: errors that are
    no longer in the document and would otherwise go unseen. `unit` is what is drawn where the
    document has no unit in it; `key` names what the browser keeps of unsaved work. `place` is
    where the unit stands: what the engine learned there, and what reviewers kept, is used.
    """
    reading = olx.read(source)
    found = problems.of_reading(reading)
    remembered = tuple(problem for problem in known if problem.severity == "error")
    tree = form_of(reading.unit or unit or Unit())
    drawn = _drawn(tree, place)
    judged = drawn.judged
    broken = bool(found.errors)
    return render(
        "studio/editor.html",
        {
            "source": source,
            "key": key,
            "version": conflict.version(source),
            "kind": "source" if broken else _first_tab(judged),
            "body": _body(drawn, place),
            "starts": starts.units(),
            "verdict": found.sentence if broken else _sentence(judged),
            "problems": problems.draw(found) if broken else _draw(judged),
            "left_out": () if broken else remembered,
        },
    )


def _first_tab(judged: Checked) -> str:
    """Return what to open at: a unit without steps begins at the start."""
    return "form" if judged.unit is None or judged.unit.steps else "start"


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A form to be drawn: what is to be said of it, and the engine beside the author's marks."""

    tree: Tree
    judged: Checked
    compared: anchoring.Compared | None


def _drawn(tree: Tree, place: Place | None, taken: Taken | None = None) -> _Drawn:
    """Judge a form as it would be saved. One query at most."""
    whole = named(tree, taken or {})
    compared = anchoring.compared(whole, place)
    judged = checked(whole)
    if judged.unit is not None:
        advice = anchoring.advice(whole, compared)
        judged = replace(judged, faults=(*judged.faults, *advice))
    return _Drawn(tree, judged, compared)


def _body(drawn: _Drawn, place: Place | None) -> SafeString:
    tree = drawn.tree
    return render(
        "studio/body.html",
        {
            "sections": drawing.sections(tree),
            "order": tree["order"],
            "rubrics": starts.rubrics(),
            "samples": samples.choices(tree),
            "snippets": taking.offered(tree, place),
            **_reckoned(drawn),
            **_pictures(drawn.judged.unit),
        },
    )


def _pictures(unit: Unit | None) -> dict[str, Any]:
    """Return the role-plays drawn; where there is no unit the pictures stay as they are."""
    return {"dialogues": dialogue_graph.draw(unit, folded=False)} if unit else {}


def _reckoned(drawn: _Drawn) -> dict[str, Any]:
    """Return what is worked out of the form and changes while it is written."""
    tree = drawn.tree
    broken = drawn.compared is None and tree["reflection"]["anchor_answers"]
    agreement = {} if broken else {"agreement": anchoring.draw(drawn.compared)}
    return {
        **agreement,
        "consequences": render(
            "studio/consequences.html", {"sentences": consequences.sentences(tree)}
        ),
        "totals": render(
            "studio/totals.html",
            {
                "totals": consequences.totals(tree),
                "sentence": consequences.rubric_sentence(tree),
            },
        ),
        "quiz_points": consequences.quiz_sentence(tree),
    }


def _sentence(judged: Checked) -> str:
    return problems.verdict(len(judged.errors), len(judged.advice))


def _draw(judged: Checked) -> SafeString:
    return render(
        "studio/faults.html",
        {"errors": judged.errors, "advice": judged.advice, "sentence": _sentence(judged)},
    )


# --- what is sent ------------------------------------------------------------------------------


def _tree(form: Form) -> Tree:
    """Return the form that was sent; Refusal where it has a field that no form has."""
    try:
        return nested(form)
    except UnknownField as unknown:
        said = _("The form has a field that is not known here. Open the editor again.")
        raise Refusal(422, said, str(unknown)[:200]) from None


def _judged(form: Form, saved_unit: Unit | None = None) -> Checked:
    """Return what is to be said about a form, with ids for all its new parts."""
    return checked(named(_tree(form), _taken(saved_unit)))


def _taken(saved_unit: Unit | None) -> Taken:
    """Return the ids that no new part may have."""
    return taken_by(form_of(saved_unit), saved_unit.retired_ids) if saved_unit else {}


def check(sent: Written, place: Place | None = None, trial: Trial | None = None) -> dict[str, Any]:
    """Say what is wrong with what is written, and what could be better. Nothing is kept.

    A sample answer that is being tried is marked anew, as long as the rubric has no errors.
    """
    if sent.form is None:
        reading = olx.read(sent.olx or "")
        found = problems.of_reading(reading)
        return {
            "regions": {REGION: problems.draw(found)},
            "announce": found.sentence,
            "errors": len(found.errors),
        }
    tree = _tree(sent.form)
    drawn = _drawn(tree, place)
    judged = drawn.judged
    return {
        "regions": {REGION: _draw(judged), **_reckoned(drawn), **_pictures(judged.unit)},
        "announce": _sentence(judged),
        "errors": len(judged.errors),
        "tried": _tried_again(tree, trial, place),
    }


def _tried_again(tree: Tree, trial: Trial | None, place: Place | None) -> dict[str, Any] | None:
    """Return what `try_rubric` does; None where that would be refused."""
    if trial is None:
        return None
    try:
        return trying.tried(tree, named(tree, {}), trial, place)
    except Refusal:
        return None  # while a level is being renamed, say: the marks from before stay


def _answer(tree: Tree, place: Place | None) -> dict[str, Any]:
    drawn = _drawn(tree, place)
    judged = drawn.judged
    return {
        "regions": {"body": _body(drawn, place), REGION: _draw(judged)},
        "verdict": _sentence(judged),
        "errors": len(judged.errors),
    }


def edit(sent: EditRequest, saved_unit: Unit, place: Place | None = None) -> dict[str, Any]:
    """Change the form's shape; answer with the form drawn anew, and where to go on in it."""
    changed = _changed(_tree(sent.form), sent, _taken(saved_unit), place)
    if drawing.ways_to_draw(changed.tree) > MOST_WAYS:
        said = _("The role-plays are too large for the form. Go on with them in the source.")
        raise Refusal(422, said, "quiz.items")
    tree = named(changed.tree, _taken(saved_unit), only_at_once=True)
    return {**_answer(tree, place), "announce": changed.said, "focus": changed.focus}


def _changed(tree: Tree, sent: EditRequest, taken: Taken, place: Place | None) -> Changed:
    if sent.action.do == "bank":
        return taking.take(tree, sent.action.name, place)
    if sent.action.do == "keep" and sent.answer is not None:
        return taking.keep(tree, sent.answer, taken)
    return change(tree, sent.action)


def start(
    sent: StartRequest, saved_unit: Unit, saved_source: str, place: Place | None = None
) -> dict[str, Any]:
    """Show what a start would make or, when it is taken, the form of it. Nothing is kept."""
    unit = saved_unit
    notes: tuple[Note, ...] = ()
    if sent.name == "olx":
        pasted = starts.pasted(sent.olx)
        if pasted.unit is None:
            return _look(None, sent.name, problems.draw(problems.of_reading(pasted.problems)))
        unit, notes = pasted.unit, pasted.notes
    elif sent.name != "saved":
        unit = starts.unit(sent.name)
    if not sent.take:
        return _look(unit, sent.name, notes=notes)
    version = {"version": conflict.version(saved_source)} if sent.name == "saved" else {}
    said = _("“%(title)s” is in the editor now. It is not saved yet.") % {
        "title": unit.display_name
    }
    return {
        **_answer(form_of(unit), place),
        "announce": "" if version else said,
        "focus": "settings.display_name",
        **version,
    }


def _look(
    unit: Unit | None, name: str, drawn: str = "", notes: tuple[Note, ...] = ()
) -> dict[str, Any]:
    page = render(
        "studio/look.html",
        {
            "unit": unit,
            "name": name,
            "steps": step_lines(unit) if unit else (),
            "problems": drawn,
            "notes": notes,
        },
    )
    return {"regions": {"look": page}, "announce": unit.display_name if unit else ""}


def source_of(sent: FormRequest, saved_unit: Unit) -> dict[str, Any]:
    """Return the document of a form without errors; Refusal with its problems otherwise."""
    return {"olx": olx.write(_without_errors(sent.form, saved_unit))}


def try_rubric(sent: TryRequest, place: Place | None = None) -> dict[str, Any]:
    """Mark a sample answer by the form's rubric. Nothing is kept."""
    tree = _tree(sent.form)
    return trying.tried(tree, named(tree, {}), sent, place)


# --- saving ------------------------------------------------------------------------------------


def _without_errors(form: Form, saved_unit: Unit) -> Unit:
    judged = _judged(form, saved_unit)
    if judged.unit is None:
        regions = {REGION: _draw(judged)}
        raise Refusal(422, _sentence(judged), "form", regions=regions, errors=len(judged.errors))
    return retiring(saved_unit, judged.unit)


def readable(sent: Written, saved_unit: Unit | None = None) -> tuple[olx.Reading, str]:
    """Return what is to be kept, read, and its document; Refusal draws the errors if it has any."""
    if sent.form is not None:
        source = olx.write(_without_errors(sent.form, saved_unit or Unit()))
        return olx.read(source), source
    source = sent.olx or ""
    reading = olx.read(source)
    found = problems.of_reading(reading)
    if found.errors or reading.unit is None:
        raise Refusal(
            422,
            found.sentence,
            "olx",
            regions={REGION: problems.draw(found)},
            errors=len(found.errors),
        )
    unit = retiring(saved_unit or Unit(), reading.unit)
    return replace(reading, unit=unit), olx.write(unit) if unit != reading.unit else source


def require_current(sent: SaveRequest, mine: Unit | None, theirs: Unit, source: str) -> None:
    """Refuse to save over what somebody else saved since the editor was opened."""
    now = conflict.version(source)
    if sent.version is None or sent.version == now or mine in (theirs, None):
        return
    raise Refusal(
        409,
        _("Somebody saved this unit while you were editing it. Compare both above, then choose."),
        "version",
        regions={"conflict": conflict.draw(theirs, mine or theirs, now)},
    )


def saved(unit: Unit, source: str) -> dict[str, Any]:
    """Return the answer to a save: the unit as it is kept, ids of new parts included."""
    return {
        "saved": True,
        "version": conflict.version(source),
        "form": flat(form_of(unit)),
    }
