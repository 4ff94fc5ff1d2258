"""Appeals of residents: registered, linked to the works that explain them, routed, answered in time."""
