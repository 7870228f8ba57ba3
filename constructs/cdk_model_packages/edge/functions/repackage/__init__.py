"""Repackages a model as the ZIP that Greengrass unpacks: deterministic, and safe to unpack.

Greengrass unpacks ZIP only, and SageMaker and Neo write ``.tar.gz`` (NC-014).
"""
