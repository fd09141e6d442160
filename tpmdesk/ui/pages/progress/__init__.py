"""Progress: what the answers and cards come to, each figure with how it is computed."""
