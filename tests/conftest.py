"""What every suite shares: no account, the profiles of Hypothesis, the browser, the closing line."""

import os
import shutil

import pytest
from hypothesis import settings

settings.register_profile("default", max_examples=100, deadline=None)
settings.register_profile("ci", max_examples=1_000, deadline=None, print_blob=True)
settings.register_profile("nightly", max_examples=20_000, deadline=None, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

ON_CI = os.environ.get("CI") == "true"

# No test reaches anybody's account, whatever the machine that runs it knows of one.
os.environ.pop("AWS_PROFILE", None)
os.environ.update(
    AWS_ACCESS_KEY_ID="test",
    AWS_SECRET_ACCESS_KEY="test",
    AWS_DEFAULT_REGION="eu-west-1",
    AWS_CONFIG_FILE=os.devnull,
    AWS_SHARED_CREDENTIALS_FILE=os.devnull,
    AWS_EC2_METADATA_DISABLED="true",
)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """What drives a browser is skipped where there is none; on CI that is a failure."""
    if item.get_closest_marker("chromium") and not shutil.which("chromium"):
        if ON_CI:
            pytest.fail("CI has no Chromium")
        pytest.skip("no Chromium on this machine")


def pytest_unconfigure(config: pytest.Config) -> None:
    """The last line of all says plainly how many passed, failed, skipped."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None or hasattr(config, "workerinput") or config.option.collectonly:
        return
    counts = {name: len(reports) for name, reports in reporter.stats.items()}
    failed = counts.get("failed", 0) + counts.get("error", 0)
    skipped = counts.get("skipped", 0)
    print(f"{counts.get('passed', 0)} passed, {failed} failed, {skipped} skipped", flush=True)
