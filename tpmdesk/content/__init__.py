"""The content edge: packs of TOML, read and validated."""
