"""That a card was used, and what came of it."""

from __future__ import annotations

from app.enums import CardOutcome
from app.errors import bad_input
from app.models import CardUse, KnowledgeCard
from app.services.base.store import Actor, Store


def use(store: Store, actor: Actor, card_id: str, outcome: CardOutcome) -> None:
    """Keep that the card was used today; ``outcome`` is what the agent says of the conversation. No customer is named.
    Raises InputError ``not_found``."""
    with store.write(actor, "card.use", card_id) as session:
        if session.get(KnowledgeCard, card_id) is None:
            raise bad_input("not_found")
        session.add(
            CardUse(knowledge_card_id=card_id, agent_code=actor.code, on_date=session.today, outcome=outcome.value)
        )
