"""Statistical methods, one a file: arrays in, frozen results out. No method knows a page, a file or a language.

Only the self-test reads files: the published cases in published/, and tables of others that are not in the project.
"""
