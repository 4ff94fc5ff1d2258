"""Life situations: rules of who answers for a topic at a place, as data in the database and as files."""
