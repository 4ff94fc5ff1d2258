"""Uploaded plans: the worker reads, judges and loads them by the same steps as `load-plan`."""
