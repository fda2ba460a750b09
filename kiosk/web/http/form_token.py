"""The form's token: by it a post of our own pages is told from one that another site has made."""

from __future__ import annotations

import hmac

from flask import g, request, session
from flask_wtf.csrf import CSRFProtect, same_origin

FIELD = "csrf_token"


def form_token() -> str:
    """The token of every form that this caller is shown.

    It is worked out from the caller's own cookie with a key of the kiosk (``cookies``), and nobody
    without both of them can make it: a signature over it would prove nothing more.
    """
    return str(session[FIELD])


class FormToken(CSRFProtect):  # type: ignore[misc]  # it has no types
    """Flask-WTF's protection of every post, with a token that is compared and not parsed."""

    def protect(self, apply_exemptions: bool = False) -> None:
        """Let a post pass that carries its caller's token and, over TLS, comes from our pages.

        Whatever else comes is Flask-WTF's: it says what is wrong, and knows the tokens that it
        has signed itself, as in a page that was open before the kiosk was renewed.
        """
        asked = request._get_current_object()  # type: ignore[attr-defined]
        if asked.endpoint and asked.method == "POST" and _is_callers(asked.form.get(FIELD, "")):
            here = f"https://{asked.host}/"
            if asked.is_secure and not same_origin(asked.referrer or "", here):
                self._error_response("another referrer")
            g.csrf_valid = True
            return
        super().protect(apply_exemptions)


def _is_callers(sent: str) -> bool:
    known = session.get(FIELD, "")
    return bool(known) and hmac.compare_digest(sent.encode("utf-8", "replace"), known.encode())
