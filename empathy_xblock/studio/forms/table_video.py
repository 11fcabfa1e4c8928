"""The form of the video: where it is, words beside it, and what it pauses for."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

from empathy_xblock.studio.forms.fields import Field, Part, Parts

ID = Field("id", widget="id")
MOMENT = _("Minutes and seconds. Example: 1:02.5")

DESCRIPTION = Part(
    "description",
    _("Description"),
    (
        Field("at", _("Begins at"), "time"),
        Field("until", _("Ends at"), "time", optional=True),
        Field("text", _("What is seen"), "note", rows=2),
    ),
    "text",
)
BUBBLE = Part(
    "thought_bubble",
    _("Thought bubble"),
    (
        ID,
        Field("at", _("Pauses the film at"), "time", hint=MOMENT),
        Field("ask", _("Question"), "html", fresh=_("What might be on her mind?"), rows=2),
        Field("reveal", _("What it is"), "html", rows=2),
    ),
    "ask",
    "bubble",
)
VIDEO = Part(
    "video",
    _("Video"),
    (
        Parts(
            "sources",
            _("Where the film is"),
            _("Add another address"),
            (
                Part(
                    "source",
                    _("Address"),
                    (
                        Field(
                            "src",
                            _("Link or file"),
                            hint=_("YouTube, Vimeo, HLS or MP4, or /static/… from your course"),
                        ),
                        Field("type", _("Type"), hint=_("May stay empty. Example: video/mp4")),
                    ),
                    "src",
                ),
            ),
            fresh=1,
        ),
        Field(
            "transcript",
            _("Transcript"),
            "html",
            rows=6,
            hint=_("Everything that is said, seen and read, in words."),
        ),
        Parts(
            "tracks",
            _("Captions and descriptions"),
            _("Add a track"),
            (
                Part(
                    "track",
                    _("Track"),
                    (
                        Field(
                            "kind",
                            _("Kind"),
                            "pick",
                            fresh="captions",
                            options=(
                                ("captions", _("Captions")),
                                ("subtitles", _("Subtitles")),
                                ("descriptions", _("Descriptions of what is seen")),
                                ("chapters", _("Chapters")),
                            ),
                        ),
                        Field("srclang", _("Language"), fresh="en", hint=_("en, es, pt-BR …")),
                        Field("label", _("Name in the menu"), fresh=_("English")),
                        Field("src", _("WebVTT file"), hint=_("/static/… or https://…")),
                    ),
                    "label",
                ),
            ),
        ),
        Parts(
            "descriptions",
            _("What is seen, in words"),
            _("Add a description"),
            (DESCRIPTION,),
            most=200,
            hint=_(
                "For those who cannot see the film: who is there, what they do, and the words in "
                "the picture. Spoken or shown while it plays, as each learner likes. "
                "In “Begins at” the arrow keys go by half a second."
            ),
        ),
        Field(
            "described_in",
            _("Language of the descriptions"),
            optional=True,
            hint=_("en, es, pt-BR … Empty: that of the captions."),
        ),
        Field(
            "waived",
            _("Why it goes without a transcript, captions or descriptions"),
            hint=_(
                "May stay empty. Say why, if you know what is missing and leave it out all the "
                "same: the advice about it is then silent."
            ),
        ),
        Field("poster", _("Picture before it plays"), optional=True),
        Field(
            "watch_percent",
            _("Percent to watch before the next step opens"),
            "whole",
            fresh="0",
            hint=_("0: nobody is made to watch. Reading the transcript counts as watching."),
        ),
        Parts(
            "thought_bubbles",
            _("Thought bubbles"),
            _("Add a thought bubble"),
            (BUBBLE,),
            hint=_("The film pauses, learners guess, then they read what it is. Never marked."),
        ),
        Field(
            "noticing",
            _("Two details to notice"),
            "html",
            rows=2,
            hint=_(
                "Beside the film, learners may note two details for themselves alone. "
                "Example: “Which two details did you notice?” Empty: nobody is asked."
            ),
        ),
    ),
    about=_("A film by link, with words for those who cannot hear or see it."),
)
