"""The content edge: reads packs of TOML files, and names every mistake in them."""
