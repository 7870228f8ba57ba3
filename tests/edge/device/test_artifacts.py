"""Artifacts of a folder that stands for the bucket, and what is refused of them."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING, Any

import pytest

from cdk_model_packages.edge.device import ComponentRun, ComponentSource, DeviceOptions, artifact_source
from cdk_model_packages.edge.device.artifact_source import FolderArtifacts
from cdk_model_packages.errors import EdgeError, ModelPackagesError
from tests.edge.device.components import NAME, URI, archive, recipe, source

if TYPE_CHECKING:
    from pathlib import Path

CONTENT = b"the content"


def entered(component: ComponentSource, **options: Any) -> ComponentRun:
    """Return a run whose artifacts have been placed, and which has ended."""
    with ComponentRun(component, options=DeviceOptions(**options)) as run:
        pass
    return run


def with_artifact(folder: Path, **artifact: Any) -> ComponentSource:
    document = recipe({"Run": "true"}, Artifacts=[{"URI": f"s3://bucket/a/{NAME}.bin", **artifact}])
    return source(folder, document, {f"{NAME}.bin": CONTENT})


def digest(content: bytes, algorithm: str = "sha256") -> str:
    return base64.b64encode(hashlib.new(algorithm, content).digest()).decode()


def test_layout(tmp_path: Path) -> None:
    """NucleusPaths and ComponentStore of aws-greengrass-nucleus."""
    with ComponentRun(source(tmp_path, recipe())) as run:
        packages = run.layout.root / "packages"
        assert (packages / f"artifacts/{NAME}/1.0.0/component.zip").read_bytes() == archive()
        assert (packages / f"artifacts-unarchived/{NAME}/1.0.0/component/runner/serve.py").is_file()
        assert (run.layout.root / f"work/{NAME}").is_dir()
        (artifact,) = run.report.components[0].artifacts
        assert artifact.sha256 == hashlib.sha256(archive()).hexdigest()
        assert (artifact.files, artifact.digest_checked) == (1, False)


def test_what_is_not_to_be_unpacked_stays_a_file(tmp_path: Path) -> None:
    document = recipe({"Run": "true"}, Artifacts=[{"URI": URI}])
    with ComponentRun(source(tmp_path, document)) as run:
        assert list(run.layout.unarchived(NAME, "1.0.0").iterdir()) == []
        assert (run.layout.artifacts(NAME, "1.0.0") / "component.zip").is_file()


@pytest.mark.parametrize("algorithm", ["SHA-256", "SHA-512"])
def test_a_digest_is_compared(tmp_path: Path, algorithm: str) -> None:
    right = digest(CONTENT, algorithm.replace("-", "").lower())
    run = entered(with_artifact(tmp_path, Digest=right, Algorithm=algorithm))
    assert run.report.components[0].artifacts[0].digest_checked


@pytest.mark.parametrize(
    ("found", "algorithm", "told"),
    [
        (digest(b"other"), "SHA-256", r"its SHA-256 is .*, and the recipe has .*: a device refuses .* \[GG-015\]"),
        (hashlib.sha256(CONTENT).hexdigest(), "SHA-256", r"its SHA-256 is"),  # Base64, not hexadecimal
        (digest(CONTENT), "SHA-257", r"Algorithm 'SHA-257' is not known"),
    ],
)
def test_a_digest_that_differs_is_refused(tmp_path: Path, found: str, algorithm: str, told: str) -> None:
    with pytest.raises(EdgeError, match=told):
        entered(with_artifact(tmp_path, Digest=found, Algorithm=algorithm))


def test_nothing_is_left_of_what_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    with pytest.raises(EdgeError):
        entered(with_artifact(tmp_path, Digest=digest(b"other"), Algorithm="SHA-256"), prepare_only=True)
    assert list((tmp_path / "temporary").iterdir()) == []


@pytest.mark.parametrize(
    ("stored", "uri"),
    [
        ("deep/down/f.bin", "s3://bucket/deep/down/f.bin"),  # by its whole key
        ("f.bin", "s3://bucket/deep/down/f.bin"),  # by its name
        ("f.bin", "S3://bucket/f.bin"),  # ArtifactDownloaderFactory: a scheme in any case
    ],
)
def test_a_folder_stands_for_the_bucket(tmp_path: Path, stored: str, uri: str) -> None:
    (tmp_path / "artifacts" / stored).parent.mkdir(parents=True)
    (tmp_path / "artifacts" / stored).write_bytes(CONTENT)
    seen: list[tuple[int, int]] = []
    found = FolderArtifacts(tmp_path / "artifacts").fetch(uri, tmp_path / "target", lambda *count: seen.append(count))
    assert (tmp_path / "target").read_bytes() == CONTENT
    assert (found.size, seen) == (len(CONTENT), [(len(CONTENT), len(CONTENT))])


def test_a_key_does_not_leave_the_folder(tmp_path: Path) -> None:
    (tmp_path / "artifacts").mkdir()
    (tmp_path / "f.bin").write_bytes(CONTENT)
    (tmp_path / "artifacts/f.bin").symlink_to(tmp_path / "f.bin")
    with pytest.raises(EdgeError, match=r"artifact s3://bucket/\.\./f\.bin: .* has neither \.\./f\.bin nor f\.bin"):
        FolderArtifacts(tmp_path / "artifacts").fetch("s3://bucket/../f.bin", tmp_path / "t", lambda *_: None)


def test_a_folder_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(EdgeError, match=r"--artifacts .*/none: is no folder"):
        FolderArtifacts(tmp_path / "none")


def test_what_the_disk_cannot_hold_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Usage:
        free = len(CONTENT) - 1

    component = with_artifact(tmp_path)
    monkeypatch.setattr(artifact_source.shutil, "disk_usage", lambda _: Usage)
    with pytest.raises(EdgeError, match=r"has 11 bytes, and .* has 10 free"):
        entered(component)
    Usage.free = len(CONTENT)
    entered(component)


@pytest.mark.parametrize(
    ("uri", "told"),
    [
        ("docker:public.ecr.aws/nginx/nginx:1", "no container engine is used here; run the image by itself"),
        ("greengrass:abc", r"is no s3://BUCKET/KEY; only artifacts of S3 can be fetched here \[GG-013\]"),
        ("s3://bucket/a/..", r"its key 'a/\.\.' ends in no file name"),
    ],
)
def test_what_cannot_be_fetched(tmp_path: Path, uri: str, told: str) -> None:
    with pytest.raises(ModelPackagesError, match=told):
        entered(source(tmp_path, recipe({"Run": "true"}, Artifacts=[{"URI": uri}])))


def test_an_image_is_left_out_of_what_is_prepared_only(tmp_path: Path) -> None:
    image = "docker:public.ecr.aws/nginx/nginx:1"
    document = recipe(
        {"Run": "docker run nginx"},
        Artifacts=[{"URI": image}],
        ComponentDependencies={"aws.greengrass.DockerApplicationManager": {"VersionRequirement": "~2.0.0"}},
    )
    run = entered(source(tmp_path, document), prepare_only=True)
    assert f"artifact {image}: no container engine is used here; the image was left out" in run.report.findings
    assert run.report.as_dict()["components"][0]["artifacts"][0]["path"] is None
