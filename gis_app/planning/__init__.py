"""The planner's day: which works a planner looks at, their figures, changes of many at once, exports."""
