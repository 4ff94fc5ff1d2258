"""The day of planners and of contractors: which works each looks at, their figures, what is due, what is near."""
