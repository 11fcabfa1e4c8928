"""Where Celery looks for tasks: long work, as a worker of the platform meets it."""

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
        from empathy_xblock.records.work import jobs

        jobs.run(job_id)
