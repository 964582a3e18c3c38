"""The forms of GeniusWeb JSON: what its domains and profiles hold, as its own classes write them."""

from __future__ import annotations

from decimal import Decimal

from pydantic import AliasChoices, BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel


class Form(BaseModel):
    """A part of a file; keys that are of no use here are left alone."""

    model_config = ConfigDict(frozen=True, extra="ignore", allow_inf_nan=False, alias_generator=to_camel)


class Steps(Form):
    """Numbers from low by steps, up to high."""

    low: Decimal
    high: Decimal
    step: Decimal = Field(gt=0)


class Values(Form):
    """The options of an issue: listed, or numbers."""

    values: tuple[str, ...] = ()
    range: Steps | None = None


class DomainForm(Form):
    """A domain: its name and its issues."""

    name: str
    issues_values: dict[str, Values]


class ByValue(Form):
    """A utility for every listed option."""

    value_utilities: dict[str, Decimal]


class ByNumber(Form):
    """Utilities on a line between those of the lowest and the highest number."""

    low_value: Decimal
    low_utility: Decimal
    high_value: Decimal
    high_utility: Decimal


class Utilities(Form):
    """The utilities of an issue, in either kind; older files have other names for both."""

    listed: ByValue | None = Field(
        default=None, validation_alias=AliasChoices("DiscreteValueSetUtilities", "discreteutils")
    )
    numbers: ByNumber | None = Field(
        default=None, validation_alias=AliasChoices("NumberValueSetUtilities", "numberutils")
    )


class Bid(Form):
    """An option for some issues."""

    issuevalues: dict[str, str | Decimal] = Field(alias="issuevalues")


class ProfileForm(Form):
    """A linear-additive profile; without a reservation bid, any agreement is better than none."""

    name: str = ""
    issue_utilities: dict[str, Utilities]
    issue_weights: dict[str, Decimal]
    domain: DomainForm | None = None
    reservation_bid: Bid | None = None
