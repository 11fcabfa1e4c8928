"""`python -m empathy_xblock.demo [prepare|serve]`; without a word, both."""

from __future__ import annotations

import argparse
import os
import sys

import django

LINKS = (
    ("as a learner", "student_view", "student_1"),
    ("as an instructor", "student_view", "staff_anna"),
    ("as an author (Studio)", "studio_view", "author_kim"),
)


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m empathy_xblock.demo", description=__doc__)
    parser.add_argument("command", nargs="?", choices=("prepare", "serve"))
    parser.add_argument("--port", type=int, default=8000, help="0 takes a free one")
    parser.add_argument("--learners", type=int, default=200, help="sample learners to prepare")
    options = parser.parse_args(arguments)

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "empathy_xblock.demo.settings")
    django.setup()
    if options.command in (None, "prepare"):
        prepare(options.learners)
    if options.command in (None, "serve"):
        serve(options.port)
    return 0


def prepare(learners: int) -> None:
    """Make the database, put the unit in, and let the sample learners submit, if not yet done."""
    from django.conf import settings
    from django.core.management import call_command

    from empathy_xblock.demo import samples, scenario

    settings.EMPATHY_DEMO_DIR.mkdir(parents=True, exist_ok=True)
    call_command("migrate", run_syncdb=True, interactive=False, verbosity=0)
    scenario.load()
    made = samples.seed(learners)
    if made:
        print(f"{made} sample learners have submitted a reflection.", flush=True)


def serve(port: int) -> None:
    """Serve on this machine's loopback address until interrupted; print the links."""
    from django.conf import settings
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
    from django.core.wsgi import get_wsgi_application

    from empathy_xblock.demo import scenario

    if not (settings.EMPATHY_DEMO_DIR / "empathy.db").exists():
        sys.exit("There is no workbench yet: run `python -m empathy_xblock.demo prepare` first.")
    scenario.load()
    server = ThreadedWSGIServer(("127.0.0.1", port), WSGIRequestHandler)
    server.daemon_threads = True
    server.set_app(get_wsgi_application())
    home = f"http://127.0.0.1:{server.server_port}"
    print(f"\nThe workbench is at {home}/ (stop it with Ctrl-C)\n")
    for who, view, student in LINKS:
        print(f"  {who:<22} {home}/scenario/{scenario.NAME}/{view}/?student={student}")
    print(flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        print()
    finally:
        server.server_close()


if __name__ == "__main__":
    sys.exit(main())
