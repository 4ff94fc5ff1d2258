"""Measurements, run by ``make bench``. Nothing here asserts a time; results stand in docs/benchmarks.md."""
