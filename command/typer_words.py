"""Typer's own words in Italian: its help and what it says of a wrong call. It knows no other language than English.

A newer Typer that says something else fails a test.
"""

import re
from collections.abc import Sequence
from typing import Any

from typer.core import TyperCommand, TyperGroup

_HEADINGS = {"Arguments": "Argomenti", "Options": "Opzioni", "Commands": "Comandi"}
_HELP = (
    (r"^Show this message and exit\.$", "Mostra questo aiuto."),
    (r"(?<=[\[ ])default: (?=[^\]]*\]$)", "altrimenti "),
    (r"(?<=[\[ ])required(?=[^\]]*\]$)", "obbligatorio"),
    (r"(?<=[\[ ])([\d.]+)<=x<=([\d.]+)\]$", r"da \1 a \2]"),
    (r"(?<=[\[ ])x>=([\d.]+)\]$", r"almeno \1]"),
    (r"(?<=[\[ ])x<=([\d.]+)\]$", r"al più \1]"),
)
_TERMS = (
    (r"<(?:int|float)(?: range)?>", "NUMERO"),
    (r"<str>", "TESTO"),
    (r"<path>", "PERCORSO"),
    (r"\[OPTIONS\]", "[OPZIONI]"),
    (r"COMMAND \[ARGS\]\.\.\.", "COMANDO …"),
)
_CALLS = (
    (
        r"No such option:? '?(?P<what>[^\s']+?)'?\.?(?: \(Possible options: (?P<near>.*)\)|\s.*)?",
        "l’opzione {what} non esiste",
    ),
    (
        r"No such command '(?P<what>.*?)'(?:\.|\. Did you mean (?P<near>.*)\?)",
        "il comando «{what}» non esiste",
    ),
    (r"Missing argument '(?P<what>.*?)'.*", "manca l’argomento {what}"),
    (r"Missing option '(?P<what>.*?)'.*", "manca l’opzione {what}"),
    (r"Missing command.*", "manca il comando"),
    (r"Got unexpected extra argument\S* \((?P<what>.*)\).*", "argomento di troppo: {what}"),
    (r"Option '(?P<what>.*?)' requires an argument.*", "l’opzione {what} vuole un valore"),
    (r"Option '(?P<what>.*?)' does not take a value.*", "l’opzione {what} non vuole un valore"),
    (
        r"Invalid value for '(?P<what>.*?)'.*'(?P<value>.*?)' is not one of (?P<known>.*?)\.?",
        "{what}: «{value}» non va bene; è uno di {known}",
    ),
    (r"Invalid value for '(?P<what>.*?)'.*valid int(?:eger)?.*", "{what}: serve un numero intero"),
    (r"Invalid value for '(?P<what>.*?)'.*valid (?:number|float).*", "{what}: serve un numero"),
    (
        r"Invalid value for '(?P<what>.*?)'.*range (?P<least>\S+?)<=x<=(?P<most>\S+?)\.?",
        "{what}: da {least} a {most}",
    ),
    (r"Invalid value for '(?P<what>.*?)'.*range x>=(?P<least>\S+?)\.?", "{what}: almeno {least}"),
    (r"Invalid value for '(?P<what>.*?)'.*range x<=(?P<most>\S+?)\.?", "{what}: al più {most}"),
    (r"Invalid value for '(?P<what>.*?)'.*", "{what}: il valore non va bene"),
)


def say_wrong_call(message: str) -> str:
    """What is wrong with a call, from Typer's message about it."""
    text = " ".join(message.split())
    for pattern, italian in _CALLS:
        found = re.fullmatch(pattern, text)
        if found:
            parts = {name: (part or "").replace("'", "") for name, part in found.groupdict().items()}
            near = f"; forse {parts['near']}" if parts.get("near") else ""
            return italian.format(**parts) + near
    return text.rstrip(".")


_Formatter: Any = TyperCommand.context_class.formatter_class


class ItalianHelp(_Formatter):  # type: ignore[misc]  # Typer's own, under no public name
    """Lays a command's help out with Italian words."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """How it is called."""
        super().write_usage(prog, _replaced(_TERMS, args), prefix or "Uso: ")

    def write_heading(self, heading: str) -> None:
        """What a list is of."""
        super().write_heading(_HEADINGS[heading])

    def write_dl(self, rows: Sequence[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """A list of options, arguments or commands."""
        said = [(_replaced(_TERMS, term), _replaced(_HELP, words)) for term, words in rows]
        super().write_dl(said, col_max, col_spacing)


def use_italian_help() -> None:
    """Every command's help in Italian, from now on."""
    for kind in (TyperCommand, TyperGroup):
        kind.context_class.formatter_class = ItalianHelp


def _replaced(words: Sequence[tuple[str, str]], text: str) -> str:
    for pattern, italian in words:
        text = re.sub(pattern, italian, text)
    return text
