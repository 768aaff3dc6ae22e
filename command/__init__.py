"""The `pal` command. What is slow to import is imported by the command that needs it."""


def main() -> int:
    """Run `pal` with the process's arguments and give its exit status: 0, 1, 2 or 3 as in the README."""
    from command.front_door import run

    return run()
