"""Which receipt rule set SES uses: the one thing about receiving that CloudFormation cannot say."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mypy_boto3_ses import SESClient


def activate(ses: "SESClient", rule_set: str) -> str:
    """Make our receipt rule set the active one, unless another is; what was done, in a sentence.

    A region has one active rule set, so another's is never replaced.
    """
    active = ses.describe_active_receipt_rule_set().get("Metadata", {}).get("Name")
    if active == rule_set:
        return f"SES receives by the rule set {rule_set}"
    if active is None:
        ses.set_active_receipt_rule_set(RuleSetName=rule_set)
        return f"SES receives by the rule set {rule_set} from now on"
    return (
        f"No mail arrives yet: the region's active rule set is {active}, which stays so. "
        f"Deploy with --set MailRuleSet={active}, and the rule is added to it."
    )
