"""Many tests at once: which stand when the share of false ones among them is held down."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import false_discovery_control

from methods.results import Array, MethodError, Numbers, fixed


@dataclass(frozen=True, eq=False)
class Discoveries:
    """Which tests are discoveries, and the smallest rate at which each would be one; NaN where there was no test."""

    found: NDArray[np.bool_]
    adjusted: Array
    rate: float


def discoveries(p_values: Numbers, rate: float = 0.05) -> Discoveries:
    """Tests whose p-value stands at a false discovery rate, a share (0 to 1); NaN is no test and does not count.

    Benjamini and Hochberg 1995, JRSS B 57:289-300: p(i) ≤ i · rate / m. On average at most `rate` of what is found is
    chance, for tests that are independent or hang together positively, if every p-value is right by itself: more
    variation than chance makes has to be allowed for first, see `dispersion.p_values`. Raises MethodError:
    `p_value_outside`, `rate_outside`.
    """
    p = fixed(p_values)
    tested = ~np.isnan(p)
    wrong = tested & ~((p >= 0) & (p <= 1))
    if wrong.any():
        raise MethodError("p_value_outside", p[int(np.argmax(wrong))])
    if not 0 < rate < 1:
        raise MethodError("rate_outside", rate)
    adjusted = np.full(p.shape, np.nan)
    if tested.any():
        adjusted[tested] = false_discovery_control(p[tested], method="bh")
    found = adjusted <= rate
    found.flags.writeable = False
    return Discoveries(found, fixed(adjusted), rate)
