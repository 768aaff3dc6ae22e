"""What a command says to a person: names of others are in it, and a terminal runs nothing of them."""

import typer

from publication.cells import printable


def say(words: str, *, err: bool = False, nl: bool = True) -> None:
    """Lines on standard output, or on standard error; the only way for what is no listing."""
    typer.echo("\n".join(map(printable, words.split("\n"))), err=err, nl=nl)
