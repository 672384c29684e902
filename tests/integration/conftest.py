"""Fixtures of the integration tests.

product   the whole product, fresh for each module
bank      the shipped curriculum with its references
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from adaptive_server.problems.bank import Bank
from support.course import course
from support.product import Product, Visitor


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    with Product(tmp_path_factory.mktemp("product")) as running:
        yield running


@pytest.fixture(scope="module")
def learner(product: Product) -> Visitor:
    visitor = product.sign_in("learner")
    visitor.start_server()
    return visitor


@pytest.fixture(scope="module")
def instructor(product: Product) -> Visitor:
    visitor = product.sign_in("instructor")
    visitor.start_server()
    return visitor


@pytest.fixture(scope="session")
def bank() -> Bank:
    return course()
