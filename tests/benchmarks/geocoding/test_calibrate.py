"""The fit finds what it was given, and never a weight below zero."""

import numpy as np
import pytest

from tests.benchmarks.geocoding.calibrate import Rows, fit, out_of_sample


def drawn(weights: list[float], bases: list[float], count: int = 1500) -> Rows:
    chance = np.random.default_rng(5)
    doubts = chance.uniform(0.0, 2.0, (count, len(weights)))
    kinds = chance.integers(0, len(bases), count)
    worth = 1.0 / (1.0 + np.exp(doubts @ np.array(weights) - np.array(bases)[kinds]))
    right = (chance.uniform(size=count) < worth).astype(np.float64)
    return Rows(doubts, kinds, right, np.ones(count), np.array([f"source {n % 2}" for n in range(count)]))


def test_the_numbers_that_made_the_answers_are_found() -> None:
    fitted = fit(drawn([2.0, 0.5], [3.0, 1.5]), 2)
    assert fitted.weights == pytest.approx([2.0, 0.5], abs=0.35)
    assert fitted.bases == pytest.approx([3.0, 1.5], abs=0.45)


def test_a_doubt_that_raises_the_share_of_right_answers_weighs_nothing() -> None:
    assert fit(drawn([1.0, -1.0], [1.0]), 1).weights[1] == 0.0


def test_out_of_sample_the_confidence_holds() -> None:
    rows = drawn([2.0, 0.5], [3.0, 1.5], 4000)
    found = out_of_sample(rows, 2)  # prudent: a little lower than what came true
    sure = found >= 0.8
    assert found[sure].mean() - 0.03 <= rows.right[sure].mean() <= found[sure].mean() + 0.12
