"""What is wrong with a document, and what could be better, each with its line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from empathy_xblock.rendering import render
from empathy_xblock.unit import olx
from empathy_xblock.unit.advice import advise


def verdict(errors: int, advice: int) -> str:
    """Return in a sentence how much there is to mend, or else to follow or not."""
    if errors:
        return ngettext(
            "%(count)s error to fix before this can be saved.",
            "%(count)s errors to fix before this can be saved.",
            errors,
        ) % {"count": errors}
    if advice:
        return ngettext(
            "No errors. %(count)s piece of advice.",
            "No errors. %(count)s pieces of advice.",
            advice,
        ) % {"count": advice}
    return _("No errors, and no advice.")


@dataclass(frozen=True, slots=True)
class Findings:
    """Problems by severity, errors in the document's order."""

    errors: tuple[olx.Problem, ...]
    advice: tuple[olx.Problem, ...]

    @property
    def sentence(self) -> str:
        """The findings in a sentence, to be announced."""
        return verdict(len(self.errors), len(self.advice))


def sorted_out(problems: Iterable[olx.Problem]) -> Findings:
    """Return the problems by severity."""
    found = tuple(dict.fromkeys(problems))
    return Findings(
        tuple(problem for problem in found if problem.severity == "error"),
        tuple(problem for problem in found if problem.severity == "advice"),
    )


def of_reading(reading: olx.Reading) -> Findings:
    """Return what reading found, and advice on what was read with the lines it is about."""
    advice = advise(reading.unit) if reading.unit else ()
    placed = (
        replace(problem, line=problem.line or reading.lines.get(problem.element))
        for problem in advice
    )
    return sorted_out((*reading.problems, *placed))


def draw(findings: Findings) -> SafeString:
    """Return the list of problems as HTML."""
    return render("studio/problems.html", {"findings": findings})
