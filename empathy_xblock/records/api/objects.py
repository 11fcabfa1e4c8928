"""What crosses the door beside the functions: frozen objects and constants of the inner rooms.

Each is made where it is used within `records`, and named here for everybody outside, who imports
no inner room. What has no such room is in `records.data`. Nothing here asks the database.
"""

from __future__ import annotations

from empathy_xblock.records.changes.applying import ChangeRecord
from empathy_xblock.records.changes.foreseeing import Foreseen
from empathy_xblock.records.changes.versions import VersionRecord
from empathy_xblock.records.commitments.sharing_data import (
    CommitmentRecord,
    SharedRecord,
    SharedState,
)
from empathy_xblock.records.fairness.another_look import ASKED as LOOK_ASKED
from empathy_xblock.records.fairness.fairness_data import (
    CalibrationRecord,
    LookRecord,
    LookState,
    ReadingState,
    SecondReadingRecord,
)
from empathy_xblock.records.fairness.writers import called as writer_called
from empathy_xblock.records.figures.statistics import (
    BY_MODE,
    FLAGGED,
    UNSURE,
    ItemStatistics,
    Statistics,
)
from empathy_xblock.records.lists.claims import ClaimRecord
from empathy_xblock.records.lists.cohorts import Cohort
from empathy_xblock.records.lists.facets import FAIRLY_SURE, SURE, Band, band
from empathy_xblock.records.lists.facets import LOOK as LOOK_FACET
from empathy_xblock.records.lists.facets import REVIEWER as REVIEWER_FACET
from empathy_xblock.records.lists.facets import SECOND as SECOND_FACET
from empathy_xblock.records.lists.facets import YES as FACET_YES
from empathy_xblock.records.lists.listing import FILTERS, Listing
from empathy_xblock.records.lists.queue import MOST_COUNTED
from empathy_xblock.records.marks.batches import DONE as BATCH_DONE
from empathy_xblock.records.marks.batches import GONE as BATCH_GONE
from empathy_xblock.records.marks.batches import MOST as MOST_IN_A_BATCH
from empathy_xblock.records.marks.batches import BatchPreview, Chosen, LeftOut
from empathy_xblock.records.marks.beginning import BatchRecord
from empathy_xblock.records.work.files import ANONYMOUS
from empathy_xblock.records.work.formats import Format, as_csv, as_json_lines

__all__ = (
    "ANONYMOUS",
    "BATCH_DONE",
    "BATCH_GONE",
    "BY_MODE",
    "FACET_YES",
    "FAIRLY_SURE",
    "FILTERS",
    "FLAGGED",
    "LOOK_ASKED",
    "LOOK_FACET",
    "MOST_COUNTED",
    "MOST_IN_A_BATCH",
    "REVIEWER_FACET",
    "SECOND_FACET",
    "SURE",
    "UNSURE",
    "Band",
    "BatchPreview",
    "BatchRecord",
    "CalibrationRecord",
    "ChangeRecord",
    "Chosen",
    "ClaimRecord",
    "Cohort",
    "CommitmentRecord",
    "Foreseen",
    "Format",
    "ItemStatistics",
    "LeftOut",
    "Listing",
    "LookRecord",
    "LookState",
    "ReadingState",
    "SecondReadingRecord",
    "SharedRecord",
    "SharedState",
    "Statistics",
    "VersionRecord",
    "as_csv",
    "as_json_lines",
    "band",
    "writer_called",
)
