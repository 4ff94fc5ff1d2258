"""Five hundred questions of residents, with the answer expected."""
