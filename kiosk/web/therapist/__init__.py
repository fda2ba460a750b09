"""The therapist: a record in words and on paper, a client over visits, and corrections."""
