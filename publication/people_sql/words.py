"""DuckDB's words for what is wrong with a question, in one Italian line: what, where, what was perhaps meant."""

import re
from collections.abc import Callable

_PLACE = re.compile(r"^(LINE (\d+): )(.*)\n( *)\^", re.MULTILINE)
_NAME = r'"?([^"\n]+?)"?'
_QUOTED = re.compile(r'"([^"]+)"')

Found = re.Match[str]


def explain(detail: str) -> str:
    """An Italian line for DuckDB's message; its own first line where no sentence here knows it."""
    kind, _, said = detail.partition(": ")
    for pattern, sentence in _SENTENCES:
        found = re.match(pattern, said)
        if found:
            return f"{sentence(found, said)}{_place(detail)}"
    if kind == "Invalid Input Error":  # a macro's own words
        return said.splitlines()[0]
    first_line = ((said or detail).splitlines() or [""])[0]
    return f"SQL non valido, o non permesso in sola lettura: {first_line}{_place(detail)}"


def _place(detail: str) -> str:
    """Where it is; a long line is shortened by DuckDB, and then only its number is known."""
    found = _PLACE.search(detail)
    if found is None:
        return ""
    head, line, text, blanks = found.groups()
    column = "" if text.startswith("...") else f", colonna {len(blanks) - len(head) + 1}"
    return f" (riga {line}{column})"


def _meant(said: str, after: str) -> str:
    """What was perhaps meant: the first name that DuckDB proposes."""
    names = _QUOTED.findall(said.partition(after)[2].partition("\n\nLINE")[0])
    return f": intendi `{names[0]}`?" if names else ""


def _no_such_column(found: Found, said: str) -> str:
    return f"colonna `{found[1]}` non esiste{_meant(said, 'Candidate bindings')}"


def _no_such_column_of(found: Found, said: str) -> str:
    return f"la tabella `{found[1]}` non ha la colonna `{found[2]}`{_meant(said, 'Candidate bindings')}"


def _no_such(what: str) -> Callable[[Found, str], str]:
    return lambda found, said: f"{what} `{found[1]}` non esiste{_meant(said, 'Did you mean')}"


def _wrong_arguments(found: Found, said: str) -> str:
    macro = found[1]
    taken = re.search(rf"\t{re.escape(macro)}\((.*)\)", said)
    names = ", ".join(re.findall(r"(\w+) :=", taken[1])) if taken else ""
    return f"la macro `{macro}` non ha questi argomenti; ha: {names}"


def _ungrouped(found: Found, _: str) -> str:
    return f"colonna `{found[1]}`: aggiungerla a `group by`, oppure scrivere `any_value({found[1]})`"


def _ambiguous(found: Found, _: str) -> str:
    names = " o ".join(f"`{name}`" for name in _QUOTED.findall(found[2]))
    return f"colonna `{found[1]}` ambigua: scrivere {names}"


def _no_such_arguments(found: Found, _: str) -> str:
    kinds = re.sub(r"_LITERAL", "", found[2])
    return f"`{found[1]}` non si applica a ({kinds}): indicare il tipo, per esempio `valore::double`"


_SENTENCES: tuple[tuple[str, Callable[[Found, str], str]], ...] = (
    (rf"Referenced column {_NAME} not found", _no_such_column),
    (rf"Table {_NAME} does not have a column named {_NAME}\n", _no_such_column_of),
    (rf"Table with name {_NAME} does not exist", _no_such("tabella")),
    (rf"Table Function with name {_NAME} does not exist", _no_such("macro")),
    (rf"\w+ Function with name {_NAME} does not exist", _no_such("funzione")),
    (rf"Macro {_NAME}\(\) does not support", _wrong_arguments),
    (rf"column {_NAME} must appear in the GROUP BY", _ungrouped),
    (rf"Ambiguous reference to column name {_NAME} \(use: (.+)\)", _ambiguous),
    (rf"syntax error at or near {_NAME}(?:\n|$)", lambda found, _: f"errore di sintassi presso «{found[1]}»"),
    (
        r"syntax error at end of input",
        lambda _, __: "la domanda non è finita: manca qualcosa in fondo",
    ),
    (
        r"Values were not provided for .* parameters: (.+)",
        lambda found, _: f"manca il valore del parametro {found[1]}: --set {found[1].split(',')[0]}=…",
    ),
    (
        r"Parameter argument/count mismatch, identifiers of the excess parameters: (.+)",
        lambda found, _: f"la domanda non ha il parametro {found[1]}: scriverci ${found[1].split(',')[0]}",
    ),
    (
        r'invalid date field format: "(.*?)"|date field value out of range: "(.*?)"',
        lambda found, _: f"«{found[1] or found[2]}» non è una data; scriverla AAAA-MM-GG",
    ),
    (
        r'(?:invalid timestamp field format|timestamp field value out of range): "(.*?)"',
        lambda found, _: f"«{found[1]}» non è un momento; scriverlo AAAA-MM-GG HH:MM",
    ),
    (
        rf"Referenced table {_NAME} not found",
        lambda found, _: f"tabella `{found[1]}` non è tra quelle di `from`",
    ),
    (r"No function matches the given name and argument types '(.+?)\((.*)\)'", _no_such_arguments),
    (r'Could not choose a best candidate function for the function call "(.+?)\((.*)\)"', _no_such_arguments),
    (
        r"Cannot compare values of type (\S+) and type (\S+)",
        lambda found, _: (
            f"{found[1]} e {found[2].removesuffix('_LITERAL')} non si confrontano: convertire l’uno, "
            "per esempio `colonna::varchar`"
        ),
    ),
    (
        r'Function "(.+?)" is a table function',
        lambda found, _: f"`{found[1]}` dà righe: scriverla dopo `from`, `from {found[1]}(…)`",
    ),
    (
        r"More than one row returned by a subquery",
        lambda _, __: "una domanda tra parentesi, al posto di un valore, dà più di una riga",
    ),
    (
        r"Set operations can only apply to expressions with the same number",
        lambda _, __: "le domande unite da `union` devono avere lo stesso numero di colonne",
    ),
    (
        r"aggregate function calls cannot be nested",
        lambda _, __: "una somma o un conteggio non sta dentro un altro: usare una domanda tra parentesi",
    ),
    (
        r"(?:aggregates|aggregate functions|WHERE clause) (?:not allowed|cannot contain)",
        lambda _, __: "somme e conteggi non stanno in `where`: scriverli in `having`",
    ),
    (
        r"unterminated quoted (string|identifier)",
        lambda _, __: "un testo tra virgolette non è chiuso",
    ),
    (r"Overflow in ", lambda _, __: "un numero è troppo grande per il suo tipo: usare `::double`"),
    (
        r"Could not convert string '(.*?)' to (\w+)",
        lambda found, _: f"«{found[1]}» non è un valore di tipo {found[2]}",
    ),
    (r"SELECT clause without selection list", lambda _, __: "dopo `select` manca che cosa scegliere"),
    (r"LIMIT/OFFSET cannot be negative", lambda _, __: "`limit` e `offset` non possono essere negativi"),
    (
        r"(ORDER|GROUP BY) term out of range - should be between (\d+) and (\d+)",
        lambda found, _: (
            f"`{found[1].split()[0].lower()} by`: le colonne scelte vanno da {found[2]} a {found[3]}"
        ),
    ),
    (r"Type with name (\S+) does not exist", _no_such("il tipo")),
    (
        r'extract specifier "(.*?)" not recognized',
        lambda found, _: (
            f"«{found[1]}» non è una parte di una data; sono 'year', 'quarter', 'month', 'week', 'day'"
        ),
    ),
    (
        r"Failed to parse format specifier (.+?):",
        lambda found, _: f"il formato «{found[1]}» non si legge; per esempio '%d/%m/%Y'",
    ),
    (
        r'Column "(.+?)" does not exist on (?:left|right) side of join',
        lambda found, _: f"la colonna `{found[1]}` di `using` non è in tutte e due le tabelle",
    ),
    (
        r'Ambiguous reference to table "(.+?)"',
        lambda found, _: f"due tabelle si chiamano `{found[1]}`: dare a ognuna un nome suo con `as`",
    ),
    (
        r'Cannot access (?:file|directory) "(.*?)"',
        lambda found, _: f"il file «{found[1]}» non si legge da qui: si chiede solo a ciò che è pubblicato",
    ),
    (r"UNNEST\(\) can only be applied to lists", lambda _, __: "`unnest` vuole una lista"),
    (
        r'Column "(.+?)" in (EXCLUDE|REPLACE|RENAME) list not found',
        lambda found, _: f"la colonna `{found[1]}` di `{found[2].lower()}` non esiste",
    ),
    (r"cannot take square root", lambda _, __: "la radice di un numero negativo non esiste"),
    (r"cannot take logarithm", lambda _, __: "il logaritmo di zero o di un numero negativo non esiste"),
    (
        r"(?:missing|unexpected|invalid|no argument for|bad) (?:[)\]]|perl|escape|repetition|character class).*?: (.*)",
        lambda found, _: f"l’espressione regolare non si legge presso «{found[1]}»",
    ),
    (r"Malformed JSON", lambda _, __: "il testo non è JSON"),
    (
        r"VALUES lists must all be the same length",
        lambda _, __: "le righe di `values` devono avere lo stesso numero di valori",
    ),
    (
        r"Unimplemented type for cast \((.+) -> (.+)\)",
        lambda found, _: f"un valore di tipo {found[1]} non diventa {found[2]}",
    ),
    (r"Invalid type specifier", lambda _, __: "il formato non va con un valore di questo tipo"),
    (r"Cannot create a string of size", lambda _, __: "il testo che ne verrebbe è troppo lungo"),
)
