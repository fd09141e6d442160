"""Review: one card after another, by keyboard alone."""

from tpmdesk.ui.pages.review.page import ReviewPage
from tpmdesk.ui.pages.review.parts import ReviewParts

__all__ = ["ReviewPage", "ReviewParts"]
