"""The city's pages: the plan in numbers, lists and the calendar, as files and feeds too."""
