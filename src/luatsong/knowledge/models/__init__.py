"""Knowledge items, what they rest on, the lists they are sorted by, and the steps to approval."""

from luatsong.knowledge.models.approvals import Approval, ApproveStep, ReviewStep
from luatsong.knowledge.models.bases import Basis
from luatsong.knowledge.models.items import Item
from luatsong.knowledge.models.lists import Agency, Audience, LifeEvent, RightsGroup
from luatsong.knowledge.models.recalls import Recall, Watch

__all__ = [
    "Agency",
    "Approval",
    "ApproveStep",
    "Audience",
    "Basis",
    "Item",
    "LifeEvent",
    "Recall",
    "ReviewStep",
    "RightsGroup",
    "Watch",
]
