"""`python -m bot` is `kotowari`."""

import sys

from bot.cli import main

sys.exit(main())
