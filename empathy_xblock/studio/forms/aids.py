"""Sample answers and comments, when what they are about is taken out of the form."""

from __future__ import annotations

from django.utils.translation import ngettext

from empathy_xblock.studio.forms.fields import Part
from empathy_xblock.studio.forms.form import Tree
from empathy_xblock.studio.forms.table_reflection import CRITERION, LEVEL


def let_go(tree: Tree, part: Part, gone: Tree, within: Tree | None) -> str:
    """Take out of the form what was about a part that is gone, and say so.

    `within` is the criterion that a level stood in. The comments of a criterion stay, on the
    whole.
    """
    if part is not CRITERION and part is not LEVEL:
        return ""
    criterion = gone if within is None else within
    if not criterion["id"]:
        return ""
    lost = 0
    for answer in tree["reflection"]["anchor_answers"]:
        for mark in answer["marks"]:
            if mark["criterion"] != criterion["id"] or not mark["level"]:
                continue
            if part is CRITERION or mark["level"] == gone["id"]:
                mark["level"] = ""
                lost += 1
        if part is CRITERION:
            answer["marks"] = [m for m in answer["marks"] if m["criterion"] != criterion["id"]]
    if part is CRITERION:
        for comment in tree["reflection"]["comments"]:
            if comment["criterion"] == criterion["id"]:
                comment["criterion"] = ""
    if not lost:
        return ""
    return ngettext(
        "%(count)s mark on sample answers went with it.",
        "%(count)s marks on sample answers went with it.",
        lost,
    ) % {"count": lost}
