"""Who does the steps of a build: processes of this machine, or workers of a cluster.

A step whose worker was ended half-way is done again: what it writes it writes whole or not at all.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Any

from reader.commands.steps import Order, Outcome, do

Driver = Callable[[Sequence[Order]], list[Outcome]]
TRIES = 3
ADDRESS = re.compile(r"(tcp|tls|ucx|ws|wss)://[^\s/]+:\d+")
WAIT = 10  # seconds until a scheduler that does not answer is given up


class NoDriver(Exception):
    """There is nobody to do the steps; the message says why and what to do."""


@contextmanager
def pool(jobs: int) -> Iterator[Driver]:
    """Processes of this machine."""

    def drive(orders: Sequence[Order]) -> list[Outcome]:
        done: dict[Order, Outcome] = {}
        left = list(orders)
        for _ in range(TRIES):
            with ProcessPoolExecutor(min(jobs, len(left)), get_context("spawn")) as processes:
                futures: dict[Order, Future[Outcome]] = {}
                for order in left:
                    try:
                        futures[order] = processes.submit(do, order)
                    except BrokenProcessPool:
                        break
                for order, future in futures.items():
                    try:
                        done[order] = future.result()
                    except BrokenProcessPool:
                        continue
            left = [order for order in orders if order not in done]
            if not left:
                break
        for order in left:
            done[order] = _ended(order)
        return [done[order] for order in orders]

    yield drive


@contextmanager
def cluster(address: str) -> Iterator[Driver]:
    """The workers of a scheduler of dask.distributed."""
    if not ADDRESS.fullmatch(address):
        raise NoDriver(f"--scheduler {address}: this is no address of a scheduler\n    write it as tcp://host:8786")
    distributed = _distributed()
    try:
        client = distributed.Client(address, timeout=WAIT)
    except (OSError, TimeoutError) as error:
        message = f"--scheduler {address}: no scheduler answers"
        raise NoDriver(f"{message}\n    start one with: dask scheduler, or mend the address") from error
    with client:
        if not client.scheduler_info()["workers"]:
            raise NoDriver(f"--scheduler {address}: it has no workers\n    start some with: dask worker {address}")
        yield _drive(distributed, client)


@contextmanager
def local_cluster(workers: int) -> Iterator[Driver]:
    """A scheduler and workers that are started here and ended with the build."""
    distributed = _distributed()
    with (
        distributed.LocalCluster(workers, threads_per_worker=1, dashboard_address=None) as started,
        distributed.Client(started) as client,
    ):
        yield _drive(distributed, client)


def _drive(distributed: Any, client: Any) -> Driver:
    def drive(orders: Sequence[Order]) -> list[Outcome]:
        futures = [client.submit(do, order, key=f"reader {order}", pure=False, retries=TRIES) for order in orders]
        return [_outcome(distributed, order, future) for order, future in zip(orders, futures, strict=True)]

    return drive


def _outcome(distributed: Any, order: Order, future: Any) -> Outcome:
    try:
        outcome: Outcome = future.result()
    except distributed.KilledWorker:
        return _ended(order)
    except Exception as error:  # whatever a worker meets: it may lack the package, or have another one
        return Outcome(failure=f"{order}: a worker could not do it: {type(error).__name__}: {error}")
    return outcome


def _ended(order: Order) -> Outcome:
    hint = "it may need more memory than there is: take more volumes, or fewer jobs"
    return Outcome(failure=f"{order}: the process that did it was ended {TRIES} times\n    {hint}")


def _distributed() -> Any:
    try:
        import distributed
    except ImportError as error:
        message = "dask.distributed is not installed, which builds over machines"
        raise NoDriver(f'{message}\n    run: pip install "reader[cluster]"') from error
    return distributed
