"""What Ouvido costs: measured, beside a floor measured in the same run. `python -m bench`."""
