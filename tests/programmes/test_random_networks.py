"""A seed of the random networks means the same network for ever."""

import hashlib
import json

import pytest

from benchmarks.network import network


@pytest.mark.parametrize(
    ("arguments", "digest"),
    [
        ((1, 8, 20, 12), "ec6a29eaf637170d"),
        ((10, 30, 30, 20), "9ee2ba86d4360c74"),
        ((3, 100, 40, 26), "840e27153f578c21"),
    ],
)
def test_a_seed_keeps_its_network(arguments, digest):
    text = json.dumps(network(*arguments), sort_keys=True)
    assert hashlib.sha256(text.encode()).hexdigest()[:16] == digest
