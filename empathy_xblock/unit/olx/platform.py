"""Attributes that the platform puts on any block, which are none of the unit's."""

from __future__ import annotations

_PLATFORM = """
    url_name slug org course filename parent tags xblock-family xblock-version format graded
    start due extended_due relative_weeks_due graceperiod days_early_for_beta self_paced
    showanswer show_correctness show_reset_button rerandomize visible_to_staff_only
    group_access user_partitions hide_from_toc hide_after_due in_entrance_exam ispublic chrome
    default_tab source_file giturl course_edit_method xqa_key annotation_storage_url
    annotation_token_secret static_asset_path use_latex_compiler matlab_api_key
    video_auto_advance video_bumper video_speed_optimizations discussion_blackouts
    exam_review_rules edxnotes edxnotes_visibility is_onboarding_exam is_practice_exam
    is_proctored_enabled is_time_limited default_time_limit_minutes optional_completion
    attempts_before_showanswer_button enable_timed_exams has_score index_dictionary
    copied_from_block copied_from_version downstream_customized top_level_downstream_parent_key
"""
PLATFORM_ATTRIBUTES = frozenset(_PLATFORM.split())
PLATFORM_PREFIXES = ("upstream", "{http://code.edx.org/xblock/")


def is_platform_attribute(name: str) -> bool:
    """Say whether the platform may put an attribute of this name on any block."""
    return name in PLATFORM_ATTRIBUTES or name.startswith(PLATFORM_PREFIXES)
