from __future__ import annotations

import tarfile
from typing import TYPE_CHECKING

import pytest

from cdk_model_packages.artifacts import ModelArtifact, SecretFileWarning, build_archive
from cdk_model_packages.artifacts.secret_files import looks_secret, tell_secret_files

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    "name",
    [
        ".env",
        ".env.production",
        "code/.env",
        "server.pem",
        "TLS.KEY",
        "id_rsa",
        "deploy_ed25519",
        "credentials",
        ".aws/config",
        "a/.ssh/known_hosts",
        ".netrc",
        "_netrc",
        ".npmrc",
        ".pypirc",
        ".git-credentials",
        "credentials.json",
        "secrets.yaml",
        "client_secret_1.json",
        "my.kdbx",
        "a.p12",
        "service-account-prod.json",
        "terraform.tfstate",
        "prod.tfvars",
        ".bash_history",
        ".huggingface/token",
        ".docker/config.json",
    ],
)
def test_suspicious(name: str) -> None:
    assert looks_secret(name)


@pytest.mark.parametrize(
    "name",
    [
        "model.onnx",
        "code/inference.py",
        "tokenizer.json",
        "config.json",
        ".env.example",
        ".env.template",
        "environment.yml",
        "keys.txt",
        "monkey",
        "keyboard.json",
        "vocab.txt",
        "special_tokens_map.json",
        "id_rsa.pub",
        "model.key.onnx",
        "awsome/config",
        "history.csv",
        "train_history.json",
        "secret/x",
    ],
)
def test_harmless(name: str) -> None:
    assert not looks_secret(name)


def test_many_are_counted() -> None:
    told = tell_secret_files("model folder 'm'", [f"{n}.pem" for n in range(7)], most=2)
    assert told == (
        "model folder 'm': '0.pem', '1.pem' and 5 more look like secrets, for all who may read the model; "
        "leave out what is one"
    )


def test_folder_with_secrets_is_warned_of_at_the_users_line(model: Path, tmp_path: Path) -> None:
    (model / ".env").touch()
    with pytest.warns(SecretFileWarning, match=r"'\.env' looks like a secret") as caught:
        build_archive(model, tmp_path / "model.tar.gz")
    with pytest.warns(SecretFileWarning) as also_caught:
        ModelArtifact.from_directory(model)
    assert {warning.filename for warning in (*caught, *also_caught)} == {__file__}
    ModelArtifact.from_directory(model, exclude=[".env"])


def test_archive_with_secrets_is_warned_of_each_time(model: Path, tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "model.tar.gz", "w:gz") as tar:
        tar.add(model / "model.onnx", "certs/a.pem")
    for _ in range(2):
        with pytest.warns(SecretFileWarning, match=r"model\.tar\.gz': 'certs/a\.pem' looks like a secret") as caught:
            ModelArtifact.from_archive(tmp_path / "model.tar.gz")
        assert caught[0].filename == __file__
