"""The planner's pages: figures, the table, changes of many works, files, the timeline."""
