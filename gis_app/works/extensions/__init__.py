"""Requests for more time: asked by a contractor, answered by a planner."""
