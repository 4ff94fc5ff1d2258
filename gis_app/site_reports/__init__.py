"""Reports from the building site: start, finish, progress, notes, with photos, place and time.

A report is never lost because it looks odd: what does not fit is marked for the planner (marks.py). It is refused only
when the life of the work does not allow it (outcomes.py). A report sent twice is one report (reporting.py).
"""
