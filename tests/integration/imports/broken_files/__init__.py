"""Files that cannot be taken, or not wholly: generators and the table of what each is told."""
