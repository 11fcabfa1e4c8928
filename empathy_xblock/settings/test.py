"""The platform's tests want nothing else."""

from empathy_xblock.settings.common import plugin_settings

__all__ = ("plugin_settings",)
