"""Without the extra and the settings, nothing of it is loaded."""

from __future__ import annotations

import subprocess
import sys


def test_nothing_is_imported_that_could_reach_the_network() -> None:
    code = (
        "import django, sys; from django.conf import settings;"
        "settings.configure(INSTALLED_APPS=["
        "'django.contrib.auth', 'django.contrib.contenttypes', 'submissions', 'empathy_xblock']);"
        "django.setup();"
        "import empathy_xblock.block, empathy_xblock.drafting.draft;"
        "assert 'httpx' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
