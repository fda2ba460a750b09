"""The therapist's printed page: a record laid out as HTML, for the press and for a browser."""
