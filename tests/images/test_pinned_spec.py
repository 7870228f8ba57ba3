"""A spec file with other images is otherwise the same, byte for byte."""

from __future__ import annotations

from pathlib import Path

import pytest

from cdk_model_packages import SpecError
from cdk_model_packages.images.image_name import ImageError
from cdk_model_packages.images.pinned_spec import images_of, with_images

DIGEST = "sha256:" + "ab" * 32
URI = f"123456789012.dkr.ecr.eu-west-1.amazonaws.com/digits@{DIGEST}"


def pin_all(path: Path) -> str:
    return with_images(path, dict.fromkeys(images_of(path), URI)).decode()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Containers:\n  - Image: digits:1  # ours\n", f"Containers:\n  - Image: {URI}  # ours\n"),
        ('Containers:\n- Image: "digits:1"\n', f'Containers:\n- Image: "{URI}"\n'),
        ("Containers: [{Image: 'digits:1', Framework: X}]", f"Containers: [{{Image: '{URI}', Framework: X}}]"),
        ("Containers: [{Image: digits:1}]", f"Containers: [{{Image: {URI}}}]"),
        ('{"Containers": [{"Image": "digits:1"}]}', f'{{"Containers": [{{"Image": "{URI}"}}]}}'),
        ("Containers:\r\n  - Image:   digits:1\r\n", f"Containers:\r\n  - Image:   {URI}\r\n"),
        (
            "Containers:\n  - Image: &image digits:1\n  - Image: digits:1\n",
            f"Containers:\n  - Image: &image {URI}\n  - Image: {URI}\n",
        ),
        (
            "# Image: digits:1\nContainers:\n  - Environment: {Image: digits:1}\n    Image:\n      digits:1\n",
            f"# Image: digits:1\nContainers:\n  - Environment: {{Image: digits:1}}\n    Image:\n      {URI}\n",
        ),
        (
            "A:\n  Containers: &all\n    - Image: digits:1\nB:\n  Containers: *all\n",
            f"A:\n  Containers: &all\n    - Image: {URI}\nB:\n  Containers: *all\n",
        ),
        ("Name: größe 🎯\nContainers:\n  - {A: 🎯, Image: digits:1}\n", None),
    ],
)
def test_only_the_images_change(tmp_path: Path, text: str, expected: str | None) -> None:
    path = tmp_path / "spec.yaml"
    path.write_bytes(text.encode())
    assert pin_all(path) == (expected or text.replace("digits:1", URI))
    path.write_bytes(pin_all(path).encode())
    assert {image.image for image in images_of(path)} == {URI}


def test_images_are_found_with_their_place(tmp_path: Path) -> None:
    path = tmp_path / "spec.yaml"
    path.write_text(
        "InferenceSpecification:\n  Containers:\n    - Image: a:1\n      ImageDigest: x\n    - Image: b:1\n"
        "AdditionalInferenceSpecifications:\n  - Containers:\n      - {Image: c:1}\n"
    )
    assert [(image.path, image.line, image.image, image.image_digest) for image in images_of(path)] == [
        ("InferenceSpecification.Containers[0].Image", 3, "a:1", "x"),
        ("InferenceSpecification.Containers[1].Image", 5, "b:1", None),
        ("AdditionalInferenceSpecifications[0].Containers[0].Image", 8, "c:1", None),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Name: &image digits:1\nContainers:\n  - Image: *image\n",
        "Containers:\n  - Image: >-\n      digits:1\n",
        'Containers:\n  - Image: "digits\\x3a1"\n',
    ],
)
def test_what_cannot_be_replaced_is_told_by_line(tmp_path: Path, text: str) -> None:
    path = tmp_path / "spec.yaml"
    path.write_text(text)
    with pytest.raises(ImageError, match=r"spec\.yaml:\d: Containers\[0\]\.Image is an alias, or"):
        pin_all(path)


def test_another_digest_beside_the_image_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "spec.yaml"
    for digest in (DIGEST, DIGEST.upper()):
        path.write_text(f"Containers:\n  - Image: digits:1\n    ImageDigest: {digest}\n")
        assert URI in pin_all(path)
    path.write_text(f"Containers:\n  - Image: digits:1\n    ImageDigest: sha256:{'cd' * 32}\n")
    with pytest.raises(SpecError, match=r"^Containers\[0\]\.ImageDigest=.*digits:1 has now.*\[CT-012\]"):
        pin_all(path)
