"""Results in words, Chinese and English: plain sentences made from the same texts that the chart shows."""
