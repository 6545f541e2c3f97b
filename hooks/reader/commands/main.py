"""The `reader` command: a table of its commands, each loaded when it is called.

Exit status: 0 done, 1 problems found, 2 wrong usage. Problems go to standard error.
"""

from importlib import import_module
from importlib.metadata import version

import click

# Where each command is: `reader import` needs libraries that `reader check` should not wait for.
COMMANDS = {
    "new": "new:new",
    "check": "checking:check",
    "report": "checking:report_links",
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


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(version("reader"), prog_name="reader")
def main() -> None:
    """Check, report on and extend a collection of articles.

    Acts on the collection of the mkdocs.yml in the current folder, or the nearest one above.
    """
