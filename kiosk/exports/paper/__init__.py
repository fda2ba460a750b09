"""The therapist's printed page: a record laid out as HTML, for the press and for a browser."""

from .html import paper_html

__all__ = ["paper_html"]
