"""privacyflow reads privacy policies and tells where people's data goes.

The road from a policy to an answer is `privacyflow.pipeline`; this module imports nothing, so that
`import privacyflow` costs nothing.
"""

__version__ = "0.1.0"
