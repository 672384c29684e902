"""The shipped weights of the logistic layer, and how they were made.

Each set of weights is half of the mean over separate fits to public tutoring data sets, and half of
the prediction of the beliefs alone (`gelo_logit`): the weighted geometric mean of two experts. The
fits: beliefs and features streamed over the training learners of four sets (mathematics,
engineering, language; none of them programming), the first fifth left out, logistic regression
without intercept, penalty C = 1. The last features,
from `surprise_fast` on, were not in those fits and begin at 0.

`without_statics` and `without_spanish` leave one set out, so that it can be predicted with weights
that were never fitted on it. No weight has seen an answer of a Python learner.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from .features import FEATURES, GELO
from .logistic import Weights

WEIGHTS_VERSION = "shipped-1"

_MEANS = {
    "all": (
        *(-0.5706, 0.4716, 0.3636, 0.9969, 0.7222, 0.2770, 0.0517, -0.0769),
        *(0.2699, -0.2299, 0.4115, 0.4148, 0.0351, 0.0062, -0.5562),
    ),
    "without_statics": (
        *(-0.4426, 0.4623, 0.3504, 0.9573, 0.7413, 0.4166, 0.0225, -0.0407),
        *(0.2238, -0.2315, 0.5304, 0.4073, 0.1702, 0.0397, -0.7556),
    ),
    "without_spanish": (
        *(-0.8296, 0.5137, 0.3848, 1.1365, 0.7605, 0.2532, 0.0976, -0.0854),
        *(0.2896, -0.2194, 0.2784, 0.4049, -0.0439, -0.0238, -0.2803),
    ),
}


def _blended(means: tuple[float, ...]) -> Weights:
    padded = [0.5 * m for m in means] + [0.0] * (len(FEATURES) - len(means))
    padded[GELO] = 0.5
    return tuple(padded)


SHIPPED: Mapping[str, Weights] = MappingProxyType({n: _blended(m) for n, m in _MEANS.items()})
"""Weights by what they were fitted on."""
