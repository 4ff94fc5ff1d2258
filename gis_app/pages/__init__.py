"""The server-rendered pages. They compose the other parts and work without a script."""
