"""Made-up persons written as people write them, beside companies, places and texts that only look like one.

To add a case is to add a line. Each name of a person, as searched for, stands once in all of these lists.
"""

from pathlib import Path

FIRMS = (
    # (name of the firm, legal form, codice fiscale, partita IVA, what may not get out)
    ("Quattrocchi Mario di Quattrocchi Mario", "", "", "", "Quattrocchi"),
    ("Bar Sport di Anna Verdicchio", "", "", "", "Verdicchio"),
    ("F.lli Biancardi", "", "", "", "Biancardi"),
    ("Studio Legale Avv. Tarquinzi", "", "", "", "Tarquinzi"),
    ("DE' CONTI GUALTIEROTTI ANNA MARIA", "", "", "", "Gualtierotti"),
    ("d'angeloni lo prestini vincenzo", "", "", "", "prestini"),
    ("Sig.ra Brustolini", "", "", "", "Brustolini"),
    ("Perfumini Mario (SA)", "", "", "", "Perfumini"),
    ("Mezzalunardi Anna - AG", "", "", "", "Mezzalunardi"),
    ("Zuccolotti Mario c/o Alfa Uno S.r.l.", "", "", "", "Zuccolotti"),
    ("Zuccolanti Anna presso Alfa Due S.r.l.", "", "", "", "Zuccolanti"),
    ("Fumagazzini Mario, titolare di Alfa Tre S.n.c.", "", "", "", "Fumagazzini"),
    ("Gualandroni Anna ex Gualandroni Moda S.r.l.", "", "", "", "Gualandroni Anna"),
    ("Pincarelli Mario (già Alfa Quattro S.p.A.)", "", "", "", "Pincarelli"),
    ("Pistolazzi Anna - Alfa Cinque S.r.l.", "", "", "", "Pistolazzi"),
    ("Alfa Sei S.r.l. - Sig.ra Anna Brustoloni", "", "", "", "Brustoloni"),
    ("Alfa Sette S.r.l. (ref. Mario Carbonazzi)", "", "", "", "Carbonazzi"),
    ("Alfa Otto S.p.A. att.ne dott. Scaravelloni", "", "", "", "Scaravelloni"),
    ("Alfa Nove S.r.l. / Mario Trapassini", "", "", "", "Trapassini"),
    ("Alfa Dieci S.r.l. tel. 0341/22.33.44", "", "", "", "22.33.44"),
    ("Carpentieri Moda S.n.c.", "impr. individuale", "", "", "Carpentieri"),
    ("Sartoria Lampugnazzi S.n.c.", "", "LMP MRA 80A01 F205 X", "", "Lampugnazzi"),
    ("Sartoria Lampedusini S.n.c.", "", "C.F.: LMPMRA80A01F205X", "", "Lampedusini"),
    ("Sartoria Lamparelli S.n.c.", "", "LMPMRA80A01F20", "", "Lamparelli"),
    ("Sartoria Lampertini S.n.c.", "", "", "lmp.mra.ulamlf.nlru", "Lampertini"),
    ("Sartoria Lambrettini S.n.c.", "", "LMBMRA8OAO1F2O5X", "", "Lambrettini"),
    ("Sartoria Lambertucci S.n.c.", "", "c.f. lmbmra8iai1f2i5x", "", "Lambertucci"),
    ("Sartoria Lamborghetti S.n.c.", "", "lmbmra80a01f205z", "", "Lamborghetti"),
    ("Sartoria Lampredotti S.n.c.", "ditta ind.", "", "", "Lampredotti"),
)  # fmt: skip

COMPANIES = (
    "Alfa ex Beta S.r.l.",
    "Banco Prova S.r.l.",
    "Officina Meccanica Rossi S.n.c.",
    "Autofficina Rossi S.n.c. di Rossi Mario & C.",
    "Mario Bianchi & Figli S.p.A.",
    "Ing. Ferretti S.p.A.",
    "Dott. Colombo Formazione S.r.l. in liquidazione",
    "Società Agricola San Carlo S.s.",
    "Fonderie Lariane SA",
    "Eredi Baitellini Metalli S.p.A.",
    "Famiglia Cecchini Vini S.r.l.",
    "Studio Tecnico Rossi S.r.l. (Lecco)",
    "Anna Moda S.a.s. - sede di Lecco",
    "Ex Novo S.r.l.",
    "Presso Tutti S.r.l.",
)

BESIDE = (
    "Alfa Cinque S.r.l.",
    "Alfa Sei S.r.l.",
    "Alfa Sette S.r.l.",
    "Alfa Otto S.p.A.",
    "Alfa Nove S.r.l.",
)
"""What is published of a cell with a company and a person."""

SLIPS = (
    # What would be a person's name, were it not a word of ours, a sheet's, or a company's elsewhere.
    "Officine Doppie", "impresa individuale", "persona fisica", "micro", "Elenco", "Seminario", "Lecco", "Foglio1",
)  # fmt: skip

TEXTS = (
    ("Incontro con il sig. Bergamazzi", "Bergamazzi"),
    ("Incontro con la sig.ra bergamelli", "bergamelli"),
    ("Colloquio signora Bergamotti", "Bergamotti"),
    ("Docente Dott.ssa Cavalcanzi", "Cavalcanzi"),
    ("docente prof. Cavalcaselli", "Cavalcaselli"),
    ("Relatore ing. Cavallazzi", "Cavallazzi"),
    ("AVV. CAVALLINARI", "CAVALLINARI"),
    ("Visita al titolare Zorzenoni", "Zorzenoni"),
    ("Titolare: Zanchettini Ermelindo", "Zanchettini"),
    ("incontro c/o Zorzettoni", "Zorzettoni"),
    ("Sig.r Zagnoletti", "Zagnoletti"),
    ("Sig Zagarelloni", "Zagarelloni"),
    ("dott.ssa Zurlettini", "Zurlettini"),
    ("Dr.ssa Xhaferllari", "Xhaferllari"),
    ("referente Zuccarelloni", "Zuccarelloni"),
    ("Legale rappresentante: Zambelloni", "Zambelloni"),
    ("amministratore unico Zandonella", "Zandonella"),
    ("fam. Zaghettini", "Zaghettini"),
    ("eredi De Zanforlini", "Zanforlini"),
    ("Per. ind. Zabbenini", "Zabbenini"),
    ("att.ne Zanninelli", "Zanninelli"),
    ("Visita al titolare Zabaglioni presso Camera di Commercio", "Zabaglioni"),
    ("amministratore unico Zamperlini di Alfa Uno S.r.l.", "Zamperlini"),
    ("geom. Cavallucci e arch. De' Paolis Strozzini", "Strozzini"),
    ("Visita a Zenobia Tagliabracci", "Tagliabracci"),
    ("Visita a Chiara Rossi", "Chiara Rossi"),
    ("Visita a M. Esposito", "M. Esposito"),
    ("MarioTagliaboschi", "Tagliaboschi"),
    # Who is known (`planted.py`), written together and with an initial.
    ("elenco trombadorizaira", "trombadorizaira"),
    ("visita a Z. Trombadori", "Z. Trombadori"),
    ("TROMBADORI Z", "TROMBADORI Z"),
    ("Tagliaferrini_Anna2012", "Tagliaferrini"),
    ("Ahmed Benyoussefi", "Benyoussefi"),
    ("Gian Piero Tagliapietri", "Tagliapietri"),
    ("c.f. LMPMRA 80A01 F205X", "80A01 F205X"),
    ("c.f. LMP MRA 80A01 F205X", "LMP MRA"),
    ("c.f. LMPMRA8OAO1F2O5X", "8OAO1"),
    ("c.f. lmpmra8iai1f2i5x", "8iai1"),
    ("c.f. LMPMRAOOAOIF2O5X", "OOAOI"),
    ("c.f. lmpmra80a01f205z", "f205z"),
    ("c.f. L.M.P.M.R.A.8.0.A.0.1.F.2.0.5.X", "L.M.P.M"),
    ("c.f. lmp-mra-ul-a-lm-f-nlr-u", "lmp-mra"),
    ("mail mario+prova@posta.sotto.example.org", "posta.sotto"),
    ("mail nicolò@postaaccento.example.org", "postaaccento"),
    ("mail mario@società.example.org", "società.example"),
    ("mail mario.r (at) postaat.example", "postaat"),
    ("mail mario.r[at]postaquadra[dot]example", "postaquadra"),
    ("mail mario.r at postaparola.example", "postaparola"),
    ("mail mario.r chiocciola postaletta punto it", "postaletta"),
    ("mail mario.r @ postaspazio.example", "postaspazio"),
    ("mail mario.r＠postalarga.example", "postalarga"),
    ("tel. 0341/22.33.44", "22.33.44"),
    ("tel 0341223355", "0341223355"),
    ("0341 22 33 66", "22 33 66"),
    ("(0341) 22337711", "22337711"),
    ("02/12.34.56.78", "12.34.56.78"),
    ("cell.3471234501", "3471234501"),
    ("WhatsApp 347 12 34 502", "12 34 502"),
    ("347-1234 503", "1234 503"),
    ("347.12.34.504", "12.34.504"),
    ("(+39) 347 1234505", "1234505"),
    ("+39 (347) 123 4506", "123 4506"),
    ("wa.me/393471234507", "393471234507"),
    ("+41 91 123 45 08", "123 45 08"),
    ("0044 20 7946 0509", "7946 0509"),
    ("+44 (0)20-7946-0510", "7946-0510"),
    ("fax n. 22331122", "22331122"),
    ("IBAN IT60X0542811101000000123456", "0542811101"),
    ("IT60 X054 2811 1010 0000 0123 457", "2811 1010"),
    ("DE89 3704 0044 0532 0130 00", "0044 0532"),
    ("GB29NWBK60161331926819", "NWBK6016"),
)

PLAIN_TEXTS = (
    "Seminario reti d'impresa 02.12.2012",
    "Seminario del 12/05/2012 ore 10.30",
    "Corso per dottori commercialisti e ingegneri",
    "Convegno presso il Centro San Carlo",
    "Incontro in via Alessandro Manzoni, Lecco",
    "Fatturato 1.234.567,00 euro",
    "Rosa Camuna 2012",
    "Porto Franco 2012-13",
    "Tavolo SIG regionale",
    "Legge 12345/2012 art. 10",
    "Budget 350.000,00",
    "Officina Meccanica Rossi S.n.c.",
    "Seminario c/o Camera di Commercio di Lecco",
    "Incontro c/o Alfa Uno S.r.l.",
    "Corso per titolare e soci",
    "REFERENTE DI PROGETTO",
    "REFERENTE DEL PROGETTO",
    "Tavolo SIG nazionale",
    "Corso Referente Marketing",
    "Sesto San Giovanni",
    "Rete 4.0",
)

CODES = (
    "12345670017",
    "LMP MRA 80A01 F205X",
    "LMPMRA80A01F206X",
    "0341223399",
    "IT60X0542811101000000123499",
    "347-12-34-599",
    "mario.12@codici.example",
)
PLAIN_CODES = ("FT 12/2012", "2012-001", "345-2012-001", "345/2012/001", "EV12", "0012345", "12/A")


def plant_odd_ones(home: Path) -> None:
    """Deliver them all, each text as a title, a purpose of an expense, a reason, a place and a file's name."""
    files = {
        "elenco": (
            "Codice interno;Ragione sociale;Forma giuridica;Codice fiscale;Partita IVA;Comune",
            [f"OP{place};{';'.join(firm[:4])};Lecco" for place, firm in enumerate(FIRMS)]
            + [f"OC{place};{name};;;;Lecco" for place, name in enumerate(COMPANIES)]
            + [f"OS{place};{name};;;;Como" for place, name in enumerate(SLIPS)]
            + ["OD1;Officine Doppie;S.r.l.;;;Lecco", "OD2;Sartoria Annamaria;;;12345670017;Lecco"],
        ),
        "eventi": (
            "Codice evento;Titolo;Data evento;Comune",
            [f"OE{place};{text};04/05/2012;{text}" for place, text in enumerate(_texts())]
            + [f"{code};Seminario {place};04/05/2012;Lecco" for place, code in enumerate((*CODES, *PLAIN_CODES))],
        ),
        "spese": (
            "Data spesa;Categoria di spesa;Importo sostenuto;N. documento;Fornitore;Motivo taglio;Attività",
            [f"04/05/2012;personale;{place};7/{place};{text};{text};{text}" for place, text in enumerate(_texts(), 1)]
            + [f"04/05/2012;personale;50;{code};;;" for code in (*CODES, *PLAIN_CODES)],
        ),
        "reti": (
            "Codice rete;Nome rete;Oggetto;CF rete",
            [f"OR{place};Rete {place};{text};" for place, text in enumerate(_texts())]
            + ["ORC;Rete codice;;12345670017"],
        ),
    }  # fmt: skip
    for place, (text, _) in enumerate(TEXTS):
        if "/" not in text:
            files[text] = ("Codice interno;Ragione sociale;Comune", [f"OF{place};Alfa {place} S.r.l.;Lecco"])
    folder = home / "inbox" / "lecco"
    folder.mkdir(parents=True, exist_ok=True)
    for name, (header, rows) in files.items():
        (folder / f"{name}.csv").write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")


def _texts() -> list[str]:
    return [text for text, _ in TEXTS] + list(PLAIN_TEXTS)
