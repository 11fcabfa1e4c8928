"""One request to a chat endpoint, within a time and a size.

Two requests at most: the second where nothing was there to connect to, or where an endpoint
refused the request's form (some know no `response_format`); then it is asked for the same in the
plainest form. Redirects are not followed: the text goes where the operator said. Errors carry a
code, for their own messages could hold an address, a header or the text.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from empathy_xblock.drafting.endpoint import Endpoint
from empathy_xblock.drafting.no_draft import NoDraft

#: Of an answer, in bytes: many times what ten criteria take.
MAX_ANSWER = 200_000

#: Statuses by which an endpoint says that it does not know a part of the request.
_FORM = (400, 422)


def ask(endpoint: Endpoint, body: Mapping[str, Any]) -> bytes:
    """Return the endpoint's answer to that chat request, as it came; NoDraft if there is none.

    `body` holds model and messages, and `response_format` and `temperature`, which the second
    request may leave out.
    """
    try:
        import httpx
    except ImportError:
        raise NoDraft("not_installed", sent=False) from None

    deadline = time.monotonic() + endpoint.seconds
    headers = {"Accept": "application/json", "Accept-Encoding": "identity"}
    if endpoint.key:
        headers["Authorization"] = f"Bearer {endpoint.key}"

    reached = False

    def ask(wanted: Mapping[str, Any]) -> tuple[int, bytes]:
        left = deadline - time.monotonic()
        if left <= 0:
            raise NoDraft("too_slow", sent=reached)
        found = bytearray()
        with (
            httpx.Client(timeout=left, follow_redirects=False) as client,
            client.stream("POST", endpoint.url, json=wanted, headers=headers) as response,
        ):
            # As it came: what is packed small must not grow beyond the limit here.
            for chunk in response.iter_raw():
                found += chunk
                if len(found) > MAX_ANSWER:
                    raise NoDraft("too_large")
                # The client's limit holds for each read, this one for all of them.
                if time.monotonic() > deadline:
                    raise NoDraft("too_slow")
            return response.status_code, bytes(found)

    plainest = {name: body[name] for name in ("model", "messages")}
    try:
        try:
            status, answer = ask(body)
            reached = True
        except httpx.ConnectError:
            status, answer = ask(body)
        else:
            if status in _FORM:
                status, answer = ask(plainest)
    except (httpx.ConnectError, httpx.InvalidURL, httpx.UnsupportedProtocol):
        raise NoDraft("unreachable", sent=reached) from None
    except httpx.TimeoutException as error:
        early = isinstance(error, httpx.ConnectTimeout | httpx.PoolTimeout)
        raise NoDraft("too_slow", sent=reached or not early) from None
    except NoDraft:
        raise
    except Exception:
        # A connection that broke, an answer that is not HTTP.
        raise NoDraft("failed") from None
    if status != 200:
        raise NoDraft("failed", status=status)
    return answer
