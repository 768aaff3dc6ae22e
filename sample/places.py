"""Municipalities (comuni) of 2012-13 in which the made-up firms sit: names that are unique in Italy."""

from __future__ import annotations

LOMBARDY = ("BG", "BS", "CO", "CR", "LC", "LO", "MB", "MI", "MN", "PV", "SO", "VA")
"""The twelve provinces of Lombardy in 2012-13."""

UNKNOWN = "??"
"""A province that nothing tells."""

ABROAD = "EE"
"""The province of what lies outside Italy."""

MUNICIPALITIES: dict[str, tuple[str, ...]] = {
    "MI": (
        "Abbiategrasso", "Assago", "Bollate", "Buccinasco", "Cassano d'Adda", "Cernusco sul Naviglio",
        "Cesate", "Cinisello Balsamo", "Cologno Monzese", "Cormano", "Corsico", "Garbagnate Milanese",
        "Gorgonzola", "Magenta", "Melegnano", "Milano", "Paderno Dugnano", "Pioltello", "Rho", "Rozzano",
        "Segrate", "Legnano", "Castano Primo", "Cerro Maggiore", "Canegrate", "Parabiago", "Nerviano",
        "Busto Garolfo",
    ),
    "LC": (
        "Lecco", "Merate", "Calolziocorte", "Casatenovo", "Mandello del Lario", "Oggiono", "Olginate",
        "Barzanò", "Missaglia", "Galbiate", "Costa Masnaga", "Molteno", "Osnago", "Bosisio Parini",
        "Colico", "Civate",
    ),
    "CO": (
        "Como", "Cantù", "Erba", "Mariano Comense", "Olgiate Comasco", "Lomazzo", "Fino Mornasco",
        "Cermenate", "Cernobbio", "Lurate Caccivio", "Inverigo", "Appiano Gentile", "Mozzate", "Canzo",
        "Arosio",
    ),
    "MB": (
        "Monza", "Seregno", "Desio", "Lissone", "Vimercate", "Brugherio", "Cesano Maderno", "Limbiate",
        "Giussano", "Nova Milanese", "Meda", "Carate Brianza", "Muggiò", "Concorezzo", "Arcore",
        "Besana in Brianza",
    ),
    "PV": (
        "Pavia", "Vigevano", "Voghera", "Mortara", "Stradella", "Broni", "Casteggio", "Garlasco",
        "Belgioioso", "Casorate Primo", "Cava Manara", "Certosa di Pavia", "Robbio", "Mede",
    ),
    "BG": ("Bergamo", "Treviglio", "Dalmine", "Seriate", "Albino", "Romano di Lombardia", "Caravaggio"),
    "BS": ("Brescia", "Desenzano del Garda", "Montichiari", "Lumezzane", "Palazzolo sull'Oglio", "Chiari"),
    "CR": ("Cremona", "Crema", "Casalmaggiore", "Castelleone", "Soresina"),
    "LO": ("Lodi", "Codogno", "Casalpusterlengo", "Sant'Angelo Lodigiano", "Lodi Vecchio"),
    "MN": ("Mantova", "Castiglione delle Stiviere", "Suzzara", "Viadana", "Asola"),
    "SO": ("Sondrio", "Morbegno", "Tirano", "Chiavenna", "Livigno"),
    "VA": ("Varese", "Busto Arsizio", "Gallarate", "Saronno", "Cassano Magnago", "Tradate"),
    "NA": ("Napoli", "Pozzuoli", "Casoria", "Nola"),
    "TO": ("Torino", "Moncalieri", "Rivoli", "Ivrea"),
}  # fmt: skip
"""Province code to its municipalities. `NA` is Napoli and `TO` Torino, both outside Lombardy."""

ALTO_MILANESE = (
    "Legnano", "Castano Primo", "Cerro Maggiore", "Canegrate", "Parabiago", "Nerviano", "Busto Garolfo",
)  # fmt: skip

PROVINCE_NAMES = {
    "BG": "Bergamo", "BS": "Brescia", "CO": "Como", "CR": "Cremona", "LC": "Lecco", "LO": "Lodi",
    "MB": "Monza e della Brianza", "MI": "Milano", "MN": "Mantova", "NA": "Napoli", "PV": "Pavia",
    "SO": "Sondrio", "TO": "Torino", "VA": "Varese",
}  # fmt: skip

POSTAL_CODES = {
    "BG": "24100", "BS": "25100", "CO": "22100", "CR": "26100", "LC": "23900", "LO": "26900", "MB": "20900",
    "MI": "20121", "MN": "46100", "NA": "80100", "PV": "27100", "SO": "23100", "TO": "10121", "VA": "21100",
}  # fmt: skip

_SHARES = {
    "MI": 30, "MB": 14, "LC": 14, "CO": 12, "PV": 8, "BG": 5, "VA": 4, "BS": 3, "CR": 2, "LO": 2, "MN": 2,
    "SO": 2, "NA": 1, "TO": 1,
}  # fmt: skip


def _spread() -> tuple[str, ...]:
    """Each province as often as its share in a hundred, the hundred places well mixed."""
    in_order = [code for code, share in _SHARES.items() for _ in range(share)]
    return tuple(in_order[(place * 37) % 100] for place in range(100))


PROVINCE_OF_PLACE = _spread()
"""The province of the firm at each place of a hundred."""
