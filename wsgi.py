"""The kiosk for any WSGI server: ``app``."""

import os

from kiosk import create_app
from kiosk.settings import Settings

app = create_app(Settings.read(os.environ))
