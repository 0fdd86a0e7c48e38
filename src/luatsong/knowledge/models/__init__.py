"""Knowledge items, what they rest on, the lists they are sorted by, and the steps to approval."""

from luatsong.knowledge.models.approvals import Approval, ApproveStep, ReviewStep
from luatsong.knowledge.models.bases import Basis
from luatsong.knowledge.models.campaigns import Campaign, Platform
from luatsong.knowledge.models.items import Item
from luatsong.knowledge.models.lists import Agency, Audience, LifeEvent, RightsGroup
from luatsong.knowledge.models.practices import Evaluation, Measure, Practice
from luatsong.knowledge.models.recalls import Recall, Watch
from luatsong.knowledge.models.sharing import Arrival, SharedEntry

__all__ = [
    "Agency",
    "Approval",
    "ApproveStep",
    "Arrival",
    "Audience",
    "Basis",
    "Campaign",
    "Evaluation",
    "Item",
    "LifeEvent",
    "Measure",
    "Platform",
    "Practice",
    "Recall",
    "ReviewStep",
    "RightsGroup",
    "SharedEntry",
    "Watch",
]
