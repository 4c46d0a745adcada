"""``python -m unami``."""

import sys

from unami.cli import main

sys.exit(main())
