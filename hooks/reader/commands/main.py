"""The `reader` command: a table of its commands, each loaded when it is called.

Exit status: 0 done, 1 problems found, 2 wrong usage. Problems go to standard error.
"""

from importlib import import_module
from importlib.metadata import version
from pathlib import Path

import click

from reader.faults import told, trace

# Where each command is: `reader import` needs libraries that `reader check` should not wait for.
COMMANDS = {
    "new": "new:new",
    "check": "checking:check",
    "report": "checking:report_links",
    "serve": "serve:serve",
    "anchors": "anchors:anchors",
    "edition": "edition:edition",
    "build": "building:build",
    "cite": "cite:cite",
    "forms": "forms:propose_forms",
    "import": "importing:import_articles",
    "suggest": "importing:suggest_entries",
    "publish": "lifecycle:publish",
    "withdraw": "lifecycle:withdraw",
    "rename": "lifecycle:rename",
}


class Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        module, _, name = COMMANDS.get(cmd_name, "").partition(":")
        command: click.Command | None = getattr(import_module(f"reader.commands.{module}"), name) if module else None
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; what nobody foresaw is told in one line, and with --verbose in full."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.Abort, click.exceptions.Exit, BrokenPipeError):
            raise
        except Exception as error:
            if ctx.params.get("verbose"):
                click.echo(trace(error), err=True)
            click.echo(told(error, _root()), err=True)
            ctx.exit(1)


def _root() -> Path:
    """The folder of the collection that a command acts on, or the current one."""
    here = Path.cwd()
    return next((each for each in (here, *here.parents) if (each / "mkdocs.yml").is_file()), here)


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--verbose", is_flag=True, help="Print all that is known of an error, for a report.")
@click.version_option(version("reader"), prog_name="reader")
def main(verbose: bool) -> None:
    """Check, report on and extend a collection of articles.

    Acts on the collection of the mkdocs.yml in the current folder, or the nearest one above.
    """
