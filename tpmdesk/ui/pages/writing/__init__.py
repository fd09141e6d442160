"""The Write page: briefs against a clock, the skim test, the critique of documents."""
