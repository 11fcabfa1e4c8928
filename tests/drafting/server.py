"""A scripted chat endpoint on loopback: it answers what it is told, and remembers what it got."""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Answer:
    """What to answer with. With `holds`, nothing is sent before the test ends."""

    body: bytes
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    holds: bool = False
    trickles: bool = False


@dataclass
class Received:
    """A request as it came."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def chat(self) -> str:
        """All that was said to the model."""
        return "\n".join(message["content"] for message in self.body["messages"])


def completion(content: str | None, **message: Any) -> Answer:
    """Return a chat completion that says `content`."""
    said = {"role": "assistant", "content": content, **message}
    choice = {"index": 0, "finish_reason": "stop", "message": said}
    body = {"id": "c1", "object": "chat.completion", "model": "m", "choices": [choice]}
    return Answer(json.dumps(body).encode())


def says(marks: Any) -> Answer:
    """Return a chat completion whose content is that as JSON."""
    return completion(json.dumps(marks))


class ChatServer:
    """The endpoint. The last of `answers` is given again and again."""

    def __init__(self) -> None:
        self.answers: list[Answer] = []
        self.received: list[Received] = []
        self.over = threading.Event()
        chat = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = int(self.headers["Content-Length"])
                body = json.loads(self.rfile.read(length))
                headers = {name.lower(): value for name, value in self.headers.items()}
                chat.received.append(Received(self.path, headers, body))
                chat.answer(self)

            def do_GET(self) -> None:
                chat.received.append(Received(self.path, {}, {"messages": []}))
                self.send_error(404)

            def log_message(self, *_args: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))
        self._thread.start()

    @property
    def url(self) -> str:
        """The address of the API."""
        return f"http://127.0.0.1:{self._server.server_port}/v1"

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if answer.holds:
            self.over.wait()
            return
        try:
            handler.send_response(answer.status)
            for name, value in answer.headers.items():
                handler.send_header(name, value)
            handler.send_header("Content-Length", str(len(answer.body)))
            handler.end_headers()
            if answer.trickles:
                for byte in answer.body:
                    handler.wfile.write(bytes([byte]))
                    handler.wfile.flush()
                    if self.over.wait(0.02):
                        return
            else:
                handler.wfile.write(answer.body)
        except OSError:
            handler.close_connection = True  # the client has hung up, as it should

    def close(self) -> None:
        self.over.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
