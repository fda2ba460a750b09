"""Intakes: what is planned or being filled in, and not signed."""
