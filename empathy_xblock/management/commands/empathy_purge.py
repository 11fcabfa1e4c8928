"""`manage.py empathy_purge`: deletes what is kept no longer: texts, and files of exports."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from empathy_xblock import settings
from empathy_xblock.records import api

SETTING = "EMPATHY_XBLOCK_RETENTION_DAYS"
EXPORTS = "EMPATHY_XBLOCK_EXPORT_DAYS"


def _whole_days(days: object, what: str) -> timedelta:
    if isinstance(days, bool) or not isinstance(days, int) or days < 0:
        raise CommandError(f"{what} is a whole number of days, 0 or more.")
    return timedelta(days=days)


class Command(BaseCommand):
    """Deletes texts and keeps scores, marks and the trail. It can run every night."""

    help = "Delete texts older than the retention period, and files of exports."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Name the arguments."""
        parser.add_argument("--older-than", type=int, metavar="DAYS", help=f"instead of {SETTING}")
        parser.add_argument("--dry-run", action="store_true", help="only say how many there are")
        parser.add_argument(
            "--with-waiting", action="store_true", help="also what still waits for a person"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Delete, and say how many."""
        done = "would be deleted" if options["dry_run"] else "deleted"
        age = settings.value(EXPORTS)
        ended = timezone.now() - _whole_days(age, EXPORTS)
        files = api.forget_exports(ended, dry_run=options["dry_run"])
        if files:
            self.stdout.write(f"Files of exports older than {age} days, {done}: {files}")
        self._texts(options, done)

    def _texts(self, options: dict[str, Any], done: str) -> None:
        days = options["older_than"]
        if days is None:
            days = settings.value(SETTING)
        if days is None:
            self.stdout.write(f"{SETTING} is not set: every text is kept.")
            return
        before = timezone.now() - _whole_days(days, "A retention period")
        count = api.purge(before, waiting=options["with_waiting"], dry_run=options["dry_run"])
        self.stdout.write(f"Texts older than {days} days, {done}: {count.texts}")
        if count.shared:
            self.stdout.write(f"Shared texts older than {days} days, {done}: {count.shared}")
        if count.waiting:
            self.stdout.write(f"Left, because they wait for a person: {count.waiting}")
