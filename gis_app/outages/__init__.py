"""Planned shut-offs of water, hot water, heat, power and gas: notices, their versions, areas and days."""
