"""What a report asks of people beside figures, made up: texts, a logo, the project's facts."""

AUTHOR = "Anna Bianchi"
REASON = "dati inventati per la prova"

TEXTS = {
    "attivita": """I desk dei partner hanno incontrato le imprese nelle loro sedi e agli eventi del progetto.

- visite e check-up alle imprese che cercano partner
- incontri fra imprese di province diverse, per formare reti
- servizi di progettazione e di consolidamento alle reti
""",
    "scostamenti": """Le reti rafforzate crescono meno del previsto: molte attendono la modifica dell’atto.
""",
    "criticita": """Alcuni partner consegnano in ritardo; parte dei servizi è senza il modulo di assistenza firmato.
""",
}

FACTS = (
    ("cup", "", "X00X00000000000"),
    ("call", "", "Bando di prova, azione 2"),
    ("decree", "", "Decreto di prova n. 1 del 01/12/2011"),
    ("funder", "", "Regione Lombardia"),
    ("addressee", "", "Regione Lombardia, Direzione generale competente"),
    ("grant", "assolombarda", "62000"),
    ("grant", "lecco", "56000"),
    ("grant", "alto_milanese", "58000"),
    ("grant", "como", "59000"),
    ("grant", "monza_brianza", "60000"),
    ("grant", "pavia", "57000"),
    ("grant", "polimi_tto", "61000"),
    ("grant", "acf", "55000"),
)

LOGO = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 60">
<rect width="60" height="60" rx="8" fill="#0B6E4F"/>
<circle cx="20" cy="38" r="7" fill="#fff"/><circle cx="40" cy="38" r="7" fill="#fff"/>
<circle cx="30" cy="19" r="7" fill="#fff"/>
<path d="M20 38 30 19 40 38Z" fill="none" stroke="#fff" stroke-width="3"/>
</svg>
"""
