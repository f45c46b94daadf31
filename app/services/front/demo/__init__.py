"""Made-up people to look at and to test with: the sample family, and a whole store of synthetic customers."""

from app.services.front.demo.family import sample_family
from app.services.front.demo.population import populate

__all__ = ["populate", "sample_family"]
