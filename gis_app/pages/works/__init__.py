"""The pages of one work: what everybody is told, and what those with a part in it may do."""
