"""Trains a classifier of irises and writes what the package deploys.

    pip install -r requirements-train.txt
    python train.py

The data are scikit-learn's bundled irises: 150 flowers, measured in cm. It writes ``model/``, which becomes the
package's artifact, ``samples/irises.csv``, which the validation run sends, and ``expected.csv``, the species of those
samples. Two runs write the same bytes.
"""

from pathlib import Path

from export import write_model
from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

SEED = 7
HELD_OUT_SHARE = 0.2
NEEDED_ACCURACY = 0.95
FOLDER = Path(__file__).parent


def main() -> None:
    """Train, check and write."""
    irises = load_iris()
    train_sizes, held_out_sizes, train_species, held_out_species = train_test_split(
        irises.data, irises.target, test_size=HELD_OUT_SHARE, stratify=irises.target, random_state=SEED
    )
    classifier = LogisticRegression(tol=1e-10, max_iter=10_000).fit(train_sizes, train_species)
    # Rounded: what another CPU computes differently does not reach the file.
    classifier.coef_, classifier.intercept_ = classifier.coef_.round(2), classifier.intercept_.round(2)
    accuracy = classifier.score(held_out_sizes, held_out_species)
    if accuracy < NEEDED_ACCURACY:
        raise SystemExit(f"held-out accuracy is {accuracy:.4f}, need {NEEDED_ACCURACY}; nothing written")
    for name in ("model", "samples"):
        (FOLDER / name).mkdir(exist_ok=True)
    write_model(FOLDER / "model", classifier.coef_, classifier.intercept_)
    lines = (",".join(f"{size:.1f}" for size in row) for row in held_out_sizes)
    (FOLDER / "samples/irises.csv").write_text("".join(f"{line}\n" for line in lines))
    (FOLDER / "expected.csv").write_text("".join(f"{irises.target_names[number]}\n" for number in held_out_species))
    print(f"held-out accuracy: {accuracy:.4f}; wrote model/, samples/irises.csv and expected.csv")


if __name__ == "__main__":
    main()
