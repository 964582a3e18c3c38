"""The findings of a study in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradetalks.charts.labels import party_name
from tradetalks.report import words

if TYPE_CHECKING:
    from tradetalks.talks.moves.blockers import Blocker
    from tradetalks.talks.moves.trades import Trade
    from tradetalks.talks.study import Study


def finding(study: Study) -> list[str]:
    """Say in a few sentences what the study found; true also where no deal is acceptable."""
    return [zone(study), *nearest(study), *best(study), *alone_most(study), *stopping(study)]


def zone(study: Study) -> str:
    """Say how many deals all parties accept."""
    parties = words.named(study.talks, study.talks.party_ids)
    if any(party.walk_away for party in study.talks.parties):
        reach = f"give {parties} at least what each needs to stay at the table"
    else:
        reach = f"leave {parties} no worse off than no deal"
    if study.acceptable is None:
        good = study.game.accepts(study.front.gains).all(axis=1).sum()
        points = words.counted(len(study.front.gains), "point")
        many = f"There are {study.deals:,} possible deals, too many to go through."
        return f"{many} Of the {points} of the frontier, {good:,} {reach}."
    if not study.acceptable:
        return f"None of the {words.counted(study.deals, 'possible deal')} would {reach}."
    verb = reach if study.acceptable != 1 else reach.replace("give", "gives", 1).replace("leave", "leaves", 1)
    return f"{study.acceptable:,} of the {words.counted(study.deals, 'possible deal')} {verb}."


def nearest(study: Study) -> list[str]:
    """Say what would open the zone of agreement where it is empty."""
    found = study.opening
    if found is None:
        return []
    talks, unit = study.talks, words.unit(study.talks)
    told = []
    if found.hopeless:
        names = words.named(talks, found.hopeless)
        told.append(f"No deal at all gives {names} that much: only a lower walk-away or a worse no deal would help.")
    lacks = words.listed(f"{words.article(party_name(talks, p))} {words.plain(v)}" for p, v in found.lacks.items())
    what = "; ".join(words.changes(study, found.deal))
    told.append(f"Nearest comes this deal: {what}. There {lacks} {unit} would be missing.")
    told.append("What the others gain would pay for it." if found.payable else "Nobody gains enough to pay for it.")
    return told


def best(study: Study) -> list[str]:
    """Say what the Nash settlement gives, and how much of it comes from avoiding no deal."""
    nash = study.settlements["nash"]
    if nash is None:
        return []
    today = study.point(study.space.status_quo)
    total, kept = sum(nash.payoff.values()), sum(today.payoff.values())
    gains = words.gains(study, nash.payoff)
    told = [f"The Nash settlement gives {gains}, in {words.unit(study.talks)} over no deal."]
    if nash.number == today.number:
        return [*told, "It is to leave everything as it is."]
    if not today.acceptable:
        against = [party for party, gain in today.payoff.items() if gain < _walk_away(study, party)]
        return [
            *told,
            f"Leaving everything as it is would not do: {words.named(study.talks, against)} would refuse it.",
        ]
    joint = f"{words.money(total)} {words.scale(study.talks)}"
    kept_words = f"Of that joint gain of {joint}, {words.money(kept)} would come from agreeing to leave everything"
    return [*told, f"{kept_words} as it is, since that alone avoids no deal."]


def _walk_away(study: Study, party: str) -> float:
    return next(known.walk_away for known in study.talks.parties if known.id == party)


def alone_most(study: Study) -> list[str]:
    """Say which party stands alone most often."""
    if study.acceptable is None:
        return []
    most = max(blocker.alone for blocker in study.blockers.values())
    names = words.named(study.talks, [name for name, blocker in study.blockers.items() if blocker.alone == most])
    several = [blocker.alone for blocker in study.blockers.values()].count(most) > 1
    if most:
        many = words.counted(most, "deal")
        stands = "stand alone equally often: each" if several else "stands alone most often: it"
        return [f"{words.sentence(names)} {stands} rejects {many} that all others accept."]
    if study.acceptable < study.deals:
        return ["No party alone stands in the way of a deal that all others accept."]
    return []


def stopping(study: Study) -> list[str]:
    """Name the option, if any, with which no deal is acceptable, and of several the one that stops most deals."""
    stoppers = [one for one in study.options if one.blocks]
    if not stoppers:
        return []
    one = max(stoppers, key=lambda each: each.unlocked)
    issue, option = study.talks.issue(one.issue).title, study.talks.option(one.issue, one.option).title
    told = f"No deal with “{option}” on “{issue}” is acceptable to all"
    return [f"{told}; {one.unlocked:,} of the {one.deals:,} such deals would be if that issue alone moved."]


def blocking(study: Study, blocker: Blocker) -> str:
    """Say how often a party says no."""
    if not blocker.rejects:
        return f"Accepts all {words.counted(study.deals, 'deal')}. {_why_all(study, blocker.party)}"
    share = words.percent(blocker.rejects / study.deals)
    alone = f"{blocker.alone:,} of them alone, while all others accept" if blocker.alone else "none of them alone"
    return f"Rejects {blocker.rejects:,} of {words.counted(study.deals, 'deal')} ({share}), {alone}."


def _why_all(study: Study, party: str) -> str:
    """Say what makes a party accept everything: what no deal costs it, which rests on the case's judgement."""
    cost = -study.no_deal[party]
    if cost <= 0:
        return "Each gives it what it needs to stay at the table."
    return (
        f"No deal would cost it {words.plain(cost)} {words.unit(study.talks)}, more than any option takes from it. "
        f"That rests on the chances and costs of no deal that the case sets down: see what moves the figures."
    )


def trading(study: Study, trade: Trade) -> str:
    """Say who gives what."""
    talks = study.talks
    given = []
    for party, move in trade.gives.items():
        name = words.article(party_name(talks, party))
        option, issue = talks.option(move.issue, move.after).title, talks.issue(move.issue).title
        given.append(f"{name} accepts “{option}” on “{issue}”")
    return f"{words.sentence('; '.join(given))}."


def objecting(study: Study, trade: Trade) -> str:
    """Say who would be worse off."""
    if not trade.objects:
        return "Nobody else loses."
    return f"{words.sentence(words.named(study.talks, trade.objects))} would object."


def settled(study: Study, name: str) -> str:
    """Say what a settlement changes from today."""
    point = study.settlements[name]
    if point is None:
        return "no deal is acceptable to all"
    if point.number == study.space.status_quo:
        return "leaves everything as it is"
    return "; ".join(words.changes(study, point.deal))


def range_words(study: Study) -> str:
    """Say how firm the Nash gains are over the views of the evidence."""
    if "nash" not in study.shown or not study.ranges.wide:
        return ""
    row = list(study.shown).index("nash")
    low, high = study.ranges.low[row], study.ranges.high[row]
    parts = [
        f"{words.article(party.name)} {words.span(float(low[p]), float(high[p]))}"
        for p, party in enumerate(study.talks.parties)
    ]
    below = [party.id for p, party in enumerate(study.talks.parties) if low[p] < party.walk_away]
    doubt = f" At the low end {words.named(study.talks, below)} would refuse it." if below else ""
    over = words.counted(len(study.ranges.views), "view")
    return f"Over {over} of the evidence the range of the Nash settlement is {'; '.join(parts)}.{doubt}"
