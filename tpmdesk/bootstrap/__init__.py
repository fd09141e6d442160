"""Where every part is built, once, and joined to the others; the only place that knows them all."""
