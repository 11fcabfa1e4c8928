"""`manage.py empathy_count`: counts large units, so that no look at their overview has to."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from empathy_xblock.records import api


class Command(BaseCommand):
    """Counts beside a live platform. It can run after an upgrade, and every night."""

    help = "Count the attempts, marks and answers of every unit of more than 5,000 attempts."

    def handle(self, *args: Any, **options: Any) -> None:
        """Count, and say how many units."""
        self.stdout.write(f"Units counted: {api.count_anew()}")
