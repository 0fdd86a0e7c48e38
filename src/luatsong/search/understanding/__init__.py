"""What a question means to search.

    from luatsong.search.understanding import understand
    understand("ko doi mu bao hiem phat bn", lexicon).reading

The values are in `contract`, the lexicon in `lexicon` (`build`, `load`, `CorpusLexicon.save`).
"""

from luatsong.search.understanding.contract import Lexicon, Understood
from luatsong.search.understanding.reading import understand

__all__ = ["Lexicon", "Understood", "understand"]
