"""Every handler: what it takes, who is likely to call it, and what it may answer."""

from __future__ import annotations

from empathy_xblock.learner import (
    card,
    commitment_requests,
    dialogue_requests,
    looking,
    practice_requests,
    record,
    requests,
)
from empathy_xblock.review import requests as review
from empathy_xblock.review.fair import fairness_requests
from empathy_xblock.review.many import bulk_requests, changes_requests
from empathy_xblock.review.shared import sharing_requests
from empathy_xblock.studio import requests as studio

SCHEMAS = {
    "choose_version": requests.ChooseVersion,
    "save_watching": requests.SaveWatching,
    "read_transcript": requests.ReadTranscript,
    "save_draft": requests.SaveDraft,
    "submit_reflection": requests.SubmitReflection,
    "answer_item": requests.AnswerItem,
    "answer_anchor": practice_requests.AnswerAnchor,
    "keep_reaction": practice_requests.KeepReaction,
    "remove_reaction": practice_requests.RemoveReaction,
    "guess_bubble": practice_requests.GuessBubble,
    "judge_bubble": practice_requests.JudgeBubble,
    "set_pauses": practice_requests.SetPauses,
    "keep_bubble_note": practice_requests.KeepBubbleNote,
    "keep_noticed": practice_requests.KeepNoticed,
    "rate_self": practice_requests.RateSelf,
    "dialogue_turn": dialogue_requests.TakeTurn,
    "dialogue_again": dialogue_requests.BeginAgain,
    "dialogue_words": dialogue_requests.OwnWords,
    "skip_practice": dialogue_requests.SkipPractice,
    "start_over": requests.StartOver,
    "export_mine": requests.ExportMine,
    "make_commitment": commitment_requests.MakeCommitment,
    "skip_commitment": commitment_requests.SkipCommitment,
    "answer_follow_up": commitment_requests.AnswerFollowUp,
    "share_commitment": commitment_requests.ShareCommitment,
    "share_scenario": commitment_requests.ShareScenario,
    "withdraw_shared": commitment_requests.WithdrawShared,
    "read_shared": commitment_requests.ReadShared,
    "show_record": record.ShowRecord,
    "show_brief": record.ShowBrief,
    "ask_another_look": looking.AskAnotherLook,
    "transparency_card": card.ShowCard,
    "review_queue": review.QueueQuery,
    "review_open": review.OpenRequest,
    "review_claim": review.ClaimRequest,
    "review_mark": review.MarkRequest,
    "review_propose": review.ProposeRequest,
    "review_take_back": review.TakeBackRequest,
    "review_keep_comment": review.KeepCommentRequest,
    "review_forget_comment": review.ForgetCommentRequest,
    "review_bulk": bulk_requests.BulkRequest,
    "review_undo_batch": bulk_requests.BatchRequest,
    "review_resume_batch": bulk_requests.BatchRequest,
    "review_batch": bulk_requests.BatchRequest,
    "review_climate": review.ClimateRequest,
    "review_overview": review.OverviewRequest,
    "review_agreement": review.AgreementRequest,
    "review_reveal": fairness_requests.RevealRequest,
    "review_second_send": fairness_requests.SecondSendRequest,
    "review_second_look": fairness_requests.SecondLookRequest,
    "review_second_mark": fairness_requests.SecondMarkRequest,
    "review_second_settle": fairness_requests.SecondSettleRequest,
    "review_close_look": fairness_requests.CloseLookRequest,
    "review_calibration": fairness_requests.CalibrationRequest,
    "review_sample": fairness_requests.SampleRequest,
    "review_shared": sharing_requests.SharedQuery,
    "review_decide": sharing_requests.DecideRequest,
    "review_follow_through": sharing_requests.FollowThroughQuery,
    "review_changes": changes_requests.ChangesRequest,
    "change_carry": changes_requests.CarryRequest,
    "change_rescore": changes_requests.RescoreRequest,
    "change_undo": changes_requests.UndoRequest,
    "change_status": review.JobRequest,
    "change_resume": review.JobRequest,
    "job_start": review.StartRequest,
    "job_status": review.JobRequest,
    "job_resume": review.JobRequest,
    "job_file": review.JobRequest,
    "studio_compare": studio.Written,
    "studio_check": studio.CheckRequest,
    "studio_edit": studio.EditRequest,
    "studio_open": studio.PartsRequest,
    "studio_preview": studio.PartRequest,
    "studio_save": studio.SaveRequest,
    "studio_source": studio.FormRequest,
    "studio_start": studio.StartRequest,
    "studio_try": studio.TryRequest,
}

#: Who is likely to call; now and then somebody else does.
PEOPLE = {
    "ask": "ada",
    "answer": "ada",  # the quiz opens after the reflection
    "dialogue_words": "ada",  # whose conversation is over
    "review": "staff_anna",
    "job": "staff_anna",
    "change": "staff_anna",
    "studio": "author_kim",
}

#: What this unit refuses everybody: it is no preview, asks no language model, shows names, and
#: has nothing to mark by other keys and no change to undo.
REFUSED_HERE = ("start_over", "review_propose", "review_reveal", "change_rescore", "change_undo")

#: What a handler may answer.
STATUSES = {200, 403, 404, 405, 409, 413, 422}


def person_of(handler: str, drawn: str) -> str:
    return drawn or PEOPLE.get(handler, PEOPLE.get(handler.split("_")[0], "ben"))
