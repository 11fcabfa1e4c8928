"""Every page and state there is to look at; a new one gets a line in the list of who meets it."""

from __future__ import annotations

from tests.looks.fair_scenes import FAIR_SCENES
from tests.looks.learner_scenes import LEARNER
from tests.looks.review_scenes import REVIEW_SCENES
from tests.looks.scene import Scene
from tests.looks.studio_scenes import STUDIO

SCENES: tuple[Scene, ...] = (*LEARNER, *REVIEW_SCENES, *FAIR_SCENES, *STUDIO)
