"""The city's plan for everybody: its numbers and lists, the calendar of shut-offs, as files and feeds too."""
