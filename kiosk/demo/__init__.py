"""A clinic to look around in: invented people only, and DEMO on every page and paper."""
