"""Where Celery looks for tasks: what a worker of the platform does for the block."""

from __future__ import annotations

try:
    from celery import shared_task
except ImportError:  # no workers here, and nobody who looks
    pass
else:
    # Acknowledged at once: what a worker leaves is resumed by its position, not by the broker.
    @shared_task(name="empathy_xblock.run_job", ignore_result=True)
    def run_job(job_id: int) -> None:
        """Carry out the job of that id, if it still waits."""
        from empathy_xblock.records.work import running

        running.run(job_id)

    # One that is lost is asked for again, and one that is repeated finds nothing to do.
    @shared_task(name="empathy_xblock.count_unit", ignore_result=True)
    def count_unit(unit: str) -> None:
        """Count that unit anew, if that is still due."""
        from empathy_xblock.records.figures import tallies

        tallies.renew(unit)
