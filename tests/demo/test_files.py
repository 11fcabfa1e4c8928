"""What the workbench compresses on its way, and what it leaves."""

from __future__ import annotations

import gzip

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from empathy_xblock.demo.files import Compressed, PublicFiles

LONG = b"He is sure to come. " * 50


def asked(respond, path="/", **headers):
    """Return what reaches a browser that takes gzip."""
    request = RequestFactory().get(path, headers={"Accept-Encoding": "gzip", **headers})
    return Compressed(respond)(request)


@pytest.mark.parametrize(
    ("kind", "status", "encoding"),
    [
        ("text/html; charset=utf-8", 200, "gzip"),
        ("text/css", 200, "gzip"),
        ("text/vtt", 200, "gzip"),
        ("application/javascript", 200, "gzip"),
        ("application/json", 200, "gzip"),
        ("image/svg+xml", 200, "gzip"),
        ("text/css", 206, None),
        ("video/mp4", 200, None),
        ("video/mp4", 206, None),
        ("image/jpeg", 200, None),
    ],
)
def test_text_that_is_whole_is_compressed(kind, status, encoding):
    response = asked(lambda _: HttpResponse(LONG, content_type=kind, status=status))
    assert response.get("Content-Encoding") == encoding
    assert (gzip.decompress(response.content) if encoding else response.content) == LONG


def test_a_file_is_compressed_as_it_is_sent():
    response = asked(lambda _: StreamingHttpResponse([LONG, LONG], content_type="text/css"))
    assert gzip.decompress(b"".join(response)) == LONG * 2


def test_who_does_not_take_it_gets_it_plain():
    response = asked(lambda _: HttpResponse(LONG), **{"Accept-Encoding": "identity"})
    assert response.get("Content-Encoding") is None
    assert response.content == LONG


@pytest.mark.django_db  # the end of a request looks after the database
@pytest.mark.parametrize(
    ("name", "range_", "status", "encoding"),
    [
        ("learner.css", None, 200, "gzip"),
        ("learner.css", "bytes=4-13", 206, None),
        ("film/film.mp4", None, 200, None),
        ("film/film.mp4", "bytes=4-13", 206, None),
    ],
)
def test_the_products_files(name, range_, status, encoding):
    files = PublicFiles(lambda _: HttpResponse(status=404))
    asks = {"Range": range_} if range_ else {}
    response = asked(files, f"/resource/empathy/public/{name}", **asks)
    assert (response.status_code, response.get("Content-Encoding")) == (status, encoding)
    response.close()
