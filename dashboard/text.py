"""Every Italian text of the dashboard that does not come from the KPI registry."""

from dashboard.formats import MISSING, MONTHS

__all__ = ["MISSING", "MONTHS"]

TITLE = "Punto Alleanze Lombardia"
OVERVIEW, PROVINCES, FIRMS, NETWORKS = "Sintesi", "Province", "Imprese", "Reti"
SERVICES, PROGRESS, DELIVERIES, GLOSSARY = (
    "Servizi e desk", "Avanzamento e spesa", "Consegne e qualità", "Glossario",
)  # fmt: skip

ALL_PROJECT = "Tutto il progetto"
ALL_DATA = "Tutti i dati"
OTHER_PERIOD = "Altro periodo"
PERIOD = "Periodo"
SECOND = "Periodo a confronto"
PERIOD_BEFORE, YEAR_BEFORE, AGAINST = (
    "Sul periodo prima",
    "Su un anno prima",
    "Su: {period}",
)
COMPARED_WITH = "a confronto {period}"
AGAINST_FIGURE = "su {figure} del periodo a confronto"
COMPARED = "A confronto"
COMPARED_NOTE = "In blu il periodo a confronto."
FROM_MONTH = "Da"
TO_MONTH = "A"
PARTNER, ALL_PARTNERS = "Partner", "Tutti i partner"
TOGETHER = "Insieme"
PROVINCE, ALL_PROVINCES = "Provincia", "Tutte le province"
SECTOR, ALL_SECTORS = "Settore", "Tutti i settori"
INDICATOR = "Indicatore"
CLEAR_FILTERS = "Togli i filtri"
REDRAW = "Ridisegna"
UNKNOWN_IN_LINK = "Il collegamento chiede {asked}, che qui non c’è: si vede senza."
UNKNOWN_EDITION = (
    "Il collegamento chiede l’edizione «{edition}», che qui non c’è: si vedono le cifre di oggi."
)

NO_DELIVERY = "Nessuna consegna"
PARTNERS_IN = (
    "Un partner c’è se per ogni mese del periodo ha consegnato un fatto di quel mese, o qualunque cosa "
    "dopo la "
    "sua fine."
)
ALL_IN = "Non manca nessuno."
PROVISIONAL = (
    "Provvisorio: {months}. Manca almeno un partner; nei grafici è tratteggiato e non entra nei confronti."
)

REGION = "Lombardia"
UNKNOWN_PROVINCE = "Non nota"
UNKNOWN_SECTOR = "Non noto"
NO_DESK = "Senza desk"
IN_TERRITORY, OUT_OF_TERRITORY, OUT_OF_REGION = "territorio PAL", "fuori territorio", "fuori Lombardia"
PROVINCES_HEADING = "Nelle province"
INDICATORS_HEADING = "Tutti gli indicatori"


SOURCE = "Fonte: Punto Alleanze Lombardia, dati al {day}, costruzione {build}"
OPEN_ROWS = "Apri le righe"
PART_OF_ROWS, DELIVERED_ROWS = "una parte delle sue righe", "Righe consegnate"
ROWS = "Righe"
TABLE = "Tabella e file"
DOWNLOAD = "Scarica la tabella come {kind}, intera"
DOWNLOAD_PNG = "Scarica l’immagine (PNG)"
CHOOSE_CELL = "Apri le righe contate: un clic su una cifra."
FIRST_ROWS = "Qui le prime {shown} righe di {total}: i file le hanno tutte."
MAP_NOTE = (
    "Una provincia si apre con un clic. Colore in scala di radice quadrata. "
    "Confini: ISTAT 2023 (CC BY 4.0), semplificati."
)
CONFIRM = "da confermare"
NO_TARGET = "Nessun obiettivo per questa scelta"
DOCUMENTED = "Documentato {documented}, verificato {verified}"
BY_MODEL = "Imprese riconosciute dal modello: {share}"
BY_MODEL_HELP = (
    "Di tutte le imprese, quante stanno insieme perché il modello le ha riconosciute da nome e indirizzo, "
    "senza codici né decisioni: da lui il conteggio dipende in questa misura."
)

EDITIONS = "Edizioni"
NO_EDITION = (
    "Non ci sono ancora edizioni sigillate. Dopo `pal edition check`, si sigilla con "
    "`pal edition seal ID --since … --until … --title … --by …`."
)
ONLY_DRAFTS = "Ci sono solo bozze: file e confronti ci sono dopo la sigillatura."
LOOK_AS_IN = "Guarda tutte le viste come in questa edizione"
NOTHING_DIFFERS = "Nessun valore è cambiato."
ONE_CELL_ONLY = "Un’edizione ha le cifre di una provincia o di un partner alla volta: tenere un filtro solo."
ONE_CAUSE_EACH = "Ogni soggetto entrato o uscito ha una causa sola, e le cause sommano alla differenza."
COMPARED_EDITION = (
    "{where}, alle date dell’edizione. Le cause sommano alla differenza; una cella apre i soggetti."
)
AS_IN_EDITION = "Le cifre sono quelle dell’edizione {edition}, com’erano il giorno della sigillatura."
NOT_IN_EDITION_TITLE = "L’edizione non risponde a questa domanda"
NOT_IN_EDITION = (
    "L’edizione {edition} risponde con le regole del giorno in cui fu sigillata, e queste non sanno che cosa "
    "chiede la pagina: più province o partner insieme, per esempio, o una vista venuta dopo. Togliere i filtri "
    "o guardare il rapporto, in *Edizioni*."
)
BACK_TO_TODAY = "Torna a oggi"
NEW_BUILD = "È arrivata una nuova pubblicazione: i numeri della pagina sono già quelli nuovi."
NOT_PUBLISHED_TITLE = "Non c’è ancora niente da mostrare"
NOT_PUBLISHED = (
    "Nessun dato è stato pubblicato. Mettere i file dei partner in `inbox/<partner>/` ed eseguire "
    "`pal refresh`; per provare con consegne inventate, prima `pal sample`. Poi ricaricare questa pagina."
)
NO_DATA_TITLE = "Nessun dato con questi filtri"
NO_DATA = (
    "Con questi filtri nessuna riga conta in nessun indicatore. Scegliere un altro periodo, o togliere il "
    "filtro "
    "per provincia, partner o settore; se anche così non c’è niente, *Consegne e qualità* dice che cosa è "
    "arrivato e che cosa è stato respinto."
)
COUNTED_BY_FILE = "Quante in ogni file; le righe stanno nel file, e quelle che contano dietro gli indicatori."
NO_ROWS = "Dietro questo numero non c’è nessuna riga, con i filtri scelti."
NO_PROVINCES = "Nessuna delle dodici province ha un valore: la tabella dice che cosa c’è per la regione."
NOTHING_COUNTS_TITLE = "Non c’è ancora niente che conti"
NOTHING_COUNTS = (
    "Nessuna riga consegnata finora conta in un indicatore. Prima si mettono i file dei partner in "
    "`inbox/<partner>/` e si esegue `pal refresh`; se sono già arrivati, *Consegne e qualità* dice che cosa ne è "
    "stato e come rimediare."
)
NOTHING_YET = "Ancora niente: nessuna riga consegnata finora lo dice."
NOT_FOUND = "Niente con queste parole: cercarne altre, o togliere un filtro."
NOTHING_HERE = "Niente da mostrare con questi filtri: scegliere un altro periodo o togliere un filtro."
FAILED_TITLE = "La pagina non si può mostrare"
FAILED = (
    "Qualcosa è andato storto nel leggere i dati pubblicati ({kind}). I dati non sono stati toccati. "
    "Ricaricare la pagina; se succede ancora, eseguire `pal refresh` e avvisare chi gestisce il programma: "
    "il dettaglio è nel registro del server."
)

# Sintesi
WHICH = "Quali"
LATE_TARGETS = "In ritardo: {targets}"
OF_TARGET = "{share} dell’obiettivo, {goal}"
MEASURED = "al {day}"
MEASURED_FROM_START = "dall’inizio del progetto al {day}"
FROM_START = "Dall’inizio {value}: {words}"
MONEY = "Spesa sostenuta"
MONEY_WORDS = "{share} di {budget} preventivati per tutto il progetto; restano {left}"
MONEY_OVER = "{share} di {budget} preventivati per tutto il progetto; oltre di {left}"
NO_BUDGET = "Nessun preventivo consegnato."
WAITING = "{partner}: {deliveries} da confermare, in *{view}*"
REFUSED = "{partner}: {deliveries}, in *{view}*"
BY_PARTNER = "Verso l’obiettivo, per partner"
BY_PARTNER_NOTE = (
    "La tacca è l’obiettivo del partner. Un soggetto seguito da due partner conta per entrambi: non si "
    "sommano."
)
NO_PARTNER_TARGET = "Nessun obiettivo per partner: le barre mostrano il valore."
TO_DO = "Da fare"
NOTHING_TO_DO = "Niente in ritardo e niente che manca."
CHANGED = "Che cosa è cambiato"
SINCE = "Dal"
A_WEEK_AGO = "una settimana fa ({day})"
BEFORE_DELIVERIES = "prima delle consegne del {day}"
NEW_ACTIVITY, LATE_DATA, CORRECTIONS = "Attività nuova", "Dati arrivati tardi", "Correzioni"
NOTHING_CHANGED = (
    "Niente: nessuna consegna dopo il {day}. L’ultima è del {last}; scegliere un giorno prima di quella."
)
NOTHING_CHANGED_HERE = (
    "Niente in questo periodo e con questi filtri: le consegne dopo il {day} parlano d’altro, o non spostano "
    "cifre."
)
NO_NEW, NO_LATE, NO_CORRECTIONS = (
    "Nessuna.", "Nessuno.", "Nessuna riga sostituita né tolta.",
)  # fmt: skip
CHANGE_NOTE = (
    "Per ogni indicatore: noto allora + arrivato tardi + attività nuova = valore di oggi. «Noto allora» "
    "conta le "
    "righe ricevute entro quel giorno con le correzioni, le regole e le identità di oggi."
)
CHANGE_PUBLISHED = "«Pubblicato allora» viene dalla pubblicazione di quel giorno, ancora conservata."
CHANGE_NOT_PUBLISHED = (
    "Quanto le correzioni abbiano mosso ciò che fu pubblicato non si può dire: quella pubblicazione non è "
    "conservata."
)

# Province
RANKING = "Graduatoria"
RANKING_NOTE = "In verde il territorio PAL, in grigio il resto. "
DESKS_HERE = "Desk che ci lavorano"
DESKS_NOTE = "Un’impresa incontrata da due desk conta per entrambi: i desk non si sommano."
NETWORKS_HERE = "Le sue reti"
NO_NETWORKS = "Nessuna rete con aderenti qui, con questi filtri."
MEETINGS = "Chi incontra chi"
MEETINGS_NOTE = (
    "Le prime tre colonne dividono le imprese della provincia incontrate da qualcuno: ognuna è in una "
    "sola, e si "
    "sommano. «Altrove» sono altre imprese. Fra partner non si somma: un’impresa può stare in più righe."
)
AGAINST_REGION = "Per mese"

# Imprese
FUNNEL = "Dal contatto alla rete"
FUNNEL_NOTE = (
    "La percentuale: quante delle imprese del passo prima sono arrivate a questo entro la fine del periodo."
)
BY_SECTOR, BY_SIZE, BY_MONTH = "Per settore", "Per classe dimensionale", "Per mese"
SECTOR_NOTE = "Divisioni ATECO {version}. "
SIZE_NOTE = "Classi della Raccomandazione 2003/361/CE; senza addetti o fatturato la classe non è nota."
FIRM_LIST = "Elenco delle imprese raggiunte"
SEARCH = "Cerca per nome, comune o codice"

# Reti
LIFE = "La vita delle reti"
LIFE_NOTE = (
    "Costituite, rafforzate e sciolte si accumulano dall’inizio del periodo; in incubazione è quante lo "
    "sono a fine "
    "mese."
)
LIFE_COMPARED = "Le linee sottili sono il periodo a confronto, mese accanto a mese."
LIFE_LINES = ("Costituite", "In incubazione", "Rafforzate", "Sciolte")
PAIRS = "Quali province si uniscono"
PAIRS_NOTE = (
    "Reti costituite interprovinciali, nelle province degli aderenti il giorno della firma. Una rete con tre "
    "province è in tre coppie: le coppie non si sommano."
)
NO_PAIRS = "Nessuna rete interprovinciale costituita con questi filtri."
ALL_SIZES, LARGEST = "gli aderenti di ogni rete attiva", "la rete con più aderenti"
SIZES_AND_STANDING = (
    "Imprese per rete, media", "Imprese per rete, mediana", "Imprese della rete più grande",
    "Delle costituite, interprovinciali",
    "Delle costituite, nel registro delle imprese", "Delle costituite, ancora attive",
)  # fmt: skip
REGISTER_HEADING = "Nel registro e nelle fonti pubblicate"
REGISTER_NOTE = (
    "Il registro conta tutte le reti con un aderente lombardo, anche senza PAL; i conteggi pubblicati "
    "seguono ognuno "
    "la propria regola. Non si sottraggono gli uni dagli altri."
)
ONE_NETWORK = "Una rete"
CHOOSE_NETWORK = "Rete"
NO_NETWORK_CHOSEN = "Nessuna scelta"
MEMBERS, FACTS = "Aderenti", "Fatti e fonti"
MEMBERS_OUTSIDE = "Aderenti fuori Lombardia o con provincia non nota: {members}."

# Servizi e desk
MATRIX = "Quale desk applica quale servizio"
MATRIX_NOTE = "Servizi dati; il punto dice «nel modello, ma qui mai usato». Il catalogo è da confermare."
OUT_OF_CATALOGUE = "Fuori catalogo"
SATISFACTION = "Soddisfazione"
SATISFACTION_NOTE = "Media dei voti come consegnati, con il numero di risposte: con poche risposte dice poco."
EVENTS = "Eventi"
HOURS_BY_DESK = "Ore di ciascun desk"

# Avanzamento e spesa
TARGETS = "Obiettivi"
TARGETS_NOTE = (
    "Ipotesi: il ritmo resta quello medio dall’inizio del progetto al {day}, ultimo giorno che tutti i "
    "partner "
    "attesi hanno consegnato."
)
TO_CONFIRM_TARGETS = "Obiettivi da confermare: il valore e l’obiettivo, senza giudizio."
EXPENSES = "Le spese"
BUDGETED = "Preventivate"
EXPENSES_NOTE = (
    "Le spese non hanno provincia né settore: quei filtri qui non valgono. Il preventivo è dell’intero "
    "progetto, "
    "non del periodo."
)
CUTS = "Tagli: rendicontato e non ammesso"

# Consegne e qualità
CALENDAR = "Chi ha consegnato che cosa"
CALENDAR_NOTE = (
    "✓ entro il termine, ! dopo il termine, × manca, · non ancora dovuto. Termine: il {day} del mese "
    "seguente{confirm}."
)
RECEIVED = "Ricevute"
OUTCOMES_NOTE = (
    "Tutte le consegne, di ogni periodo. Ricevute = accettate + sostituite + doppie + respinte + ignorate."
)
OUTCOMES_HEADING = "Che cosa ne è stato delle righe"
TREND = "Righe respinte, per mese di arrivo"
RULES_BROKEN = "Regole più violate"
RULES_NOTE = (
    "Qui ci sono il posto e la regola; i valori, che possono nominare persone, li vede solo chi tiene i dati."
)
DELIVERY_LIST = "Tutte le consegne"

# Glossario
GLOSSARY_SEARCH = "Cerca un indicatore"
MODELS_BEHIND = "Da che cosa è fatto"

SQL = "SQL"
SQL_RUN, SQL_RUNNING = "Esegui", "Risponde…"
SQL_HELP = (
    "Ctrl+Invio esegue. Sola lettura, al più 30 secondi e 100.000 righe. La domanda resta nell’indirizzo."
)
SQL_SCHEMA, SQL_SAMPLE = "Che cosa si può chiedere", "Prime righe"
SQL_COLUMNS = {"name": "Nome", "type": "Tipo", "comment": "Che cosa è"}
SQL_ANSWERED = "{rows} righe in {seconds} secondi"
SQL_TABLE, SQL_CHART, SQL_PIVOT = "Tabella", "Grafico", "Pivot"
SQL_NO_CHART = "Per un grafico servono una colonna di testo o di date e una di numeri."
SQL_NO_PIVOT = "Per una pivot servono due colonne di testo o di date e una di numeri."
SQL_LARGE_PIVOT = "Questa pivot avrebbe troppe celle: scegliere colonne con meno valori."
SQL_OVER, SQL_VALUE, SQL_DOWN, SQL_ACROSS = "Per", "Valore", "In riga", "In colonna"
SQL_WHOLE = "Risposta intera."
SQL_SAVED, SQL_CHOOSE = "Domande pronte", "Scegliere una domanda"
SQL_FILTERED = "I filtri della pagina danno {names}."
SQL_NOT_FILTERED = "I filtri della pagina non cambiano questa domanda: non nomina {names}."
SQL_ASKED, TODAY = "Chiede a", "Oggi"
SQL_SAVE, SQL_SAVE_IT, SQL_REPLACE = "Salva la domanda", "Salva", "Al posto di quella che c’è"
SQL_TITLE, SQL_ABOUT, SQL_OWNER = "Titolo", "Che cosa risponde", "Chi la tiene"
SQL_SAVED_IT = "Salvata: «{title}» è tra le domande pronte."
SQL_MAP, SQL_NO_MAP = "Mappa", "Per una mappa servono una colonna di province e una di numeri."
SQL_LINKS, SQL_ENTITIES = "A che cosa si lega", "Come si legano tutte le tabelle"
SHOW_SQL = "Mostra SQL"
MODELS_PAGE = "Modelli e provenienza dei dati (dbt)"
NO_MODELS_PAGE = "Le pagine dei modelli non sono ancora state scritte: eseguire make docs, poi ricaricare."
