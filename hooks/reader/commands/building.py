"""`reader build`: the site, at once or in volumes, on one machine or on many."""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click
from mkdocs.commands.build import build as build_at_once
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from reader.building.volumes import BY, By, groups
from reader.building.work_folder import Folder
from reader.commands.console import configured, fail
from reader.commands.drivers import Driver, NoDriver, cluster, local_cluster, pool
from reader.commands.reading import opened
from reader.commands.steps import Order, Outcome, Step
from reader.mkdocs.joining import join
from reader.problems import HEADLINE
from reader.text.english import counted

WORK = Path(".cache/volumes")
NUMBER = click.IntRange(min=1)


@click.command()
@click.argument("step", type=click.Choice(["convert", "merge", "render", "join"]), required=False)
@click.option("--volumes", type=NUMBER, metavar="N", help="In how many volumes; without, the whole site at once.")
@click.option("--by", type=click.Choice(BY), help="What stays in one volume: a year, a publication, or an article.")
@click.option("--volume", type=click.IntRange(min=0), metavar="K", help="Do the step on this volume only.")
@click.option("--jobs", type=NUMBER, metavar="N", help="How many processes; by default one for each processor.")
@click.option("--scheduler", metavar="ADDRESS", help="Build on the workers of a dask scheduler, tcp://host:port.")
@click.option("--local-cluster", type=NUMBER, metavar="N", help="Start a dask cluster of N workers on this machine.")
@click.option("--work", type=click.Path(path_type=Path), metavar="FOLDER", help="Where steps hand on what they made.")
@click.option("--site-dir", type=click.Path(path_type=Path), metavar="FOLDER", help="Where the site is written.")
@click.option("--strict", is_flag=True, help="Take warnings for problems, and leave the site as it was.")
def build(
    step: str | None,
    volumes: int | None,
    by: By | None,
    volume: int | None,
    jobs: int | None,
    scheduler: str | None,
    local_cluster: int | None,
    work: Path | None,
    site_dir: Path | None,
    strict: bool,
) -> None:
    """Build the site, as `mkdocs build` does, or in volumes.

    In volumes it is built in steps, which can be done on machines of their own: `convert` and `render` for each volume,
    `merge` between them, `join` at the end. Volume 0 is what a site has once, the search for one; the articles and
    people are in volumes 1 to N. Without STEP all are done.
    """
    site = site_dir.resolve() if site_dir else None
    if scheduler and local_cluster:
        raise click.UsageError("--scheduler and --local-cluster are two clusters: give one of them")
    if volume is not None and step not in ("convert", "render"):
        raise click.UsageError("--volume is for the steps convert and render")
    in_volumes = volumes or by or step or jobs or scheduler or local_cluster
    if not in_volumes:
        _at_once(site, strict=strict)
        return
    with configured(site) as (config, _):
        root = Path(config.config_file_path).parent
        folder = Folder((work or root / WORK).resolve())
        number = volumes or _number(config, by, step)
        if volume is not None and volume > number:
            raise click.UsageError(f"--volume {volume}: there are {counted(number, 'volume')} and volume 0")
        chosen = range(number + 1) if volume is None else (volume,)
        steps = ("convert", "merge", "render", "join") if step is None else (step,)
        orders = {
            name: _orders(name, (0,) if name == "merge" else chosen, number, by or "count", config, folder)
            for name in ("convert", "merge", "render")
            if name in steps
        }
        try:
            with _driver(scheduler, local_cluster, jobs, used=bool(orders)) as drive:
                for each in orders.values():
                    _tell(drive(each), strict=strict)
        except NoDriver as error:
            fail(str(error))
        if "join" in steps:
            try:
                join(folder, number, config)
            except PluginError as error:
                fail(str(error).removeprefix(HEADLINE))
        if step is None:
            shutil.rmtree(folder.root, ignore_errors=True)


def _at_once(site: Path | None, *, strict: bool) -> None:
    with configured(site) as (config, messages):
        # Later events ask whether a build is strict.
        config.strict = config.strict or strict
        build_at_once(config)
        for message in messages:
            click.echo(message, err=True)


def _number(config: MkDocsConfig, by: By | None, step: str | None) -> int:
    """How many volumes there are where nobody says it."""
    if step:
        raise click.UsageError(
            "say with --volumes N in how many volumes the site is built: it is the same in all steps"
        )
    if by in (None, "count"):
        return os.cpu_count() or 1
    config.plugins.on_startup(command="build", dirty=False)
    return max(1, groups(opened(config).collection, by))


def _orders(
    step: Step, chosen: Sequence[int], number: int, by: By, config: MkDocsConfig, folder: Folder
) -> list[Order]:
    path, url = str(Path(config.config_file_path).resolve()), config.site_url or ""
    return [Order(step, volume, number, by, path, str(folder.root), url) for volume in chosen]


@contextmanager
def _driver(scheduler: str | None, workers: int | None, jobs: int | None, *, used: bool) -> Iterator[Driver]:
    if not used:
        yield lambda _: []
        return
    if scheduler:
        chosen = cluster(scheduler)
    elif workers:
        chosen = local_cluster(workers)
    else:
        chosen = pool(jobs or os.cpu_count() or 1)
    with chosen as drive:
        yield drive


def _tell(outcomes: Sequence[Outcome], *, strict: bool) -> None:
    """Say what steps warned of, each once, and end where one failed."""
    failures = list(dict.fromkeys(each.failure for each in outcomes if each.failure))
    warnings = list(dict.fromkeys(message for each in outcomes for message in each.warnings))
    for message in warnings:
        click.echo(message, err=True)
    if failures:
        fail("\n".join(failures))
    if warnings and strict:
        fail(f"{counted(len(warnings), 'warning')}: the site was not built")
