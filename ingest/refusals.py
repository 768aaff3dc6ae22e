"""Why a file is refused, in one Italian line."""


class RefusalError(Exception):
    """The file cannot land; its text says what, where and what to do, on one line."""

    @property
    def reason(self) -> str:
        """The line to show, without line breaks."""
        return " ".join(str(self).split())
