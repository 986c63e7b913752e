"""`run`: the whole system on this machine, in the foreground."""

import argparse
import os
from pathlib import Path

from infra.stage import local_state

_ROOT = Path(__file__).resolve().parent.parent.parent


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `run`."""
    parser = subparsers.add_parser("run", help="start the local stack; Ctrl-C stops it")
    parser.add_argument(
        "--port", type=int, default=os.environ.get("PORT") or "8000", help="(PORT, default 8000)"
    )
    parser.add_argument(
        "--config",
        type=Path,
        default=Path(os.environ.get("OUVIDO_CONFIG") or _ROOT / "config" / "demo.toml"),
        help="what to apply (OUVIDO_CONFIG, default config/demo.toml)",
    )
    parser.add_argument(
        "--state", type=Path, default=local_state(), help="(OUVIDO_STATE, default .local/state)"
    )
    parser.add_argument(
        "--sms-provider",
        choices=("aws", "twilio"),
        default=os.environ.get("OUVIDO_SMS_PROVIDER") or "aws",
        help="whom texts go through (OUVIDO_SMS_PROVIDER, default aws)",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Start everything and stay until told to stop."""
    from infra.local.run import run as run_locally

    return run_locally(
        port=arguments.port,
        config=arguments.config.resolve(),
        state=arguments.state.resolve(),
        sms_provider=arguments.sms_provider,
    )
