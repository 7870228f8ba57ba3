"""The embedded AWS itself: MiniStack and the services and resource types that it lacks.

Runs in the emulator's own environment (``ministack`` pins ``botocore`` exactly), so nothing here imports the
rest of this library. Each subpackage is one AWS service and names what it adds in ``SERVICES`` and
``RESOURCE_TYPES``; ``catalog`` finds them, so that a new service touches no existing file.
"""
