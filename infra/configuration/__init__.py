"""What the operator's commands have besides `chalicelib.administration`: country holidays, the force."""
