"""The demo city: a hand-drawn sketch of central Almaty, announced works and an invented training plan."""
