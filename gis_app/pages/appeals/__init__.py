"""Pages of appeals: writing one, following it by its link, the executor's queue, the guide."""
