"""The review of a template: what the service would refuse, replace, grant and run, before it does."""
