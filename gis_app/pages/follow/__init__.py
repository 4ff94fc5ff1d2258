"""Following a place without an account: the form, its letters' links, feeds and calendars."""
