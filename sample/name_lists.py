"""Words from which the made-up names of firms and persons are put together."""

from __future__ import annotations

_SURNAMES = """
Airoldi Albertini Aliprandi Anghileri Annoni Arienti Arrigoni Bartesaghi Beretta Bergamaschi
Bernasconi Bertoldini Biffi Bonacina Bonfanti Borghi Bosisio Brambilla Brivio Brusadelli Butti
Cairoli Caldara Cantù Carminati Casati Castagna Castelnuovo Cattaneo Cazzaniga Ceppi Cereda Cerutti
Citterio Colnaghi Colombo Comi Confalonieri Consonni Conti Corbetta Corti Crippa Crotta Dell'Oro
Denti Donghi Dozio Fasoli Ferrario Figini Fontana Formenti Fossati Frigerio Fumagalli Galbiati
Galimberti Galli Gariboldi Gatti Gerosa Ghezzi Ghislanzoni Gilardi Giudici Greppi Grassi Gusmeroli
Invernizzi Isella Lanfranchi Limonta Locatelli Lombardini Longoni Maggioni Mainetti Malugani
Mandelli Mapelli Mariani Mascheroni Mauri Mazzoleni Melzi Meroni Milani Molteni Monguzzi Motta Nava
Negri Oggioni Oltolina Origgi Orsenigo Panzeri Paredi Parravicini Pasini Perego Pessina Pirola
Pirovano Polti Porro Pozzi Pozzoli Proserpio Radaelli Ratti Redaelli Redemagni Rigamonti Ripamonti
Riva Rocca Rossini Rota Ruggeri Rusconi Sacchi Sala Sangalli Santambrogio Sartor Scaccabarozzi Scola
Secchi Selva Seveso Sironi Spreafico Stucchi Tagliabue Tavecchio Tentori Terragni Tettamanti
Tettamanzi Todeschini Torri Tremolada Valagussa Valsecchi Vergani Viganò Villa Vimercati Vismara
Viscardi Zappa Zucchi Zanotta
"""
SURNAMES = tuple(_SURNAMES.split())

_FIRST_NAMES = """
Alberto Aldo Alessandro Andrea Angelo Antonella Antonio Barbara Carla Carlo Cesare Chiara Claudio
Cristina Daniele Davide Diego Elena Emanuele Emilio Enrico Ernesto Fabio Federica Francesca Franco
Gabriele Giacomo Giancarlo Gianluca Giorgio Giovanna Giulia Giuseppe Laura Lorenzo Luca Luigi Marco
Maria Mario Massimo Matteo Maurizio Mauro Michele Monica Nicola Paola Paolo Pietro Renato Riccardo
Roberto Sara Sergio Silvia Simone Stefano Valeria
"""
FIRST_NAMES = tuple(_FIRST_NAMES.split())

ACTIVITIES = (
    "Officina Meccanica", "Carpenteria", "Torneria", "Stampaggio", "Trafileria", "Fonderia", "Utensileria",
    "Minuterie Metalliche", "Lavorazioni Lamiera", "Verniciatura", "Galvanica", "Automazioni",
    "Elettronica", "Impianti", "Termoidraulica", "Serramenti", "Falegnameria", "Arredamenti", "Mobilificio",
    "Tappezzeria", "Tessitura", "Filatura", "Tintoria", "Ricamificio", "Maglificio", "Confezioni",
    "Seteria", "Calzaturificio", "Pelletteria", "Cartotecnica", "Tipografia", "Litografia", "Imballaggi",
    "Materie Plastiche", "Stampi", "Gomma", "Chimica", "Vernici", "Cosmetici", "Farmaceutica", "Alimentari",
    "Caseificio", "Salumificio", "Dolciaria", "Panificazione", "Cantina Vinicola", "Riseria", "Molino",
    "Costruzioni", "Edilizia", "Scavi", "Prefabbricati", "Ceramiche", "Vetreria", "Marmi", "Autotrasporti",
    "Logistica", "Spedizioni", "Informatica", "Software", "Sistemi Digitali", "Robotica", "Oleodinamica",
    "Pneumatica", "Ingranaggi", "Molle", "Viterie", "Fili Metallici", "Tubi", "Rubinetterie", "Valvole",
    "Pompe", "Refrigerazione", "Illuminazione", "Cablaggi", "Quadri Elettrici", "Strumenti di Misura",
    "Ottica", "Biomedicale", "Energia Solare", "Ricambi", "Cicli", "Nautica", "Giocattoli", "Bigiotteria",
    "Ascensori",
)  # fmt: skip

QUALITIES = (
    "Lariana", "Brianza", "Lombarda", "Padana", "Nord", "Milanese", "Europa", "Italia", "Group", "Service",
    "Industriale", "International", "Engineering", "Progetti", "Sistemi", "Tecnologie", "Produzione",
    "Lavorazioni", "Adda", "Ticino", "Olona", "Lambro", "Seveso Valley", "Valsassina", "Grigna", "Resegone",
    "Brunate", "Insubria", "Lomellina", "Oltrepò", "Naviglio", "Martesana", "Altomilanese", "Valtellina",
    "Delta", "Sigma", "Omega", "Alfa", "Beta", "Gamma", "Uno", "Due", "Tre", "Più", "Nuova", "Moderna",
    "Antica", "Storica", "Generale", "Speciale", "Artigiana", "Tecnica", "Precisione", "Qualità", "Novità",
    "Solidarietà", "Libertà", "Idea", "Forma", "Linea",
)  # fmt: skip

_COINED_STARTS = """
Tecno Mec Elettro Termo Plast Metal Euro Inter Lario Brian Ferro Acqua Aero Agri Auto Bio Centro
Chimi Dina Eco Ergo Fibra Filo Flex Futur Gal Geo Idro Info Inno Iso Lam Lito Logi Luma Magna Micro
Mini Multi Nova Omni Opti Pack Poli Pro Quadra Rapid Robo Sider Sol Spazi Stil Super Tele Tex Tor
Trans Ultra Uni Val Vetro Vibra Zinco
"""
COINED_STARTS = tuple(_COINED_STARTS.split())

_COINED_ENDS = """
mec tec plast metal tex form print pack lux vit mont dom trans cast fil glass color chim power matic
tron lab wood steel gum seal flow tube work lift cut
"""
COINED_ENDS = tuple(_COINED_ENDS.split())

COINED_TAILS = ("", "ex", "or", "al", "is", "on", "ar", "ital", "bi", "tre")

NETWORK_WORDS = (
    "Lario", "Brianza", "Meccanica", "Seta", "Legno", "Energia", "Subfornitura", "Moda", "Filiera",
    "Design", "Automazione", "Stampi", "Salute", "Cantiere", "Export", "Ambiente", "Packaging", "Riso",
    "Arredo", "Aerospazio",
)  # fmt: skip

STREETS = (
    "Via Roma", "Via Garibaldi", "Via Mazzini", "Via dell'Industria", "Via Volta", "Via Manzoni",
    "Corso Italia", "Via per Como", "Via Statale", "Via dell'Artigianato", "Viale Lombardia",
    "Via Leonardo da Vinci",
)  # fmt: skip

ATECO_CODES = (
    "01.21.00", "10.51.20", "10.71.10", "13.20.00", "13.30.00", "14.13.10", "15.20.10", "16.23.10",
    "17.21.00", "18.12.00", "20.30.00", "21.20.09", "22.19.09", "22.29.09", "23.12.00", "24.34.00",
    "25.11.00", "25.50.00", "25.61.00", "25.62.00", "25.73.20", "25.93.10", "26.11.09", "26.51.20",
    "27.12.00", "27.40.09", "28.12.00", "28.13.00", "28.25.00", "28.49.09", "30.92.10", "31.01.10",
    "31.09.10", "32.50.11", "33.12.99", "41.20.00", "43.21.01", "43.22.01", "46.69.99", "49.41.00",
    "52.29.22", "62.01.00", "71.12.20", "72.19.09", "74.10.10",
)  # fmt: skip
