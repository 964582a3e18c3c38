"""The worlds: what is stored obeys the accounts, and a rebuild from the raw tables gives the same."""

import json
from pathlib import Path

import numpy as np
import pytest

import build_worlds
from worldbuild import assemble, concordance, food, inputs, names, regions, repairs, sanity, us_mfn
from worldbuild.provenance import Report, figure, markdown
from worldbuild.sources import Entry

ROOT = Path(__file__).resolve().parents[2]
STORED = ROOT / "src/tradetalks/world/data"
RAW = ROOT.parent / "shared/data"
HS = concordance.read_concordance(STORED / "hs_sectors.csv")
YEARS = (2017, 2022)
NAFTA = [(i, n) for i in ("CAN", "MEX", "USA") for n in ("CAN", "MEX", "USA") if i != n]

needs_raw = pytest.mark.skipif(not RAW.is_dir(), reason="the raw tables are not here")


def load(year):
    with np.load(STORED / f"icio-{year}.npz") as box:
        return {key: box[key] for key in box.files}


@pytest.fixture(scope="module", params=YEARS)
def world(request):
    return load(request.param)


@pytest.fixture(scope="module")
def tables():
    return assemble.read_tables(RAW, STORED / "hs_sectors.csv")


def weigh(entries, schedule, observed, sectors, stand_in):
    return us_mfn.weighted_rates(
        entries, schedule=schedule, observed=observed, table=HS, sectors=sectors, stand_in=stand_in
    )


def rate(world, layer, exporter, importer, sector):
    codes = list(world["regions"])
    k = list(world["sectors"]).index(sector)
    return float(world[layer][codes.index(exporter), codes.index(importer), k])


# ---- laws of the stored worlds


def test_shapes_agree(world):
    n, s = len(world["regions"]), len(world["sectors"])
    assert (n, s) == (12, 28)
    for key in ("trade", "tariff", "tariff_mfn"):
        assert world[key].shape == (n, n, s)
    assert world["input_share"].shape == (n, s, s)
    assert world["value_added_share"].shape == (n, s)
    assert world["elasticity_sets"].shape == (len(world["elasticity_names"]), s)
    assert len(world["region_names"]) == n
    assert len(world["sector_names"]) == len(world["sector_people"]) == s


def test_flows_and_tariffs_are_finite_and_not_negative(world):
    for key in ("trade", "tariff", "tariff_mfn", "input_share", "elasticity_sets"):
        assert np.isfinite(world[key]).all()
        assert world[key].min() >= 0


def test_shares_of_inputs_and_value_added_sum_to_one(world):
    total = world["input_share"].sum(axis=1) + world["value_added_share"]
    assert np.abs(total - 1).max() < 1e-12
    assert world["value_added_share"].min() > 0


def test_every_region_buys_something_of_every_sector(world):
    assert (((1 + world["tariff"]) * world["trade"]).sum(axis=0) > 0).all()


def test_no_final_demand_is_negative(world):
    demand = sanity.final_demand(world["trade"], world["tariff"], world["input_share"])
    spending = ((1 + world["tariff"]) * world["trade"]).sum(axis=0)
    assert (demand >= -1e-9 * spending).all()


def test_deficits_add_up_to_zero(world):
    demand = sanity.final_demand(world["trade"], world["tariff"], world["input_share"])
    output = world["trade"].sum(axis=1)
    revenue = (world["tariff"] * world["trade"]).sum(axis=(0, 2))
    deficit = demand.sum(axis=1) - (world["value_added_share"] * output).sum(axis=1) - revenue
    imports_less_exports = world["trade"].sum(axis=(0, 2)) - world["trade"].sum(axis=(1, 2))
    assert np.allclose(deficit, imports_less_exports, rtol=0, atol=1e-6 * output.sum(axis=1))
    assert abs(deficit.sum()) < 1e-9 * output.sum()


def test_a_lapse_never_lowers_a_tariff(world):
    assert (world["tariff_mfn"] >= world["tariff"]).all()


def test_no_tariff_on_services_or_at_home(world):
    for layer in ("tariff", "tariff_mfn"):
        assert not world[layer][..., -1].any()
        assert not np.einsum("iik->ik", world[layer]).any()


def test_tariffs_inside_nafta_are_near_zero_and_lapse_to_more(world):
    codes = list(world["regions"])
    for i, n in NAFTA:
        a, b = codes.index(i), codes.index(n)
        applied, mfn = (
            sanity.mean_rate(world[layer][a, b], world["trade"][a, b]) for layer in ("tariff", "tariff_mfn")
        )
        assert applied < 0.05
        assert 1.0 < mfn < 8.0


def test_food_rates_are_clean_of_tobacco(world):
    assert rate(world, "tariff", "CHN", "USA", "C10T12") < 0.06
    assert rate(world, "tariff", "JPN", "USA", "C10T12") < 0.06


def test_vehicles_from_mexico_carry_the_truck_duty(world):
    assert 0.07 < rate(world, "tariff_mfn", "MEX", "USA", "C29") < 0.10
    assert 0.04 < rate(world, "tariff_mfn", "CAN", "USA", "C29") < 0.07


def test_flows_of_2017_meet_the_source():
    world = load(2017)
    goods, cars = list(range(27)), [list(world["sectors"]).index("C29")]
    for (i, n), figure_ in sanity.GOODS.items():
        assert round(sanity.flow(world, i, n, goods), 1) == figure_
    for (i, n), figure_ in sanity.VEHICLES.items():
        assert round(sanity.flow(world, i, n, cars), 1) == figure_
    assert round(world["trade"].sum() / 1e6, 1) == 155.4


def test_provenance_tells_sources_and_measured_repairs(world):
    told = json.loads(str(world["provenance"]))
    assert {"name", "year", "title", "sources", "repairs", "notes"} == set(told)
    assert all(set(row) == {"what", "origin", "licence", "year"} for row in told["sources"])
    assert all(np.isfinite(row["amount"]) and row["unit"] and row["why"] for row in told["repairs"])


def test_every_sector_has_words_of_its_people(world):
    assert list(world["sectors"]) == list(names.SECTOR_WORDS)
    assert all(";" in words for words in world["sector_people"])


def test_doc_page_holds_the_report_of_the_stored_worlds():
    page = build_worlds.DOC.read_text(encoding="utf-8")
    for year in YEARS:
        assert build_worlds.report_of(load(year)) in page


# ---- rebuild from the raw tables


@needs_raw
@pytest.mark.parametrize("year", YEARS)
def test_a_rebuild_gives_the_stored_world(tables, year):
    assert build_worlds.differences(assemble.build_world(tables, year), year) == []


@needs_raw
def test_every_line_of_the_us_schedule_and_imports_has_a_sector(tables):
    codes = {entry.code for entry in tables.us_imports} | set(tables.schedule.lines)
    assert all(concordance.sector_of(code, HS) for code in codes if concordance.is_good(code))


@needs_raw
def test_the_us_schedule_shows_cars_trucks_and_parts(tables):
    assert tables.schedule.lines["87032301"] == 0.025
    assert tables.schedule.lines["87042100"] == 0.25
    assert tables.schedule.lines["87043100"] == 0.25


@needs_raw
def test_line_weighted_rates_meet_the_usual_shortcut(tables):
    flows = tables.flows[2017]
    for partner, known in (("CAN", 1.5), ("MEX", 3.3)):
        lines = [entry for entry in tables.us_imports if entry.partner == partner]
        found = weigh(lines, tables.schedule, {}, flows.sectors, np.zeros(28))
        assert 100 * found.shortcut == pytest.approx(known, abs=0.15)
        matched = sum(v for k, v in found.shares.items() if k not in us_mfn.OVERLAPPING)
        assert matched == pytest.approx(1)


@needs_raw
def test_observed_duties_on_crude_oil_are_cents_a_barrel(tables):
    observed = us_mfn.observed_rates(tables.us_imports, tables.schedule)
    assert 0.0005 < observed["27090010"] < observed["27090020"] < 0.002


@needs_raw
def test_every_country_has_one_region(tables):
    for year in YEARS:
        assert (regions.membership(tables.flows[year].countries, year).sum(axis=0) == 1).all()


# ---- concordance


@pytest.mark.parametrize(
    ("code", "sector"),
    [
        ("0201100510", "C10T12"),
        ("03021100", "A03"),
        ("03031100", "C10T12"),
        ("10059020", "A01"),
        ("10063010", "C10T12"),
        ("27011200", "B05"),
        ("27090010", "B06"),
        ("27112100", "B06"),
        ("27101215", "C19"),
        ("30049092", "C21"),
        ("44039900", "A02"),
        ("44071000", "C16"),
        ("72083900", "C24A"),
        ("73042930", "C24A"),
        ("73181500", "C25"),
        ("76011060", "C24B"),
        ("84713001", "C26"),
        ("84295210", "C28"),
        ("85171200", "C26"),
        ("85443000", "C29"),
        ("87012000", "C29"),
        ("87019410", "C28"),
        ("87032300", "C29"),
        ("87112000", "C302T309"),
        ("88024000", "C302T309"),
        ("89011000", "C301"),
        ("90189080", "C31T33"),
        ("90181200", "C26"),
        ("94036080", "C31T33"),
    ],
)
def test_known_headings(code, sector):
    assert concordance.sector_of(code, HS) == sector


def test_every_chapter_is_mapped_to_a_goods_sector():
    chapters = {f"{c:02d}" for c in range(1, 98)} - {"77"}
    assert chapters <= set(HS)
    assert set(HS.values()) <= set(names.SECTOR_WORDS) - {"SVC"}
    assert {len(prefix) for prefix in HS} <= {2, 4, 6}


def test_longest_prefix_wins_and_an_unknown_chapter_speaks():
    table = {"87": "C29", "8711": "C302T309", "870110": "C28"}
    found = [concordance.sector_of(c, table) for c in ("87032300", "87111000", "87011000")]
    assert found == ["C29", "C302T309", "C28"]
    with pytest.raises(KeyError, match="no sector for tariff code 01012100"):
        concordance.sector_of("01012100", table)


# ---- US lines


def line(code, kind, value, begin="2010-01-01", end="2050-12-31"):
    return {
        "hts8": code,
        "mfn_rate_type_code": kind,
        "mfn_ad_val_rate": str(value),
        "begin_effect_date": begin,
        "end_effective_date": end,
    }


SCHEDULE = us_mfn.schedule_of(
    [
        line("87032300", "7", 0.025),
        line("87042100", "7", 0.25),
        line("87042300", "7", 0.05, end="2017-06-29"),
        line("87042300", "7", 0.15),
        line("27090010", "1", 0.0),
        line("04029990", "4", 0.149),
        line("99030000", "7", 0.5),
        line("24011065", "7", 3.5),
        line("24011080", "7", 0.1),
    ]
)


def test_the_line_in_force_is_taken_and_special_chapters_are_not():
    assert SCHEDULE.lines["87042300"] == 0.15
    assert "99030000" not in SCHEDULE.lines


def test_codes_fall_back_from_line_to_heading_to_chapter():
    assert us_mfn.find_rate("8703230100", SCHEDULE) == ("6", 0.025)
    assert us_mfn.find_rate("8704410000", SCHEDULE) == ("4", pytest.approx(0.2))
    assert us_mfn.find_rate("8708990000", SCHEDULE)[0] == "2"
    assert us_mfn.find_rate("0402999000", SCHEDULE) == ("8", 0.149)
    assert us_mfn.find_rate("2401990000", SCHEDULE) == ("4", 0.1)
    with pytest.raises(KeyError):
        us_mfn.find_rate("0101000000", SCHEDULE)


def entry(code, value, duty=0.0, claimed=None):
    return Entry("CAN", code, value, duty, claimed)


def test_observed_rates_divide_duty_by_the_value_that_paid():
    entries = [
        entry("2709001000", 80.0, 0.2, 0.5),
        entry("2709001090", 60.0, 0.0, 1.0),
        entry("2709001091", 60.0, 9.0),
        entry("8703230000", 100.0, 2.5, 0.0),
        entry("0402999000", 50.0, 0.0, 1.0),
    ]
    observed = us_mfn.observed_rates(entries, SCHEDULE)
    assert observed == {"27090010": pytest.approx(0.005)}
    found = weigh(entries, SCHEDULE, observed, ("B06", "C29", "C10T12"), np.zeros(3))
    assert found.rate == pytest.approx([0.005, 0.025, 0.149])
    assert found.shares["observed"] == pytest.approx(200 / 350)


def test_duties_by_quantity_that_nobody_paid_take_the_stand_in():
    codes = {
        "2709001000": 100.0,
        "8703230000": 75.0,
        "8704210000": 25.0,
        "9801001000": 50.0,
        "2401106530": 9.0,
    }
    found = weigh(
        [entry(code, value) for code, value in codes.items()],
        SCHEDULE,
        {},
        ("B06", "C29", "A01"),
        np.array([0.002, 0.5, 0.01]),
    )
    assert found.rate == pytest.approx([0.002, 0.75 * 0.025 + 0.25 * 0.25, 0.01])
    assert found.shares["specific"] == pytest.approx(100 / 259)
    assert found.shares["special"] == pytest.approx(50 / 259)
    assert found.shares["prohibitive"] == pytest.approx(9 / 259)
    assert found.shortcut == pytest.approx((75 * 0.025 + 25 * 0.25) / 259)


# ---- repairs


COUNTRIES = ("CAN", "MEX", "DEU", "FRA", "BRA", "ROW")


def test_mfn_benchmark_is_the_third_highest_with_the_eu_once():
    tariff = np.array([0.1, 0.0, 0.1, 0.3, 0.2, 0.9])[:, None, None] * np.ones((1, 6, 1))
    assert repairs.mfn_benchmark(tariff, COUNTRIES, 2017) == pytest.approx(0.1)


def test_mfn_layer_lifts_preferences_only():
    applied = np.array([[[0.04]], [[0.01]], [[0.08]]])
    raw = np.array([[[0.90]], [[0.10]], [[0.20]]])
    lapsed = repairs.mfn_layer(applied, raw, np.array([[0.90]]), np.array([[0.05]]))
    assert lapsed[:, 0, 0] == pytest.approx([0.04, 0.05, 0.08])


def test_services_lose_their_tariff_and_goods_keep_theirs():
    repaired = repairs.without_services(np.full((2, 2, 2), 0.1), ("C29", "SVC"))
    assert (repaired[..., 0] == 0.1).all()
    assert not repaired[..., 1].any()


def test_regional_tariffs_weigh_known_pairs_and_vanish_at_home():
    member = regions.membership(("DEU", "FRA", "CHE", "ROW"), 2017)
    tariff = np.zeros((4, 4, 1))
    tariff[2, 0], tariff[2, 1], tariff[0, 1] = 0.10, 0.40, 0.9
    trade = np.zeros((4, 4, 1))
    trade[2, 0], trade[2, 1], trade[3, 0] = 30.0, 10.0, 999.0
    weight = repairs.known_weights(trade, ("DEU", "FRA", "CHE", "ROW"))
    eu, row = list(regions.REGIONS).index("EU"), list(regions.REGIONS).index("ROW")
    mean = regions.region_tariff(tariff, weight, member)
    assert mean[row, eu, 0] == pytest.approx(0.175)
    assert mean[eu, eu, 0] == 0
    idle = regions.region_tariff(tariff, repairs.known_weights(0 * trade, ("DEU", "FRA", "CHE", "ROW")), member)
    assert idle[row, eu, 0] == pytest.approx(0.25)


def test_the_united_kingdom_leaves_the_union():
    assert regions.region_of("GBR", 2017) == "EU"
    assert regions.region_of("GBR", 2022) == "ROW"
    with pytest.raises(KeyError):
        regions.region_of("XXX", 2017)


def test_food_curve_passes_through_its_points_and_the_origin():
    curve = food.FoodCurve(np.array([0.0, 0.2, 0.9]), np.array([0.0, 0.05, 0.04]))
    assert curve.at(np.array([0.0, 0.1, 0.2, 0.9, 2.0])) == pytest.approx([0, 0.025, 0.05, 0.04, 0.04])


def test_food_factors_meet_the_clean_total():
    clean = {(i, n): 0.1 for i in food.CLEAN_REGIONS for n in (*food.CLEAN_REGIONS, "ROW")}
    countries = ("BRA", "CHN", "DEU", "IND", "JPN", "USA", "CAN", "ARG", "CHL", "ROW")
    size = len(countries)
    raw, trade = np.full((size, size), 0.3), np.ones((size, size))
    raw[:, countries.index("CHL")] = 0.9
    factor = food.importer_factors(raw, trade, countries, clean, 0.5)
    fixed = food.repair_food(raw, raw, countries, clean, factor, exact=True)
    rest = [countries.index(c) for c in ("CAN", "ARG", "CHL")]
    assert factor[countries.index("CAN")] == 0.5
    assert fixed[:6, rest].mean() == pytest.approx(0.1)
    assert fixed[1, 0] == 0.1


# ---- inputs


def test_fitting_keeps_columns_and_respects_caps():
    rng = np.random.default_rng(7)
    use = rng.random((6, 6))
    cap = use.sum(axis=1) * np.array([0.7, 0.9, 1.5, 1.4, 1.2, 1.3])
    fit = inputs.fit_rows(use, cap)
    assert fit.use.sum(axis=0) == pytest.approx(use.sum(axis=0), rel=1e-12)
    assert (fit.use.sum(axis=1) <= cap * (1 + 1e-12)).all()
    assert fit.moved >= fit.excess_before.sum() - 1e-12


def test_fitting_leaves_alone_what_fits():
    use = np.ones((3, 3))
    fit = inputs.fit_rows(use, np.full(3, 3.5))
    assert (fit.use == use).all()
    assert fit.moved == 0


def test_import_pattern_never_exceeds_a_dollar_of_imports():
    use, domestic = np.full((2, 2, 2), 3.0), np.full((2, 2, 2), 1.0)
    trade = np.full((3, 3, 2), 5.0)
    pattern = inputs.import_pattern(use, domestic, trade)
    assert pattern.sum(axis=2) == pytest.approx(np.full((2, 2), 0.8))
    assert inputs.import_pattern(use, domestic, trade / 10).sum(axis=2) == pytest.approx(np.ones((2, 2)))


def test_regional_shares_weigh_by_output_and_skip_the_unrecorded():
    share = np.array([[[0.2]], [[0.6]], [[0.0]]])
    extra = np.array([[[5.0]], [[0.0]], [[7.0]]])
    weight = np.array([[100.0], [300.0], [50.0]])
    assert inputs.regional_shares(share, extra, weight, np.ones((1, 3)))[0, 0, 0] == pytest.approx(205 / 400)


def test_tax_on_inputs_is_weighted_with_all_purchases():
    trade, tariff = np.array([[[60.0]], [[40.0]]]), np.array([[[0.0]], [[0.25]]])
    assert inputs.import_weighted_tax(trade, tariff) == pytest.approx(0.1)


# ---- report


def test_report_prints_figures_people_can_read():
    report = Report("w", 2017, "A world")
    report.source("flows", "OECD", "CC BY 4.0", "2017")
    report.repair("moved", "because", 123.4, "bn US$")
    report.note("Mind this.")
    text = markdown(json.loads(report.to_json()))
    assert "| moved | because | 123 | bn US$ |" in text
    assert "- Mind this." in text
    assert [figure(x) for x in (0.12345, 7, 1234.5, 0)] == ["0.123", "7", "1,234", "0"]
