"""The catalogue of what the map shows. Imports nothing of ours; readers receive a connection."""
