"""What can be asked of a release, counted once when it is written: no page has to look through all its figures."""

import pyarrow as pa
import pyarrow.compute as pc

from data import contract
from data.tables import schema_of


def choices_among(observations: pa.Table) -> pa.Table:
    """For each kind of figure, place and member: how many are shown, and the last days of the first and the last.

    Takes observations and gives a table of `choices`, both by their contracts.
    """
    parts = [column.name for column in contract("choices").columns][:7]
    shown = observations.filter(pc.field("shown"))
    counted = shown.group_by(parts).aggregate([("until", "count"), ("until", "min"), ("until", "max")])
    named = counted.rename_columns(
        {"until_count": "figures", "until_min": "first_until", "until_max": "last_until"}
    ).select(schema_of("choices").names)
    return named.cast(schema_of("choices")).sort_by([(name, "ascending") for name in contract("choices").key])
