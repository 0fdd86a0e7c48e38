"""What the site and the desk may read of the store.

Everything here but the desk's own reads shows published documents only.
"""

from luatsong.law.selectors.desk import (
    DeskPage,
    desk_counts,
    intake_by_id,
    intakes,
)
from luatsong.law.selectors.documents import (
    as_engine_document,
    document_by_slug,
    documents_by_id,
    newest,
    published,
    sources_of,
)
from luatsong.law.selectors.lists import (
    Counts,
    DocumentPage,
    Facet,
    ListFilters,
    counts,
    list_documents,
    newest_documents,
    store_version,
)
from luatsong.law.selectors.provisions import (
    ComponentRow,
    ProvisionRow,
    ancestors,
    components_of,
    issued_of,
    provision_by_address,
    provisions_of,
    subtree,
)

__all__ = [
    "ComponentRow",
    "Counts",
    "DeskPage",
    "DocumentPage",
    "Facet",
    "ListFilters",
    "ProvisionRow",
    "ancestors",
    "as_engine_document",
    "components_of",
    "counts",
    "desk_counts",
    "document_by_slug",
    "documents_by_id",
    "intake_by_id",
    "intakes",
    "issued_of",
    "list_documents",
    "newest",
    "newest_documents",
    "provision_by_address",
    "provisions_of",
    "published",
    "sources_of",
    "store_version",
    "subtree",
]
