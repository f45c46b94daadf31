"""Services to contracts there are (保全): asked for, submitted, done. What is done changes the policy."""

from app.services.selling.policy_services.applying import asked_of
from app.services.selling.policy_services.commands import Asked, add, change, move
from app.services.selling.policy_services.reading import ServiceRow, ServicesShown, of_agent, of_household

__all__ = ["Asked", "ServiceRow", "ServicesShown", "add", "asked_of", "change", "move", "of_agent", "of_household"]
