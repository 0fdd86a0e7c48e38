"""Bàn hiệu lực: how effects are worded, typed, shown in their context, and tried on a text."""
