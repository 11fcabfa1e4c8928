"""`manage.py empathy_purge`: deletes what learners wrote once the retention period is over."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from empathy_xblock import settings
from empathy_xblock.records import api

SETTING = "EMPATHY_XBLOCK_RETENTION_DAYS"


class Command(BaseCommand):
    """Deletes texts and keeps scores, marks and the trail. It can run every night."""

    help = "Delete the texts of reflections that are older than the retention period."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Name the arguments."""
        parser.add_argument("--older-than", type=int, metavar="DAYS", help=f"instead of {SETTING}")
        parser.add_argument("--dry-run", action="store_true", help="only say how many there are")
        parser.add_argument(
            "--with-waiting", action="store_true", help="also what still waits for a person"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Delete, and say how many."""
        days = options["older_than"]
        if days is None:
            days = settings.value(SETTING)
        if days is None:
            self.stdout.write(f"{SETTING} is not set: every text is kept.")
            return
        if isinstance(days, bool) or not isinstance(days, int) or days < 0:
            raise CommandError("A retention period is a whole number of days, 0 or more.")
        before = timezone.now() - timedelta(days=days)
        count = api.purge(before, waiting=options["with_waiting"], dry_run=options["dry_run"])
        done = "would be deleted" if options["dry_run"] else "deleted"
        self.stdout.write(f"Texts older than {days} days, {done}: {count.texts}")
        if count.waiting:
            self.stdout.write(f"Left, because they wait for a person: {count.waiting}")
