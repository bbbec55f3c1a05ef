"""Speed of the chain engine beside named peers, in one run, as ratios: `python -m bench`."""
