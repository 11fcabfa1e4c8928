"""The same once more: an operator's file has been read meanwhile, and may bring its own lists."""

from empathy_xblock.settings.common import plugin_settings

__all__ = ("plugin_settings",)
