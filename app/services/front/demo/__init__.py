"""Made-up people to look at and to test with: the sample family, and a whole store of synthetic customers."""

from app.services.front.demo.family import sample_family
from app.services.front.demo.population import populate
from app.services.front.demo.removal import Samples, remove, there

__all__ = ["Samples", "populate", "remove", "sample_family", "there"]
