"""The platform's video library, as far as it is asked: the one function of `edxval` that is used.

It answers as `edxval/api.py` of openedx/edx-val does: a dict of the profiles that were asked for,
None where the video has no such file, whether or not there is a video of that ID.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import ModuleType


def modules(videos: Mapping[str, Mapping[str, str]]) -> dict[str, ModuleType]:
    """Return what stands for `edxval`, for `sys.modules`; `videos` are addresses by profile."""

    def get_urls_for_profiles(edx_video_id: str, profiles: list[str]) -> dict[str, str | None]:
        return {profile: videos.get(edx_video_id, {}).get(profile) for profile in profiles}

    package, api = ModuleType("edxval"), ModuleType("edxval.api")
    api.get_urls_for_profiles = get_urls_for_profiles  # type: ignore[attr-defined]
    package.api = api  # type: ignore[attr-defined]
    return {"edxval": package, "edxval.api": api}
