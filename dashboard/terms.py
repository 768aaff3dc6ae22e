"""Italian names of codes: what the database calls `rete_soggetto`, a reader reads as rete-soggetto."""

# Groups of KPIs, as the registry names them, in the order of the panels.
OTHER_GROUP = "other"
GROUPS = {
    "firms": "Imprese", "networks": "Reti", "activity": "Contatti, eventi e servizi", "expenses": "Spese",
    "register": "Registro delle Camere di commercio", OTHER_GROUP: "Altri indicatori",
}  # fmt: skip
RIGHT_GROUPS = ("networks", "register")

# Of KPIs and their rows.
WAYS = {
    "first": "Conta i soggetti la cui prima prova, fra quelle che passano i filtri, cade nel periodo: i "
    "periodi si "
    "sommano.",
    "distinct": "Conta i soggetti che hanno almeno una prova nel periodo, ognuno una volta.",
    "sum": "Somma gli importi delle righe del periodo, ogni riga consegnata una volta.",
    "stock": "Conta i soggetti in essere alla fine del periodo.",
    "ratio": "Divide due indicatori sullo stesso periodo e nella stessa cella; non esiste dove il secondo "
    "è 0.",
}
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
EVIDENCE_LEVELS = {"declared": "dichiarata", "documented": "documentata", "verified": "verificata"}
EVIDENCE_COLUMNS = {
    "part": "Parte",
    "subject": "Soggetto",
    "network": "Rete",
    "firm": "Impresa",
    "members": "Aderenti del giorno",
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
MEETING_KINDS = {
    "own_alone": "Solo dal suo desk", "own_shared": "Dal suo desk e da altri", "others_alone": "Solo da "
    "altri",
    "elsewhere": "Altrove, dal suo desk",
}  # fmt: skip
LAYERS = {
    "kpi": "indicatore", "marts": "tabelle pubblicate", "intermediate": "passaggi", "staging": "righe lette",
    "seed": "dati di riferimento", "raw": "righe consegnate", "decisions": "decisioni di persone",
}  # fmt: skip
AMOUNTS = {
    "expenses_incurred_eur": "Sostenute", "expenses_paid_eur": "Pagate",
    "expenses_claimed_eur": "Rendicontate",
    "expenses_admitted_eur": "Ammesse",
}  # fmt: skip

# Of firms, networks, services, expenses.
SIZES = {"micro": "Micro", "small": "Piccola", "medium": "Media", "large": "Grande", "??": "Non nota"}
LEGAL_KINDS = {
    "rete_contratto": "rete-contratto", "rete_soggetto": "rete-soggetto", "consorzio": "consorzio",
    "gruppo_cooperativo": "gruppo cooperativo", "ati_ats": "ATI/ATS", "joint_venture": "joint venture",
    "other": "altro",
}  # fmt: skip
NETWORKS_COUNTED = {
    "networks_formed": "costituita", "networks_strengthened": "rafforzata", "networks_active": "attiva",
    "networks_in_incubation": "in incubazione", "networks_opened": "aperta",
}  # fmt: skip
ROLES = {"lead": "capofila", "member": "aderente", "other": "altro"}
FACT_LANES = {
    "opened": "Apertura", "signed": "Firma", "dissolved": "Scioglimento", "joined": "Adesione",
    "left": "Recesso",
    "modified": "Modifica dell'atto", "became_soggetto": "Diventa rete-soggetto",
    "fund_created": "Fondo comune", "organ_created": "Organo comune", "other": "Altro fatto",
    "service": "Servizio",
}  # fmt: skip
SERVICE_KINDS = {
    "scouting": "scouting", "partner_search": "ricerca di partner", "patent": "brevetti", "legal": "legale",
    "tax": "fiscale", "finance": "finanza", "training": "formazione",
    "network_design": "progettazione della rete", "network_consolidation": "consolidamento", "other": "altro",
}  # fmt: skip
CATEGORIES = {
    "staff": "personale", "consultancy": "consulenze", "events": "eventi", "materials": "materiali",
    "travel": "viaggi", "other": "altro",
}  # fmt: skip

# Of deliveries.
REGISTER, REGISTER_NAME = "registro", "Registro delle imprese"
STATES = {
    "on_time": "entro il termine",
    "late": "in ritardo",
    "missing": "manca",
    "expected": "non ancora dovuto",
}
STATUSES = {
    "landed": "caricata", "waiting": "in attesa di conferma", "refused": "rifiutata", "withdrawn": "ritirata",
}  # fmt: skip
RECEIVED = "Ricevute"
OUTCOMES = {
    "accepted": "Accettate", "superseded": "Sostituite", "duplicate": "Doppie", "rejected": "Respinte",
    "ignored": "Ignorate",
}  # fmt: skip
SEVERITIES = {"reject": "respinge", "warn": "avverte"}
RECORD_TYPES = {
    "firms": "imprese", "contacts": "contatti", "events": "eventi", "networks": "reti",
    "network_members": "aderenti", "network_events": "fatti di rete", "services": "servizi",
    "expenses": "spese", "budgets": "preventivi", "targets": "obiettivi",
    "register_members": "aderenti a registro",
}  # fmt: skip
CONTACT_KINDS = {
    "meeting": "incontro", "visit": "visita", "check_up": "check-up", "phone_call": "telefonata",
    "event": "evento", "seminar": "seminario", "email": "e-mail", "other": "altro",
}  # fmt: skip
# What the words of a delivered row are, by its record type; what is missing is shown as delivered.
KIND_NAMES = {
    "contacts": CONTACT_KINDS, "services": SERVICE_KINDS, "expenses": CATEGORIES, "budgets": CATEGORIES,
    "network_events": FACT_LANES, "network_members": ROLES,
}  # fmt: skip
DELIVERED_COLUMNS = {
    "record_type": "Che cos'è", "happened_on": "Data", "firm_name": "Impresa", "network_name": "Rete",
    "words": "Descrizione", "amount": "Quanto", "rule_codes": "Perché", "field": "Campo",
    "partner_code": "Partner",
    "received_at": "Ricevuta", "file_name": "File", "sheet": "Foglio", "row_number": "Riga",
    "settled_file": "Sostituita da", "settled_row": "Sua riga",
}  # fmt: skip
FIELDS = {
    "activity": "attività", "address": "indirizzo", "admitted_eur": "importo ammesso",
    "attendees": "presenti",
    "budget_eur": "importo preventivato", "category": "categoria di spesa",
    "claimed_eur": "importo rendicontato",
    "codice_ateco": "codice ATECO", "codice_fiscale": "codice fiscale", "company_name": "ragione sociale",
    "contact_code": "codice del contatto", "contact_date": "data del contatto",
    "contact_kind": "tipo di contatto",
    "desk": "desk", "dissolved_date": "data di scioglimento", "document_number": "numero del documento",
    "employees": "addetti", "event_code": "codice dell'evento", "event_date": "data dell'evento",
    "event_kind": "tipo di evento", "existed_before": "preesistente", "expense_date": "data della spesa",
    "firm": "impresa", "hours": "ore", "incurred_eur": "importo sostenuto", "is_associated": "associata",
    "is_confirmed": "confermato", "joined_date": "data di adesione", "kpi_code": "indicatore",
    "left_date": "data di recesso", "legal_form": "forma giuridica", "legal_kind": "forma della rete",
    "member_role": "ruolo", "municipality": "comune", "network": "rete",
    "network_code": "codice della rete", "network_codice_fiscale": "codice fiscale della rete",
    "network_event_kind": "tipo di fatto", "network_municipality": "comune della rete",
    "network_name": "nome della rete", "network_province": "provincia della rete",
    "opened_date": "data di apertura",
    "outcome": "esito",
    "paid_eur": "importo pagato", "partita_iva": "partita IVA",
    "partner_firm_code": "codice dell'impresa", "period_end": "fine del periodo", "postal_code": "CAP",
    "province": "provincia", "purpose": "oggetto", "register_number": "numero di repertorio",
    "satisfaction": "soddisfazione", "service_code": "codice del servizio",
    "service_date": "data del servizio",
    "service_kind": "tipo di servizio", "signed_date": "data di firma", "stage": "stato della rete",
    "subject_kind": "tipo di soggetto", "supplier": "fornitore",
    "supplier_codice_fiscale": "codice fiscale del fornitore",
    "title": "titolo", "topic": "argomento", "turnover_eur": "fatturato",
    "value": "valore", "value_eur": "valore in euro",
    "version_date": "data della versione",
}  # fmt: skip
