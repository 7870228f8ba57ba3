"""What a run on this machine does not show. The command prints it; the documentation quotes it."""

from __future__ import annotations

NOT_SHOWN: tuple[str, ...] = (
    "There is no nucleus: the SDK's clients find no IPC socket, nothing hears UpdateState, and no resource is limited.",
    "There is no token exchange: artifacts come with your AWS credentials, the component has none, and whether the "
    + "device's role may read the artifacts is not tried.",
    "There is no MQTT, no shadow and no AWS IoT Core: what the component publishes arrives nowhere.",
    "There is no deployment: dependencies are the recipes that you give; nothing is resolved, rolled back, retried or "
    + "recovered, and the first error ends the run where a device tries three times.",
    "Steps that require privilege, and containers, are refused.",
    "Speed, memory, accelerators and the operating system are this machine's.",
    "Unpacked archives are read-only, as documented; a nucleus leaves their folders writable to the component's user.",
)
"""Sentences, for people."""
