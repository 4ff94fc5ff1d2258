"""Background jobs: PostGIS is the queue, by the library procrastinate."""
