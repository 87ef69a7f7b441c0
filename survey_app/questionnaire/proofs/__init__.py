"""What conditions can do, proven by example answers; where nothing can be proven, nothing is said."""

from survey_app.questionnaire.proofs.findings import proof_problems

__all__ = ["proof_problems"]
