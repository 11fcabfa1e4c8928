"""What stands for the records of whoever only looks on: worked out of what they did, never kept."""

from __future__ import annotations

from empathy_xblock.records.attempts.rehearsing import attempts, item_results, offered, score

__all__ = ("attempts", "item_results", "offered", "score")
