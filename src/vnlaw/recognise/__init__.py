"""What a document says about itself: kind, type, number, issuer, dates, title, signers, effect."""

from vnlaw.recognise.metadata import recognise

__all__ = ["recognise"]
