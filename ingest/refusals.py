"""Why a file is refused, in one Italian line."""

TOO_MUCH = (
    "il file è danneggiato o troppo grande: leggerlo richiede troppa memoria o troppo tempo; aprirlo, "
    "salvarlo di nuovo come XLSX e riconsegnarlo"
)


class RefusalError(Exception):
    """The file cannot land; its text says what, where and what to do, on one line."""

    @property
    def reason(self) -> str:
        """The line to show, without line breaks."""
        return " ".join(str(self).split())
