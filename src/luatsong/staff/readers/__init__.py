"""The staff side of what readers say: moderation of comments, satisfaction and reach."""
