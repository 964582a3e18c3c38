"""Sector names in plain English, and the words in which people look for their own row."""

from __future__ import annotations

SECTOR_WORDS = {
    "A01": (
        "Farming",
        "farmers; dairy, egg and poultry farms; milk; grain; corn; wheat; soybeans; fruit and vegetables; cattle",
    ),
    "A02": ("Forestry", "loggers; timber; forest owners"),
    "A03": ("Fishing", "fishers; lobster; salmon; fish farms"),
    "B05": ("Coal", "coal miners; coking coal; power stations"),
    "B06": ("Oil and gas", "crude oil; natural gas; drillers; oil sands; pipelines"),
    "B07": ("Metal ores", "iron ore; copper; gold mines; miners"),
    "B08": ("Other mining", "salt; potash; stone; sand; quarries; rough diamonds"),
    "B09": ("Mining services", "drilling services; oilfield services"),
    "C10T12": (
        "Food, drink and tobacco",
        "dairy; milk; cheese; meat packers; poultry processors; sugar; bakers; brewers; wine; spirits; tobacco",
    ),
    "C13T15": (
        "Textiles, clothing and leather",
        "apparel makers; yarn and fabric mills; shoes; retailers of clothing",
    ),
    "C16": ("Wood products", "softwood lumber; sawmills; plywood; home builders"),
    "C17_18": ("Paper and printing", "paper mills; newsprint; packaging; printers"),
    "C19": ("Refined fuels", "refineries; gasoline; diesel; coke"),
    "C20": ("Chemicals", "petrochemicals; fertiliser; plastics resin; paint; soap; cosmetics"),
    "C21": ("Medicines", "drug makers; generics; biologics; vaccines"),
    "C22": ("Rubber and plastics", "tyres; plastic parts; packaging"),
    "C23": ("Glass, cement and ceramics", "cement; glass; tiles; bricks"),
    "C24A": ("Iron and steel", "steelworkers; steel mills; metal; pipe and tube; foundries"),
    "C24B": ("Aluminium and other metals", "aluminium smelters; copper; gold; zinc; alumina"),
    "C25": ("Metal products", "fasteners; tools; structures; cans; arms and ammunition"),
    "C26": (
        "Electronics and instruments",
        "computers; phones; semiconductors; televisions; measuring instruments",
    ),
    "C27": ("Electrical equipment", "appliances; motors; batteries; cables; lamps"),
    "C28": (
        "Machinery",
        "farm tractors; engines; pumps; construction machines; machine tools; air conditioners",
    ),
    "C29": (
        "Motor vehicles and parts",
        "car makers; automobiles; truck makers; parts suppliers; autoworkers' unions; wiring; seats",
    ),
    "C301": ("Ships", "shipyards; boats"),
    "C302T309": (
        "Aircraft, trains and cycles",
        "aerospace; aircraft engines; railways; motorcycles; bicycles",
    ),
    "C31T33": (
        "Furniture, medical devices, toys and other",
        "furniture; medical devices; toys; jewellery; repair",
    ),
    "SVC": (
        "Services",
        "banks; insurers; software; retailers; carriers; builders; telecoms; government; electricity; water",
    ),
}


def sector_names(sectors: tuple[str, ...]) -> list[str]:
    """Return the short plain-English name of each sector."""
    return [SECTOR_WORDS[sector][0] for sector in sectors]


def sector_people(sectors: tuple[str, ...]) -> list[str]:
    """Return, sector by sector, the words in which people look for their row."""
    return [SECTOR_WORDS[sector][1] for sector in sectors]
