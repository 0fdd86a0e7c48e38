"""Measured figures of Luật Sống; `python -m benchmarks --help`.

Nothing here writes into the project: stores and indexes of a measurement live in a temporary
folder that is removed.
"""
