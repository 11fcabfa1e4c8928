"""Serves the block's public files with Range requests, and texts compressed.

The workbench's own view has neither. Without Range requests a browser cannot seek in the film;
texts are compressed by the server that stands in front of a platform, and here none does.
"""

from importlib.resources import files

from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import GZipMiddleware
from whitenoise.middleware import WhiteNoiseMiddleware

PREFIX = "resource/empathy/public/"
TEXTS = ("text/", "application/javascript", "application/json", "image/svg+xml")


class PublicFiles(WhiteNoiseMiddleware):
    """WhiteNoise over the package's public folder, at the address the workbench gives it."""

    def __init__(self, get_response):
        super().__init__(get_response)
        self.add_files(str(files("empathy_xblock") / "assets" / "public"), prefix=PREFIX)


class Compressed(GZipMiddleware):
    """Compresses what is text and whole: a film is asked for in ranges, and small already."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Return the response, compressed if that is of use and the browser takes it."""
        text = response.get("Content-Type", "").startswith(TEXTS)
        whole = response.status_code == 200
        return super().process_response(request, response) if text and whole else response
