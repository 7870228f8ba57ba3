from __future__ import annotations

import signal
import threading

import pytest

from cdk_model_packages.artifacts.interruption import interrupted_between_steps


def test_an_interrupt_is_held_back_until_it_is_let_through() -> None:
    steps: list[str] = []
    former = signal.getsignal(signal.SIGINT)

    def work() -> None:
        with interrupted_between_steps() as let_through:
            let_through()
            signal.raise_signal(signal.SIGINT)
            steps.append("unbroken")
            let_through()
            steps.append("not reached")

    with pytest.raises(KeyboardInterrupt):
        work()
    assert steps == ["unbroken"]
    assert signal.getsignal(signal.SIGINT) is former


def test_an_interrupt_that_nothing_lets_through_comes_in_the_end() -> None:
    steps: list[str] = []

    def work() -> None:
        with interrupted_between_steps():
            signal.raise_signal(signal.SIGINT)
            steps.append("unbroken")

    with pytest.raises(KeyboardInterrupt):
        work()
    assert steps == ["unbroken"]


def test_another_thread_is_never_interrupted() -> None:
    done: list[bool] = []

    def work() -> None:
        with interrupted_between_steps() as let_through:
            let_through()
            done.append(signal.getsignal(signal.SIGINT) is former)

    former = signal.getsignal(signal.SIGINT)
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == [True]
