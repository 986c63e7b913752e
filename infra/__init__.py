"""What surrounds the product: its stack, packaging, deployment, operators' commands, local stack."""
