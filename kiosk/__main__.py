"""python -m kiosk: serve, or one of the commands of ``cli``."""

import sys

from .cli import main

sys.exit(main(sys.argv[1:]))
