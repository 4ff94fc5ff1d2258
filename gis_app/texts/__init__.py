"""Messages in the three languages of the pages: Project Fluent files that the browser reads too."""
