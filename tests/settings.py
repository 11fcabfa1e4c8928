"""Settings of the tests: the workbench's, with a database that is thrown away.

`EMPATHY_DATABASE=mariadb` takes the server that `EMPATHY_MARIADB_HOST`, `_PORT`, `_USER` and
`_PASSWORD` name (root without a password on 127.0.0.1:3306 if they are absent).
"""

import os
import zlib
from contextlib import suppress
from importlib import import_module
from pathlib import Path

from empathy_xblock.demo.settings import *

# Stands in for the platform's own tables of learners' state.
INSTALLED_APPS = [*INSTALLED_APPS, "tests.platform.courseware.apps.CoursewareConfig"]

if os.environ.get("EMPATHY_DATABASE", "sqlite") == "mariadb":
    import pymysql

    pymysql.install_as_MySQLdb()
    # This migration of edx-submissions 4.0.2 alters, on MariaDB, columns that its tables never
    # had. It is for old databases; a new one needs nothing of it.
    with suppress(ModuleNotFoundError):
        import_module(
            "submissions.migrations.0006_mariadb_uuid_conversion"
        ).Migration.operations = []
    # One database a clone, so that two clones can be tested at the same time.
    _CLONE = zlib.crc32(str(Path(__file__).resolve()).encode())
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.mysql",
            "HOST": os.environ.get("EMPATHY_MARIADB_HOST", "127.0.0.1"),
            "PORT": os.environ.get("EMPATHY_MARIADB_PORT", "3306"),
            "USER": os.environ.get("EMPATHY_MARIADB_USER", "root"),
            "PASSWORD": os.environ.get("EMPATHY_MARIADB_PASSWORD", ""),
            "NAME": "empathy",
            "OPTIONS": {"charset": "utf8mb4"},
            "TEST": {"NAME": f"test_empathy_{_CLONE:08x}", "CHARSET": "utf8mb4"},
        }
    }
else:
    DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
