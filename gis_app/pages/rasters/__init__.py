"""The pages of pictures under the works."""
