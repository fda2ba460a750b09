"""The kiosk for any WSGI server: ``app``."""

import os
import sys

from kiosk import create_app
from kiosk.settings import Settings, UnsafeSettings
from kiosk.store import StoreError

NOT_TO_BE_TRIED_AGAIN = 4
"""What gunicorn takes as an app that will not load; it stops, rather than start it for ever."""

try:
    app = create_app(Settings.read(os.environ))
except StoreError as no:
    sys.stderr.write(f"{no.sentence}\n")
    sys.exit(NOT_TO_BE_TRIED_AGAIN)
except (UnsafeSettings, OSError) as no:
    sys.stderr.write(f"{no}\n")
    sys.exit(NOT_TO_BE_TRIED_AGAIN)
