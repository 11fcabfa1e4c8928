"""What instructors ask of the platform, done as its own tasks do it."""

from __future__ import annotations

import json
from typing import Any

from xblock.scorable import Score

from tests.platform.courseware.models import StudentModule
from tests.platform.runtimes import CourseRuntime
from tests.platform.stores import NobodysState, split


class Tasks:
    """The tasks, to be mixed into the world."""

    def _rows(self, usage: Any, name: str = "") -> Any:
        rows = StudentModule.objects.filter(module_state_key=str(usage))
        return rows.filter(student__username=name) if name else rows

    def state(self, name: str, usage: Any) -> dict[str, Any]:
        """Return the learner's state as it is kept."""
        row = self._rows(usage, name).first()
        return json.loads(row.state) if row else {}

    def reset_attempts(self, name: str, usage: Any) -> None:
        """Give a learner their attempts back (`lms/djangoapps/instructor/enrollment.py`)."""
        row = self._rows(usage, name).get()
        histories = ("score_history", "correct_map_history", "student_answers_history")
        row.state = json.dumps(
            {**json.loads(row.state), "attempts": 0, **{name: [] for name in histories}}
        )
        row.save()

    def reset_attempts_of_all(self, usage: Any) -> int:
        """Give every learner theirs; return of how many (`.../tasks_helper/module_state.py`)."""
        reset = 0
        for row in self._rows(usage):
            state = json.loads(row.state)
            if state.get("attempts", 0) > 0:
                row.state = json.dumps({**state, "attempts": 0})
                row.save()
                reset += 1
        return reset

    def delete_state(self, name: str, usage: Any) -> None:
        """Delete a learner's state: the block is told first, and is bound to nobody then."""
        unbound = CourseRuntime(self, None, split(self.course, NobodysState()), {})
        unbound.get_block(usage).clear_student_state(
            user_id=self.anonymous_id(name, usage.context_key),
            course_id=str(usage.context_key),
            item_id=str(usage),
            requesting_user_id=self.anonymous_id("rita", usage.context_key),
        )
        self._rows(usage, name).get().delete()

    def delete_state_of_all(self, usage: Any) -> None:
        """Delete every learner's state, row by row; no block is told."""
        for row in self._rows(usage):
            row.delete()

    def rescore(self, name: str, usage: Any, *, only_if_higher: bool = False) -> str:
        """Rescore as the task does, outside of any request."""
        self._rows(usage, name).get()
        block = self._lms(self.user(name), usage).get_block(usage)
        if not block.has_submitted_answer():
            return "skipped"
        block.rescore(only_if_higher=only_if_higher)
        block.save()
        return "succeeded"

    def override(self, name: str, usage: Any, score: float) -> None:
        """Override a score as the task does, outside of any request."""
        self._rows(usage, name).get()
        block = self._lms(self.user(name), usage).get_block(usage)
        assert 0 <= score <= block.max_score()
        weight = 1 if block.weight is None else block.weight
        assert weight != 0
        block.set_score(Score(score / weight, block.max_score() / weight))
        block.publish_grade()
        block.save()
