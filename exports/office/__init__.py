"""A volume as Office files: Word, PowerPoint and Excel, with charts that can be edited there."""
