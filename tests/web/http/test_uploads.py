"""Files that are sent: every page that takes one takes it whole, up to the size that it says."""

from __future__ import annotations

from io import BytesIO

import pytest
from flask import Flask, request
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from kiosk.web.http import uploads
from kiosk.web.http.uploads import HELD, LARGE


@pytest.mark.parametrize("size", [1, 64 * 1024, 130 * 1024, 200 * 1024, HELD])
def test_every_page_that_takes_a_file_holds_all_of_it(app: Flask, size: int):
    takes = {
        rule.endpoint: rule
        for rule in app.url_map.iter_rules()
        if getattr(app.view_functions[rule.endpoint], "takes_a_file", False)
    }
    assert len(takes) > 2
    for endpoint, rule in takes.items():
        most = LARGE if getattr(app.view_functions[endpoint], "takes_a_table", False) else size
        sent = (b"a line of text, then more\n" * (most // 26 + 1))[:most]
        said = {"csrf_token": "x" * 64, "go": "send", "file": FileStorage(BytesIO(sent), "a.txt")}
        between, post = encode_multipart(said)
        kind = f"multipart/form-data; boundary={between}"
        asked = {"method": "POST", "data": post, "content_type": kind}
        with app.test_request_context(str(rule), **asked):
            uploads._listen()
            assert request.files["file"].read() == sent, endpoint
