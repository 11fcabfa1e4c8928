"""Django settings of the workbench on a person's own machine; never for a public server."""

import os
from pathlib import Path

import django
from workbench.settings import *

EMPATHY_DEMO_DIR = Path(os.environ.get("EMPATHY_DEMO_DIR", "build/demo")).resolve()

SECRET_KEY = "only-for-the-workbench-on-this-machine"
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "testserver"]
TIME_ZONE = "UTC"
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [*INSTALLED_APPS, "submissions", "empathy_xblock"]

# Writers wait for each other instead of failing. Django 4.2 cannot ask for that.
_SQLITE_OPTIONS = (
    {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL",
    }
    if django.VERSION >= (5, 1)
    else {"timeout": 20}
)
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": EMPATHY_DEMO_DIR / "empathy.db",
        "OPTIONS": _SQLITE_OPTIONS,
    }
}

TEMPLATES[0]["DIRS"].insert(0, str(Path(__file__).parent / "templates"))

ROOT_URLCONF = "empathy_xblock.demo.urls"

MIDDLEWARE = [
    "empathy_xblock.demo.files.Compressed",
    "empathy_xblock.demo.files.PublicFiles",
    *MIDDLEWARE,
]
WHITENOISE_AUTOREFRESH = True  # a rebuilt asset shows at the next reload
WHITENOISE_MAX_AGE = 0
WHITENOISE_MIMETYPES = {".vtt": "text/vtt"}

WORKBENCH = {
    **WORKBENCH,
    "services": {
        **WORKBENCH["services"],
        "field-data": "empathy_xblock.demo.state.StoredFields",
        "user": "empathy_xblock.demo.services.Users",
        "studio_user_permissions": "empathy_xblock.demo.services.StudioPermissions",
    },
}

# The workbench logs what a block publishes at INFO: events are not for the console.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"short": {"format": "{levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "short"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django": {"level": "WARNING"}, "workbench": {"level": "WARNING"}},
}
