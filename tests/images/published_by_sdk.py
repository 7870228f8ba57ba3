"""Ask the SageMaker SDK itself for the URIs of images; a process of its own, because importing the SDK takes seconds.

Reads a JSON list of arguments of ``image_uris.retrieve`` and writes a JSON list of URIs.
"""

import functools
import json
import sys

from sagemaker.core import image_uris

# The SDK reads its data anew for each image.
for module, name in ((image_uris, "config_for_framework"), (image_uris.utils, "_botocore_resolver")):
    setattr(module, name, functools.cache(getattr(module, name)))

print(json.dumps([image_uris.retrieve(**arguments) for arguments in json.load(sys.stdin)]))
