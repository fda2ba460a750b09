"""Turning the key: what is sealed, and how all of it comes under another key."""
