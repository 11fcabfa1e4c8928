"""Serves the block's public files with Range requests, which the workbench's own view lacks.

Without them a browser cannot seek in the film.
"""

from importlib.resources import files

from whitenoise.middleware import WhiteNoiseMiddleware

PREFIX = "resource/empathy/public/"


class PublicFiles(WhiteNoiseMiddleware):
    """WhiteNoise over the package's public folder, at the address the workbench gives it."""

    def __init__(self, get_response):
        super().__init__(get_response)
        self.add_files(str(files("empathy_xblock") / "assets" / "public"), prefix=PREFIX)
