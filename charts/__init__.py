"""Chart forms: one file and one function each, (series or marks, words) -> Plotly figure.

A form knows marks and scales. It asks nothing, rounds nothing and writes no words of its own: every text that it
draws comes with the data, the display text of a figure included.
"""
