"""Reading files of outside formats into plain rows. Nothing here knows the database."""
