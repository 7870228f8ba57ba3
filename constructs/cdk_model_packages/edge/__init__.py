"""A model package becomes a Greengrass component."""
