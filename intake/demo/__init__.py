"""The demonstration data: synthetic records, drawn from stated settings, the same wherever they are drawn."""
