"""Every Italian text of the dashboard that does not come from the KPI registry."""

TITLE = "Punto Alleanze Lombardia"
OVERVIEW = "Sintesi"

ALL_PROJECT = "Tutto il progetto"
ALL_DATA = "Tutti i dati"
OTHER_PERIOD = "Altro periodo"
PERIOD = "Periodo"
FROM_MONTH = "Da"
TO_MONTH = "A"
PARTNER = "Partner"
PARTNERS_IN = "Partner con almeno una consegna accolta"
ALL_PARTNERS = "Tutti i partner"
INDICATOR = "Indicatore"

REGION = "Lombardia"
UNKNOWN_PROVINCE = "Non nota"
PROVINCE = "Provincia"
PROVINCES_HEADING = "Nelle province"
INDICATORS_HEADING = "Tutti gli indicatori"

# Headline cards, and the panels below them: heading -> KPI codes in reading order.
HEADLINES = ("firms_reached", "firms_assisted", "networks_formed", "networks_strengthened")
GROUPS = {
    "Imprese": (
        "firms_reached", "firms_assisted", "firms_assisted_then_in_network", "firms_active",
        "reached_to_assisted_share", "assisted_to_network_share",
    ),
    "Reti": (
        "networks_opened", "networks_in_incubation", "networks_formed", "networks_formed_interprovincial",
        "interprovincial_share", "networks_strengthened", "networks_active", "firms_in_networks",
        "network_memberships", "firms_per_network",
    ),
    "Contatti, eventi e servizi": (
        "contacts_held", "events_held", "services_delivered", "service_hours", "desks_active",
        "model_services_in_use",
    ),
    "Spese": (
        "expenses_incurred_eur", "expenses_paid_eur", "expenses_claimed_eur", "expenses_admitted_eur",
        "cost_per_firm_assisted_eur",
    ),
    "Registro delle Camere di commercio": (
        "register_networks", "register_networks_interprovincial", "register_firms",
    ),
}  # fmt: skip
RIGHT_GROUPS = ("Reti", "Registro delle Camere di commercio")
OTHER_GROUP = "Altri indicatori"

OPEN_ROWS = "Apri le righe"
ROWS = "Righe"
DOWNLOAD_ROWS = "Scarica le righe (CSV)"
DOWNLOAD_TABLE = "Scarica la tabella (CSV)"
CHOOSE_PROVINCE = "Scegliere una riga, o una provincia sulla mappa, per vedere le righe che ha contato."
OUTSIDE_NOTE = f"In grigio ciò che è fuori Lombardia e in nessun totale. {CHOOSE_PROVINCE}"
MAP_NOTE = "Colore in scala di radice quadrata. Confini: ISTAT 2023 (CC BY 4.0), semplificati."
TO_CONFIRM = "definizione da confermare"
BARS = "Le colonne mostrano i singoli mesi."
NO_TARGET = "Nessun obiettivo per questa scelta"

NEW_BUILD = "È arrivata una nuova pubblicazione: i numeri della pagina sono già quelli nuovi."
NOT_PUBLISHED_TITLE = "Non c'è ancora niente da mostrare"
NOT_PUBLISHED = (
    "Nessun dato è stato pubblicato. Mettere i file dei partner in `inbox/<partner>/` ed eseguire "
    "`pal refresh`; per provare con consegne inventate, prima `pal sample`. Poi ricaricare questa pagina."
)
NO_DATA_TITLE = "Nessun dato nel periodo scelto"
NO_DATA = (
    "Per questo periodo e questo partner nessuna riga conta in nessun indicatore. Scegliere un altro periodo "
    "o «Tutti i partner»; se anche così non c'è niente, controllare con `pal deliveries` che le consegne "
    "siano arrivate e con `pal issues` perché le righe sono state respinte."
)
NO_ROWS = "Dietro questo numero non c'è nessuna riga, con i filtri scelti."
NO_PROVINCES = "Nessuna delle dodici province ha un valore: la tabella dice che cosa c'è per la regione."
FAILED_TITLE = "La pagina non si può mostrare"
FAILED = (
    "Qualcosa è andato storto nel leggere i dati pubblicati ({kind}). I dati non sono stati toccati. "
    "Ricaricare la pagina; se succede ancora, eseguire `pal refresh` e avvisare chi gestisce il programma: "
    "il dettaglio è nel registro del server."
)

EVIDENCE_LEVELS = {"declared": "dichiarata", "documented": "documentata", "verified": "verificata"}
EVIDENCE_COLUMNS = {
    "subject": "Soggetto",
    "network": "Rete",
    "firm": "Impresa",
    "province": "Provincia",
    "partner": "Partner",
    "happened_on": "Data",
    "ended_on": "Fine",
    "amount": "Importo",
    "level": "Prova",
    "file_name": "File",
    "sheet": "Foglio",
    "row_number": "Riga",
}
PART = "Parte"
REGISTER, REGISTER_NAME = "registro", "Registro delle imprese"
SUBJECTS = {
    "firm": ("impresa", "imprese"),
    "network": ("rete", "reti"),
    "membership": ("adesione", "adesioni"),
    "contact": ("contatto", "contatti"),
    "event": ("evento", "eventi"),
    "service": ("servizio", "servizi"),
    "desk": ("desk", "desk"),
    "model_service": ("servizio del modello", "servizi del modello"),
    "expense": ("spesa", "spese"),
}
