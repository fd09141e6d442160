"""The Qt edge: one window of pages and widgets."""
