"""A card as something to take away: a picture, a file of its table, a brief.

Every function takes what `views` made and gives bytes or text; nothing here asks, computes or words a figure.
"""
