"""Reading a one-page program brief as a demanding reader would."""

from tpmdesk.domain.brief.read import read_brief
from tpmdesk.domain.brief.reading import (
    WORDS_A_MINUTE,
    Defect,
    DefectCode,
    Part,
    PartFound,
    Reading,
)

__all__ = ["WORDS_A_MINUTE", "Defect", "DefectCode", "Part", "PartFound", "Reading", "read_brief"]
