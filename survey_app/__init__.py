"""City networks: questionnaires, answers, profiles and proven staff exchange programmes.

The folders are the steps of the story, in order; each imports only the steps before it.
Read them top to bottom in docs/architecture.md.
"""

__version__ = "0.1.0"
