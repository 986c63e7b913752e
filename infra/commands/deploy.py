"""`deploy`: packages a stage and makes its stack in AWS what the package says."""

import argparse
import sys
from pathlib import Path

from infra import package
from infra import stage as stages
from infra.deploy import deploy, parameters_of
from infra.receiving import activate

STAGES = Path(__file__).resolve().parent.parent / "stages"


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `deploy`."""
    parser = subparsers.add_parser("deploy", help="package and deploy a stage to AWS")
    parser.add_argument("--stage", required=True, help="its name; the stack is ouvido-STAGE")
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        dest="parameters",
        help="a template parameter, above infra/stages/STAGE.toml",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Deploy, and print the stack's outputs."""
    if arguments.stage == stages.LOCAL:
        print("the local stage is deployed by `make run`; say make deploy STAGE=…", file=sys.stderr)
        return 2
    given = dict(one.partition("=")[::2] for one in arguments.parameters)
    parameters = {
        **parameters_of(STAGES / f"{arguments.stage}.toml"),
        **given,
        "Stage": arguments.stage,
    }
    stage = stages.find(arguments.stage)
    outputs = deploy(stage, package.build(arguments.stage), parameters, print)
    if "MailRuleSetName" in outputs:
        print(activate(stage.client("ses"), outputs["MailRuleSetName"]))
    width = max(map(len, outputs))
    for name, value in sorted(outputs.items()):
        print(f"{name:<{width}}  {value}")
    return 0
