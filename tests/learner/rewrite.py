"""Writes the outlines of pages, cards and conversations anew: `python -m tests.learner.rewrite`."""

from __future__ import annotations

import os

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()

    from tests.learner import test_card, test_conversations, test_page

    test_card.write()
    test_conversations.write()
    test_page.write()
