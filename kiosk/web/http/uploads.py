"""Files that are sent: a few views take one. It is held in memory, small, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import IO, Any, TypeVar

from flask import Flask, current_app, request

from ...languages import N_
from ...store import Refused
from .file_endings import begins_as
from .typed_form import TypedRequest

MISNAMED = N_(
    "The ending of this file's name does not fit what is in it. "
    "Choose the file as it was saved, under its own name."
)

LARGEST_UPLOAD = 8 * 1024 * 1024
"""Bytes of a post that are listened to, so that a page can say that a file is too large."""

AT_A_TIME = 256 * 1024
"""Bytes that are read of it before they go to their part: more than the piece of 64 KiB by which
the library reads and what is left of the one before."""

HELD = 400 * 1024
"""Bytes of a file that are held; the rest goes nowhere."""

LARGE = 2 * 1024 * 1024
"""The same of a whole table, where a view says that it takes one."""

View = TypeVar("View", bound=Callable[..., Any])


class Held(BytesIO):
    """The beginning of a file, one byte longer than may be where it is too long."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most = most

    def write(self, more: Any) -> int:
        """Keep what there is room for."""
        room = self.most + 1 - self.tell()
        super().write(bytes(more)[: max(room, 0)])
        return len(more)


class UploadRequest(TypedRequest):
    """A request whose files are held in memory: the library's own would use the disk."""

    def _get_file_stream(self, *_: object, **__: object) -> IO[bytes]:
        return Held(_most())


def takes_a_file(view: View) -> View:
    """Declare that a view takes a file, and so a larger post than others."""
    view.takes_a_file = True  # type: ignore[attr-defined]
    return view


def takes_a_table(view: View) -> View:
    """The same of one that takes a whole table, which is larger than a paper."""
    view.takes_a_table = True  # type: ignore[attr-defined]
    return takes_a_file(view)


def init_app(app: Flask) -> None:
    """Listen longer where a file may come. Before anything else reads the post."""
    app.request_class = UploadRequest
    app.before_request(_listen)


def sent_file(name: str, *endings: str) -> bytes | None:
    """The file of a field; empty where none was chosen, None where it is too large.

    Raises Refused where its name has none of these endings, or another than its first bytes have.
    """
    sent = request.files.get(name)
    content = sent.read() if sent else b""
    if len(content) > _most():
        return None
    if sent and content and not begins_as(sent.filename or "", content, endings):
        raise Refused(name, MISNAMED)
    return content


def _most() -> int:
    view = current_app.view_functions.get(request.endpoint or "")
    return LARGE if getattr(view, "takes_a_table", False) else HELD


def _listen() -> None:
    view = current_app.view_functions.get(request.endpoint or "")
    if getattr(view, "takes_a_file", False):
        request.max_content_length = LARGEST_UPLOAD
        request.max_form_memory_size = AT_A_TIME
