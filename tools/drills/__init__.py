"""Drills: what a clinic must be able to survive, done for real on this machine, again and again."""
