"""tpmdesk: prepare, offline, for a senior Technical Program Manager interview loop."""

__version__ = "0.1.0"
