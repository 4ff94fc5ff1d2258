"""Works: their types, plans, identity, schedule versions, events and derived status."""
