"""Files that nobody here wrote, which may not be in the project: where they are looked for.

A test on them bears the mark of its folder. Where the folder is not there it is deselected, which one line
tells; files made up by us with the same oddities keep each such promise tested all the same.
"""

import os
from pathlib import Path

from pal_home import PROJECT

REAL = Path(os.environ.get("PAL_REAL_FILES") or PROJECT.parent / "shared" / "real")
"""Published files of public bodies."""

CASES = Path(os.environ.get("PAL_CASES") or PROJECT.parent / "shared" / "cases")
"""Files as partners send them, and in `manifest.csv` what should become of each."""

FOLDERS = {"real_files": ("PAL_REAL_FILES", REAL), "cases": ("PAL_CASES", CASES)}
"""For each mark, what names its folder, and the folder."""
