"""The function that repackages models, as a construct."""
