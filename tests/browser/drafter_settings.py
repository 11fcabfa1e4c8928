"""The workbench's settings, with a language model's endpoint set up as an operator does."""

import os

from empathy_xblock.demo.settings import *  # noqa: F403

EMPATHY_XBLOCK_DRAFTER_URL = os.environ["EMPATHY_TEST_DRAFTER_URL"]
EMPATHY_XBLOCK_DRAFTER_MODEL = "small-model"
EMPATHY_XBLOCK_DRAFTER_SECONDS = 2
