"""Questions answered with checked quotes of the law, or an honest "not found"."""
