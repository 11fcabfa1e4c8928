"""One request, within a time and a size; nothing of it in an error or a log."""

from __future__ import annotations

import gzip
import logging
import socket
import sys
import threading
from dataclasses import replace
from typing import Any

import pytest

from empathy_xblock.drafting import client
from empathy_xblock.drafting.endpoint import Endpoint
from empathy_xblock.drafting.no_draft import NoDraft
from tests.drafting.conftest import KEY
from tests.drafting.server import Answer, ChatServer

SECRET = "my grandmother kept every tram ticket"
BODY = {
    "model": "m",
    "messages": [{"role": "user", "content": SECRET}],
    "temperature": 0,
    "response_format": {"type": "json_schema"},
}


def at(chat: ChatServer, seconds: float = 5) -> Endpoint:
    return Endpoint(f"{chat.url}/chat/completions", "m", KEY, seconds)


def no_draft(endpoint: Endpoint) -> tuple[str, bool, int]:
    with pytest.raises(NoDraft) as caught:
        client.ask(endpoint, BODY)
    error = caught.value
    assert error.__suppress_context__ or error.__context__ is None
    assert SECRET not in repr(error)
    assert KEY not in repr(error)
    return error.reason, error.sent, error.status


def test_what_is_asked(chat: ChatServer) -> None:
    chat.answers = [Answer(b'{"choices": []}')]
    assert client.ask(at(chat), BODY) == b'{"choices": []}'
    (received,) = chat.received
    assert received.path == "/v1/chat/completions"
    assert received.body == BODY
    assert received.headers["authorization"] == f"Bearer {KEY}"
    assert received.headers["content-type"] == "application/json"
    client.ask(replace(at(chat), key=""), BODY)
    assert "authorization" not in chat.received[1].headers


@pytest.mark.parametrize("status", [400, 422])
def test_a_form_that_is_refused_is_asked_for_once_more_in_the_plainest(
    chat: ChatServer, status: int
) -> None:
    chat.answers = [Answer(b"no such parameter", status), Answer(b"fine")]
    assert client.ask(at(chat), BODY) == b"fine"
    assert set(chat.received[1].body) == {"model", "messages"}
    chat.answers = [Answer(b"no", status)]
    assert no_draft(at(chat)) == ("failed", True, status)
    assert len(chat.received) == 4


@pytest.mark.parametrize("status", [201, 204, 401, 403, 404, 429, 500, 503])
def test_other_statuses_are_failures_and_not_tried_again(chat: ChatServer, status: int) -> None:
    chat.answers = [Answer(b"", status)]
    assert no_draft(at(chat)) == ("failed", True, status)
    assert len(chat.received) == 1


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_not_followed(chat: ChatServer, status: int) -> None:
    chat.answers = [Answer(b"", status, {"Location": f"{chat.url}/elsewhere"})]
    assert no_draft(at(chat)) == ("failed", True, status)
    assert [received.path for received in chat.received] == ["/v1/chat/completions"]


def test_silence_ends_at_the_time_limit(chat: ChatServer) -> None:
    chat.answers = [Answer(b"", holds=True)]
    assert no_draft(at(chat, 0.3)) == ("too_slow", True, 0)
    assert len(chat.received) == 1


def test_an_answer_that_trickles_ends_at_the_time_limit(chat: ChatServer) -> None:
    chat.answers = [Answer(b"x" * 1000, trickles=True)]
    assert no_draft(at(chat, 0.3)) == ("too_slow", True, 0)


def test_a_huge_answer_is_left_unread(chat: ChatServer) -> None:
    chat.answers = [Answer(b"x" * (client.MAX_ANSWER + 1))]
    assert no_draft(at(chat)) == ("too_large", True, 0)


def test_a_packed_answer_is_not_unpacked(chat: ChatServer) -> None:
    packed = gzip.compress(b"x" * 50_000_000)
    chat.answers = [Answer(packed, headers={"Content-Encoding": "gzip"})]
    assert client.ask(at(chat), BODY) == packed
    assert chat.received[0].headers["accept-encoding"] == "identity"


def test_nobody_there(chat: ChatServer) -> None:
    gone = at(chat)
    chat.close()
    assert no_draft(gone) == ("unreachable", False, 0)


@pytest.mark.parametrize("url", ["http://127.0.0.1:99999/v1", "http://\x00/v1", "ftp://x/v1"])
def test_an_address_that_leads_nowhere(url: str) -> None:
    assert no_draft(Endpoint(url, "m", KEY, 1)) == ("unreachable", False, 0)


def test_an_answer_that_is_no_http() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]

        def hang_up() -> None:
            connection, _ = listener.accept()
            connection.recv(1)
            connection.sendall(b"SSH-2.0\r\n")
            connection.close()

        other = threading.Thread(target=hang_up)
        other.start()
        assert no_draft(Endpoint(f"http://127.0.0.1:{port}/v1", "m", KEY, 5))[0] == "failed"
        other.join()


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "httpx", None)
    assert no_draft(Endpoint("http://127.0.0.1:1/v1", "m", KEY, 1)) == ("not_installed", False, 0)


@pytest.mark.parametrize("answer", [Answer(b"fine"), Answer(b"no", 500), Answer(b"", holds=True)])
def test_no_log_of_any_library_holds_the_key_or_the_text(
    chat: ChatServer, caplog: pytest.LogCaptureFixture, answer: Answer
) -> None:
    caplog.set_level(logging.DEBUG)
    chat.answers = [answer]
    try:
        client.ask(at(chat, 0.3), BODY)
    except NoDraft as error:
        logging.getLogger("test").exception("caught", exc_info=error)
    assert caplog.records
    written: Any = caplog.text
    assert KEY not in written
    assert SECRET not in written
