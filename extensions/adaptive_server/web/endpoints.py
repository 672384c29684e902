"""The API as one table.

All doors serve this table and the OpenAPI document is made from it, so neither can go stale.
"""

from __future__ import annotations

from .author_routes import AUTHOR_ROUTES
from .class_routes import CLASS_ROUTES
from .learner_routes import LEARNER_ROUTES
from .regrade_routes import REGRADE_ROUTES
from .review_routes import REVIEW_ROUTES

ROUTES = (
    *LEARNER_ROUTES,
    *AUTHOR_ROUTES,
    *CLASS_ROUTES,
    *REVIEW_ROUTES,
    *REGRADE_ROUTES,
)
