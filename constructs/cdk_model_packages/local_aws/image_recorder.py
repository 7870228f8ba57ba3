"""The image recorder: stands in for a container engine where there is none.

The CDK builds and pushes its Docker assets with the program that ``CDK_DOCKER`` names. Against the embedded AWS
that is this one. It records that an image of this build context was pushed, so that repository, tag and digest are
there for whoever looks them up. It builds nothing, holds no layers and cannot run anything, and it refuses to work
for any AWS but the embedded one.
"""

from __future__ import annotations

import fnmatch
import hashlib
import json
import os
import re
import sys
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from cdk_model_packages.errors import LocalAwsError
from cdk_model_packages.local_aws.process import LocalAws

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_MANIFEST_TYPE = "application/vnd.docker.distribution.manifest.v2+json"
_CONFIG_TYPE = "application/vnd.docker.container.image.v1+json"
_REGISTRY = re.compile(r"\d{12}\.dkr\.ecr\.(?P<region>[a-z0-9-]+)\.amazonaws\.com")
_CHUNK_BYTES = 1 << 20


class ImageRecorder:
    """The calls of a container engine that the CDK makes.

    Args:
        local_aws: The only AWS that it records in.
    """

    def __init__(self, local_aws: LocalAws) -> None:
        self._local_aws = local_aws
        self._images = local_aws.directory / "images"
        self._calls: dict[str, Callable[[Sequence[str]], int]] = {
            "version": self._version,
            "--version": self._version,
            "login": self._login,
            "inspect": self._inspect,
            "build": self._build,
            "tag": self._tag,
            "push": self._push,
            "images": self._list,
        }

    def run(self, arguments: Sequence[str]) -> int:
        """Answer one call.

        Raises:
            LocalAwsError: It is not one that can be recorded.
        """
        words = arguments[1:] if arguments[:1] == ["image"] else arguments
        call = self._calls.get(words[0] if words else "")
        if call is None:
            raise LocalAwsError(
                f"image recorder: cannot {' '.join(arguments[:2]) or 'do nothing'}: it builds and runs no images, it "
                "records them in the embedded AWS; for a real engine: CDK_DOCKER=docker (or podman, finch)"
            )
        return call(words[1:])

    def _version(self, arguments: Sequence[str]) -> int:
        del arguments
        print("image recorder of cdk-model-packages: records images in the embedded AWS, builds and runs none")
        return 0

    def _login(self, arguments: Sequence[str]) -> int:
        self._refuse_other_endpoints()
        _region_of(arguments[-1] if arguments else "")
        if "--password-stdin" in arguments:
            sys.stdin.read()
        return 0

    def _inspect(self, arguments: Sequence[str]) -> int:
        if arguments and self._file(arguments[-1]).exists():
            print(self._file(arguments[-1]).read_text(encoding="utf-8"))
            return 0
        print(f"image recorder: no image {' '.join(arguments)} is recorded", file=sys.stderr)
        return 1

    def _build(self, arguments: Sequence[str]) -> int:
        self._refuse_other_endpoints()
        context = Path(arguments[-1] if arguments else ".")
        file = context / (_option(arguments, "--file", "-f") or "Dockerfile")
        if not file.is_file():
            raise LocalAwsError(f"image recorder: {file.absolute()}: no such file; the build context needs it")
        digest = _context_digest(context, arguments)
        for tag in _options(arguments, "--tag", "-t"):
            self._save(tag, digest)
        print(f"image recorder: recorded the build context {context.absolute()} as sha256:{digest}, built nothing")
        return 0

    def _tag(self, arguments: Sequence[str]) -> int:
        source, target = arguments
        self._save(target, self._load(source))
        return 0

    def _push(self, arguments: Sequence[str]) -> int:
        self._refuse_other_endpoints()
        image = arguments[-1]
        registry, _, path = image.partition("/")
        repository, _, tag = path.rpartition(":")
        self._put(_region_of(registry), repository, tag, self._load(image))
        print(f"image recorder: recorded {image} in the embedded AWS")
        return 0

    def _put(self, region: str, repository: str, tag: str, digest: str) -> None:
        from botocore.exceptions import ClientError  # only a push needs it, and it takes a while to load

        from cdk_model_packages.local_aws.clients import client

        ecr = client("ecr", self._local_aws.environment(), region=region)
        try:
            ecr.put_image(
                repositoryName=repository,
                imageTag=tag,
                imageManifest=_manifest(digest),
                imageManifestMediaType=_MANIFEST_TYPE,
            )
        except ClientError as error:
            raise LocalAwsError(f"image recorder: cannot record {repository}:{tag}: {error}") from error

    def _list(self, arguments: Sequence[str]) -> int:
        """Print the recorded tags that ``--filter reference=PATTERN`` fits: the CDK asks before it publishes twice."""
        pattern = (_option(arguments, "--filter") or "reference=*").removeprefix("reference=")
        recorded = [json.loads(file.read_text(encoding="utf-8"))["Tag"] for file in sorted(self._images.glob("*.json"))]
        for tag in fnmatch.filter(recorded, pattern):
            print(tag)
        return 0

    def _refuse_other_endpoints(self) -> None:
        endpoint = os.environ.get("AWS_ENDPOINT_URL")
        ours = self._local_aws.status().url
        if ours is None or endpoint != ours:
            raise LocalAwsError(
                f"image recorder: AWS_ENDPOINT_URL={endpoint} is not the embedded AWS of {self._local_aws.directory} "
                f"({ours or 'which is not running'}); it records images nowhere else: unset CDK_DOCKER"
            )

    def _save(self, tag: str, digest: str) -> None:
        self._images.mkdir(parents=True, exist_ok=True)
        file = self._file(tag)
        partial = file.with_suffix(f".{os.getpid()}")
        partial.write_text(json.dumps({"Tag": tag, "Digest": digest}), encoding="utf-8")
        partial.replace(file)

    def _load(self, tag: str) -> str:
        file = self._file(tag)
        if not file.exists():
            raise LocalAwsError(f"image recorder: no image {tag} is recorded; build it first")
        return str(json.loads(file.read_text(encoding="utf-8"))["Digest"])

    def _file(self, tag: str) -> Path:
        return self._images / f"{hashlib.sha256(tag.encode()).hexdigest()}.json"


def _region_of(registry: str) -> str:
    match = _REGISTRY.fullmatch(registry.removeprefix("https://"))
    if match is None:
        raise LocalAwsError(f"image recorder: {registry!r} is not an ECR registry; it records images nowhere else")
    return match["region"]


def _option(arguments: Sequence[str], *names: str) -> str | None:
    return next(iter(_options(arguments, *names)), None)


def _options(arguments: Sequence[str], *names: str) -> list[str]:
    separate = [after for name, after in pairwise(arguments) if name in names]
    joined = [word.partition("=")[2] for word in arguments for name in names if word.startswith(f"{name}=")]
    return separate + joined


def _context_digest(context: Path, arguments: Sequence[str]) -> str:
    """Return one digest for everything that a build would depend on: the options and every file."""
    digest = hashlib.sha256(json.dumps(_without_tags(arguments)).encode())
    for path in sorted(context.rglob("*")):
        name = path.relative_to(context).as_posix()
        if path.is_symlink():
            digest.update(f"\0link {name} {path.readlink()}".encode())
        elif path.is_file():
            digest.update(f"\0file {name} {path.stat().st_mode & 0o111:o} {path.stat().st_size}\0".encode())
            with path.open("rb") as file:
                while chunk := file.read(_CHUNK_BYTES):
                    digest.update(chunk)
    return digest.hexdigest()


def _without_tags(arguments: Sequence[str]) -> list[str]:
    return [
        word
        for before, word in zip(["", *arguments], arguments, strict=False)
        if not {before, word.partition("=")[0]} & {"--tag", "-t"}
    ]


def _manifest(digest: str) -> str:
    return json.dumps(
        {
            "schemaVersion": 2,
            "mediaType": _MANIFEST_TYPE,
            "config": {"mediaType": _CONFIG_TYPE, "size": 0, "digest": f"sha256:{digest}"},
            "layers": [],
        }
    )


def main() -> None:
    """Run one call: the folder of the embedded AWS, then what the CDK says to an engine."""
    try:
        sys.exit(ImageRecorder(LocalAws(Path(sys.argv[1]))).run(sys.argv[2:]))
    except LocalAwsError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
