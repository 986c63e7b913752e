"""Around the product: its stack, packaging, deployment, operators' commands, the local stack."""
