"""The pages of shut-offs and their notices."""
