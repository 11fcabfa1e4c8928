"""The block as course staff meet it for long work: on all reflections of the unit at once."""

from __future__ import annotations

from typing import Any

from empathy_xblock import compat
from empathy_xblock.handlers import staff_action, staff_file
from empathy_xblock.records.data import JobFile
from empathy_xblock.review.figures import agreeing, climate, overview
from empathy_xblock.review.many import jobs
from empathy_xblock.review.requests import (
    AgreementRequest,
    ClimateRequest,
    JobRequest,
    OverviewRequest,
    StartRequest,
)
from empathy_xblock.unit.model import Unit


class JobHandlers:
    """The handlers of long work, to be mixed into the block."""

    unit: Unit

    @staff_action(StartRequest)
    def job_start(self, sent: StartRequest) -> dict[str, Any]:
        """Begin long work."""
        author = compat.visitor(self).username
        return jobs.start(compat.place(self), self.unit, author, sent)

    @staff_action(JobRequest)
    def job_status(self, sent: JobRequest) -> dict[str, Any]:
        """Say how far it is."""
        return jobs.status(compat.place(self), self.unit, compat.visitor(self).username, sent)

    @staff_action(JobRequest)
    def job_resume(self, sent: JobRequest) -> dict[str, Any]:
        """Go on with what stopped."""
        return jobs.resume(compat.place(self), self.unit, compat.visitor(self).username, sent)

    @staff_action(AgreementRequest)
    def review_agreement(self, sent: AgreementRequest) -> dict[str, Any]:
        """Say how well the engine and people agree."""
        return agreeing.show(compat.place(self), self.unit)

    @staff_action(OverviewRequest)
    def review_overview(self, sent: OverviewRequest) -> dict[str, Any]:
        """Show the unit in numbers."""
        return overview.show(compat.place(self), self.unit)

    @staff_action(ClimateRequest)
    def review_climate(self, sent: ClimateRequest) -> dict[str, Any]:
        """Show levels and commitments over time, and unit by unit."""
        return climate.show(compat.place(self), self.unit, compat.units(self))

    @staff_file(JobRequest)
    def job_file(self, sent: JobRequest) -> JobFile:
        """Hand out the file that an export made."""
        return jobs.file(compat.place(self), self.unit, compat.visitor(self).username, sent)
