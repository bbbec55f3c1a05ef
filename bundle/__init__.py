"""One folder that installs and serves without network or root: `python -m bundle`."""
