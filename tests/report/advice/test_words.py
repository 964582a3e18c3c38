"""The words of a brief: what an offer changes, what a concession costs, and what all of it adds up to."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from support.studies import agreeing

from tradetalks.report.advice import finding, paragraphs, words
from tradetalks.report.advice.sections import page
from tradetalks.report.advice.table_sections import dates, held_back, offers, returns
from tradetalks.talks.advice.advice import Advice
from tradetalks.talks.advice.brief import Brief, brief
from tradetalks.talks.advice.chips import Chip, Chips
from tradetalks.talks.advice.dates import Date
from tradetalks.talks.advice.exchanges import Exchange
from tradetalks.talks.advice.offers import Aim, Offer
from tradetalks.talks.advice.red_lines import RedLine
from tradetalks.talks.moves.changes import Move

TODAY = {"rule": "old", "duty": "stays", "panel": "kept"}
GIVE = Chip(Move("rule", "old", "talk"), {"N": 2.0, "S": -0.5, "E": 0.1}, -0.5, 2.1)
ASK = Chip(Move("duty", "stays", "falls"), {"N": -0.7, "S": 1.5, "E": 0.0}, 1.5, -0.7)


@cache
def told() -> Brief:
    return brief(agreeing(), "S", draws=4)


def advised(**changed: object) -> Brief:
    """The brief with other advice."""
    advice: Advice = replace(told().advice, **changed)  # type: ignore[arg-type]
    return replace(told(), advice=advice)


def offer(deal: dict[str, str], *aims: Aim, signed: float = 0.5) -> Offer:
    gains = dict.fromkeys("NSE", 1.0)
    return Offer(aims or (Aim.NEXT,), 0, TODAY | deal, gains, dict.fromkeys("NSE", signed), signed, 1.0)


def test_an_offer_is_told_by_the_shortest_way() -> None:
    first = offer({"rule": "talk", "duty": "falls", "panel": "gone"})
    second = offer({"rule": "talk", "duty": "falls"})
    study = agreeing()
    assert words.changed(study, second, ()) == "Content rule: talk on; Duty on cars: duty falls"
    assert words.changed(study, second, (first,)) == "As 1, but Panels: panels kept"
    assert words.changed(study, offer({}), (first,)) == "everything stays as it is"
    third = offer({"rule": "talk"})
    assert words.changed(study, third, (first, second)) == "Content rule: talk on"


def test_an_offer_with_several_aims_names_them_all() -> None:
    several = advised(offers=(offer({}, Aim.AMBITIOUS, Aim.BEST, Aim.SAFE), offer({"rule": "talk"})))
    table = offers(several).table
    assert table is not None
    assert [row[0].text for row in table.rows] == ["1 Ambitious, best and safe", "2 Also good"]
    assert [column.party for column in table.columns] == ["", "", "S", "N", "E", ""]


@pytest.mark.parametrize(("own", "rate"), [(-0.5, "4.20"), (-0.001, "over 100")])
def test_rates_are_what_others_gain_for_each_unit(own: float, rate: str) -> None:
    assert words.rate(replace(GIVE, own=own)) == rate


def test_a_concession_names_to_whom_it_is_worth_most() -> None:
    assert words.price(agreeing(), GIVE, "S") == "costs you 0.50; worth 2.00 to North"


@pytest.mark.parametrize(("loss", "said"), [(-0.2, "objects"), (-0.0001, "hardly loses")])
def test_a_party_objects_where_its_loss_can_be_seen(loss: float, said: str) -> None:
    one = Exchange(GIVE, ASK, {"N": loss, "S": 1.0, "E": 0.1}, ("N",))
    assert words.objection(one, "N") == said
    assert words.objection(one, "E") == ""


def test_advice_on_concessions_follows_their_rate_and_what_may_be_had_for_them() -> None:
    poor = replace(GIVE, own=-4.0, move=Move("rule", "old", "new"))
    worse = replace(GIVE, own=-4.2, move=Move("panel", "kept", "gone"))
    swap = Exchange(poor, ASK, {"N": 0.1, "S": 0.1, "E": 0.1}, ())
    table = held_back(advised(chips=Chips((GIVE, poor, worse), (ASK,)), exchanges=(swap,))).table
    assert table is not None
    assert [row[-1].text for row in table.rows] == ["give, for a price", "give in exchange only", "hold back"]


def test_where_there_is_nothing_to_give_the_brief_says_so() -> None:
    none = advised(chips=Chips((), ()), exchanges=(), trades=(), red_lines=())
    assert held_back(none).table is None
    assert "No single move" in held_back(none).says[0].text
    assert returns(none).table is None
    assert returns(none).after == ()
    assert "none has to be refused" in held_back(none).after[0].text


def test_red_lines_are_told_with_both_parts() -> None:
    lines = (RedLine("panel", "gone", 1.0, 0.25),)
    (said,) = paragraphs.refused(advised(red_lines=lines))
    assert said.text.startswith("Panels: panels gone (100 %; as today 25 %).")


def test_dates_are_told_with_what_waiting_costs_and_whom_they_press() -> None:
    (day,) = told().dates
    lost = {"N": 0.1, "S": 0.2, "E": 0.3}
    section = dates(replace(told(), dates=(Date(day.date, day.title, ("S",), lost),)))
    assert section is not None
    assert section.table is not None
    assert [cell.text for cell in section.table.rows[0]] == ["1 May 2018 (yours)", "0.20", "0.10", "0.30"]
    gain = told().study.value(told().firm.deal).payoff
    most = max(lost, key=lambda party: lost[party] / gain[party])
    name = next(party.name for party in agreeing().talks.parties if party.id == most)
    assert f"{name} loses most by waiting until 1 May 2018" in section.after[0].text


def test_without_dates_or_patience_the_brief_says_so_or_nothing() -> None:
    assert dates(replace(told(), dates=())) is None
    section = dates(told())
    assert section is not None
    assert "What waiting costs is not told" in section.after[0].text


def test_the_finding_counts_the_best_offer_against_no_deal_and_today() -> None:
    whole = finding.finding(told())
    best, advice = told().best, told().advice
    assert best is not None
    assert len(whole) == 2
    assert f"{best.payoff['S']:.2f} more than no deal" in whole[0]
    assert f"{abs(best.payoff['S'] + advice.no_deal):.2f}" in whole[0]
    assert words.chance(best.signed) in whole[0]
    assert f"All accept {advice.acceptable} of the {advice.deals} possible deals" in whole[1]


def test_what_to_close_first_is_told() -> None:
    secure = told().advice.secure
    assert secure is not None
    section = next(one for one in page(told()).sections if one.key == "principle")
    text = " ".join(said.text for said in section.says)
    assert all(words.option(agreeing(), issue, name) in text for issue, name in secure.closed.items())
    none = next(one for one in page(advised(secure=None)).sections if one.key == "principle")
    assert "No set of issues" in none.says[0].text
