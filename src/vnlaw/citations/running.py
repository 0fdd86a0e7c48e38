"""Reading paragraph after paragraph: second names and what was cited before are carried along."""

from __future__ import annotations

from dataclasses import replace

from vnlaw.citations.find import find_with_aliases
from vnlaw.citations.model import Citation, Context, Target, TargetKind

CALLED = (TargetKind.NUMBER, TargetKind.NAME)  # targets that "nêu trên" may mean
_ANTECEDENTS = 20  # how many documents cited before "nêu trên" may reach back to


class RunningReader:
    """Finds citations in the paragraphs of one document, in order."""

    def __init__(self, start: Context) -> None:
        self.aliases: dict[str, Target] = dict(start.aliases)
        self.antecedents: list[Target] = list(start.antecedents)

    def read(self, text: str, context: Context) -> tuple[Citation, ...]:
        """The citations of the next paragraph; aliases and antecedents of `context` are ours."""
        known = tuple(self.antecedents[-_ANTECEDENTS:])
        context = replace(context, aliases=self.aliases, antecedents=known)
        citations, self.aliases = find_with_aliases(text, context)
        self.antecedents += [c.target for c in citations if c.target.kind in CALLED]
        return citations

    @property
    def context(self) -> Context:
        """What is known after the paragraphs read so far, for texts that come later."""
        return Context(
            aliases=dict(self.aliases), antecedents=tuple(self.antecedents[-_ANTECEDENTS:])
        )
