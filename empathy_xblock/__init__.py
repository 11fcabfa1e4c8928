"""An Open edX XBlock for video - reflection - quiz units that train empathy."""

__version__ = "0.1.0"
