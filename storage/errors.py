"""What can go wrong in a way that a person can mend: one Italian line each, and an exit status."""


class PalError(Exception):
    """A failure to tell in one line: what happened, where, what to do. Ends the command with `status`."""

    status = 1


class WrongUse(PalError):
    """The command was called in a way that cannot be answered (unknown code, date that is no date)."""

    status = 2


class NotPublished(PalError):
    """Nothing has been published yet in this PAL_HOME."""

    def __init__(self) -> None:
        super().__init__("Non c’è ancora una pubblicazione: eseguire `pal refresh`.")


class TooLong(PalError):
    """A query went past its time limit and was interrupted."""
