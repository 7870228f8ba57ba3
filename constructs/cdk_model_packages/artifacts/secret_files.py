"""Files that look like secrets, told by their names alone."""

from __future__ import annotations

import fnmatch
import re
import warnings
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_FOLDERS = (".aws", ".azure", ".docker", ".gcloud", ".gnupg", ".huggingface", ".kube", ".ssh")
# fmt: off
_FILES = (
    ".env", ".env.*", ".envrc", ".netrc", "_netrc", ".npmrc", ".pypirc", ".pgpass", ".my.cnf", ".boto",
    ".s3cfg", ".dockercfg", ".htpasswd", ".git-credentials", "credentials", "credentials.*", "secrets",
    "secrets.*", "*secret.json", "client_secret*.json", "service_account*.json",
    "service-account*.json", "kubeconfig", "*.kubeconfig", "*.tfstate", "*.tfvars", "*_rsa", "*_dsa",
    "*_ecdsa", "*_ed25519", "*.pem", "*.key", "*.ppk", "*.p12", "*.pfx", "*.pkcs12", "*.jks",
    "*.keystore", "*.kdbx", "*.agekey", "*.ovpn", ".*_history",
)
# fmt: on
"""Names that gitrob and shhgit look for and that can turn up beside a model. No well-kept library
lists them: detect-secrets and gitleaks judge contents."""
_HARMLESS = (".env.example", ".env.sample", ".env.template")


def _union(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(fnmatch.translate, patterns)), re.IGNORECASE)


_is_folder = _union(_FOLDERS).match
_is_file = _union(_FILES).match
_is_harmless = _union(_HARMLESS).match


class SecretFileWarning(UserWarning):
    """Files of a model archive look like secrets. Everybody who may read the model may read them."""


def looks_secret(name: str) -> bool:
    """Tell whether a member's name looks like a secret's.

    Args:
        name: Path in the archive, with ``/``.
    """
    *folders, file = name.split("/")
    return bool(_is_file(file) and not _is_harmless(file)) or any(map(_is_folder, folders))


def secret_files(names: Iterable[str]) -> tuple[str, ...]:
    """Return the members whose names look like secrets, in the order given."""
    return tuple(filter(looks_secret, names))


def tell_secret_files(source: str, found: Sequence[str], *, most: int = 5) -> str:
    """Tell in one line which members look like secrets.

    Args:
        source: What holds them, for example ``model folder './model'``.
        found: Their names.
        most: How many are named; the rest is counted.
    """
    named = ", ".join(map(repr, found[:most]))
    more = f" and {len(found) - most} more" if len(found) > most else ""
    verb = "looks like a secret" if len(found) == 1 else "look like secrets"
    return f"{source}: {named}{more} {verb}, for all who may read the model; leave out what is one"


def warn_of_secret_files(source: str, found: Sequence[str], *, stacklevel: int) -> None:
    """Warn with :class:`SecretFileWarning` when there are members that look like secrets.

    Args:
        source: What holds them.
        found: Their names; none: nothing happens.
        stacklevel: How many calls up the line at fault is; 1 is the caller.
    """
    if found:
        warnings.warn(tell_secret_files(source, found), SecretFileWarning, stacklevel=stacklevel + 1)
