"""What a form's page says when it comes back because somebody else was saving at the same moment."""

PLACE = "main-content"
"""The id to which the sentence leads: it is about the whole form."""

NOT_NOW = "Nothing was saved: somebody else was saving just then. Your entries are here. Send them again."
