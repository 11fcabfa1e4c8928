"""Run by the Python of a fresh environment: prints as JSON what the installed package offers."""

import gettext
import importlib.metadata
import json
import sys
from importlib.resources import files

import django
from django.conf import settings

settings.configure(
    SECRET_KEY="for this run",
    USE_TZ=True,
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    INSTALLED_APPS=[
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "submissions",
        "empathy_xblock",
    ],
)
django.setup()

from django.core.management import call_command  # noqa: E402
from xblock.core import XBlock  # noqa: E402

call_command("migrate", verbosity=0)
call_command("makemigrations", "empathy_xblock", check=True, dry_run=True, verbosity=0)

block = XBlock.load_class("empathy")
catalogue = files("empathy_xblock") / "translations" / "en" / "LC_MESSAGES" / "text.mo"
with catalogue.open("rb") as opened:
    language = gettext.GNUTranslations(opened).info()["language"]

json.dump(
    {
        "class": f"{block.__module__}:{block.__name__}",
        "from": str(files("empathy_xblock")),
        "assets": {name: len(block.open_local_resource(name).read()) for name in sys.argv[1:]},
        "language": language,
        "plugins": {
            group: [
                point.load().__name__
                for point in importlib.metadata.entry_points(group=group)
                if point.name == "empathy_xblock"
            ]
            for group in ("lms.djangoapp", "cms.djangoapp")
        },
    },
    sys.stdout,
)
