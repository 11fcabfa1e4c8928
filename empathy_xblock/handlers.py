"""What every handler of the block has in common: who may call, what is read, how it fails.

`learner_action`, `staff_action` and `author_action` turn a method that takes a validated
payload and returns JSON into an XBlock handler. The order is fixed: who, then how (POST), then
what. So a visitor who may not call learns nothing, whatever the method or the body.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.db import InterfaceError, OperationalError
from django.utils.translation import gettext as _
from pydantic import BaseModel, ValidationError
from webob import Response
from xblock.core import XBlock
from xblock.exceptions import XBlockSaveError

from empathy_xblock import compat
from empathy_xblock.records import api
from empathy_xblock.records.data import JobFile
from empathy_xblock.refusal import Refusal
from empathy_xblock.templates.languages import written_in
from empathy_xblock.unread import unread

log = logging.getLogger(__name__)

#: Larger than the longest reflection, escaped, and than any unit's OLX.
MAX_BODY = 2_000_000

Payload = Any
Method = Callable[[Any, Any], Any]
Handler = Callable[..., Response]
Read = Callable[[Any, type[BaseModel]], BaseModel]


#: HTTP status by what the records say; anything else of theirs is a plain refusal (422).
STATUS = {
    api.AlreadySubmitted: 409,
    api.AlreadyAnswered: 409,
    api.OutOfDate: 409,
    api.Stale: 409,
    api.NothingLeft: 409,
    api.BatchUnderWay: 409,
    api.Claimed: 409,
    api.NoAttemptsLeft: 409,
    api.AlreadyShared: 409,
    api.TooManyShared: 409,
    api.AlreadyAsked: 409,
    api.LookClosed: 409,
    api.NeedsAnother: 409,
    api.AlreadyRead: 409,
    api.AlreadySettled: 409,
    api.NoRound: 409,
    api.NothingToChange: 409,
    api.ChangeUnderWay: 409,
    api.NotFound: 404,
}

#: What says that the database is away, by itself or as the platform's store of fields puts it.
UNAVAILABLE = (OperationalError, InterfaceError, XBlockSaveError)


def _answer(status: int, body: Mapping[str, Any]) -> Response:
    return Response(
        json.dumps(body), status=status, content_type="application/json", charset="utf-8"
    )


def _as_json(_request: Any, body: Mapping[str, Any]) -> Response:
    return _answer(200, body)


def _as_file(request: Any, file: JobFile) -> Response:
    """Send the file, compressed unless whoever asks cannot read that."""
    encoded = file.compressed and "gzip" in request.headers.get("Accept-Encoding", "")
    pieces = file.pieces
    if file.compressed:
        pieces = api.as_gzip(pieces) if encoded else api.as_text(pieces)
    response = Response(
        app_iter=pieces,
        content_type=file.content_type,
        charset="utf-8" if file.compressed else None,
    )
    if file.compressed:
        response.headers["Vary"] = "Accept-Encoding"
    if encoded:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Content-Disposition"] = f'attachment; filename="{file.name}"'
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _sent(request: Any, schema: type[BaseModel]) -> BaseModel:
    if request.method != "POST":
        raise Refusal(405, _("This address takes POST requests only."))
    body = request.body
    if len(body) > MAX_BODY:
        raise Refusal(
            413,
            _(
                "That is more than can be sent at once. Nothing was saved; what you wrote is "
                "still in this window."
            ),
        )
    return schema.model_validate_json(body or b"{}")


def _asked(request: Any, schema: type[BaseModel]) -> BaseModel:
    """Return what the address asks for. Runtimes add parameters of their own, which are theirs."""
    if request.method != "GET":
        raise Refusal(405, _("This address takes GET requests only."))
    names = schema.model_fields
    return schema.model_validate({name: request.GET[name] for name in names if name in request.GET})


def _payload(request: Any, schema: type[BaseModel], read: Read) -> BaseModel:
    try:
        return read(request, schema)
    except ValidationError as error:
        refused = unread(error)
    raise refused


def _require_learner(block: Any) -> None:
    visitor = compat.visitor(block)
    if visitor.learner is None and not visitor.rehearses:
        raise Refusal(403, _("Sign in to work on this unit."))


def _require_staff(block: Any) -> None:
    if not compat.visitor(block).is_staff:
        raise Refusal(403, _("Only course staff can do this."))


def _require_author(block: Any) -> None:
    if not compat.visitor(block).is_author:
        raise Refusal(403, _("Only course authors can do this."))


def _refused(answer: Callable[[], Response]) -> Response:
    """Return the answer, or what says why there is none."""
    try:
        return answer()
    except Refusal as refusal:
        return _answer(refusal.status, refusal.body)
    except api.RecordsError as error:
        return _answer(STATUS.get(type(error), 422), {"error": str(error), "field": None})


def _unavailable(error: Exception) -> Response:
    """Answer where the database could not be reached. Its message may quote what was sent."""
    log.error("A request could not be carried out: %s", type(error).__name__)
    said = _(
        "This could not be saved right now. What you wrote is still in this window: try "
        "again in a moment."
    )
    return _answer(503, {"error": said, "field": None})


def _action(
    require: Callable[[Any], None],
    schema: type[BaseModel],
    read: Read = _sent,
    answer: Callable[[Any, Any], Response] = _as_json,
) -> Callable[[Method], Handler]:
    def wrap(method: Method) -> Handler:
        @XBlock.handler
        @wraps(method)
        def handler(self: Any, request: Any, suffix: str = "") -> Response:
            def carried_out() -> Response:
                require(self)
                sent: Any = _payload(request, schema, read)
                # Some of what is asked for is the unit's to say, whatever was sent.
                sent = sent.in_unit(self.unit) if hasattr(sent, "in_unit") else sent
                with written_in(self.language):
                    return answer(request, method(self, sent))

            try:
                response = _refused(carried_out)
                # The runtime saves after a handler; what fails there is an error page.
                self.save()
                return response
            except UNAVAILABLE as error:
                self._dirty_fields.clear()  # or the runtime tries once more
                return _unavailable(error)

        return handler

    return wrap


def learner_action(schema: type[BaseModel]) -> Callable[[Method], Handler]:
    """Make a handler for signed-in visitors."""
    return _action(_require_learner, schema)


def staff_action(schema: type[BaseModel]) -> Callable[[Method], Handler]:
    """Make a handler for course staff."""
    return _action(_require_staff, schema)


def learner_page(schema: type[BaseModel]) -> Callable[[Method], Handler]:
    """Make a handler from which signed-in visitors get a page of its own, by GET."""

    def answer(_request: Any, html: str) -> Response:
        response = Response(html.encode(), content_type="text/html", charset="utf-8")
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Content-Security-Policy"] = "script-src 'none'; object-src 'none'"
        return response

    return _action(_require_learner, schema, _asked, answer)


def author_action(schema: type[BaseModel]) -> Callable[[Method], Handler]:
    """Make a handler for those who may change the unit in Studio."""
    return _action(_require_author, schema)


def staff_file(schema: type[BaseModel]) -> Callable[[Method], Handler]:
    """Make a handler from which course staff download a `records.data.JobFile`, by GET."""
    return _action(_require_staff, schema, _asked, _as_file)
