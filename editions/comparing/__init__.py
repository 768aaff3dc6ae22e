"""Two editions compared: every difference, each subject behind it, and one cause each that adds up
exactly.
"""

from editions.comparing.comparison import CAUSES, Comparison, compare

__all__ = ["CAUSES", "Comparison", "compare"]
