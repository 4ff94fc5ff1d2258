"""The pages of uploaded plans: the list, one upload with its rows, the columns of a new source."""
