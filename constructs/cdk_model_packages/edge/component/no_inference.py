"""A model store: nothing runs."""

from __future__ import annotations

from cdk_model_packages.edge.component.inference import Inference
from cdk_model_packages.edge.component.recipe_parts import RecipeParts


class NoInference(Inference):
    """Nothing; see :meth:`Inference.none`."""

    def parts(self) -> RecipeParts:
        """Return nothing."""
        return RecipeParts()
