"""The workbench, which answers in the language that the browser asks for."""

from empathy_xblock.demo.settings import *  # noqa: F403
from empathy_xblock.demo.settings import INSTALLED_APPS, MIDDLEWARE

LANGUAGE_CODE = "en"
_LOCALE = "django.middleware.locale.LocaleMiddleware"
if _LOCALE not in MIDDLEWARE:
    MIDDLEWARE = [*MIDDLEWARE[:2], _LOCALE, *MIDDLEWARE[2:]]

#: What one visit left in memory is not for the next.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}

#: The words of the block are its own, as on a platform, also where Django's have the same ones.
INSTALLED_APPS = ["empathy_xblock", *(one for one in INSTALLED_APPS if one != "empathy_xblock")]
