"""Google Gemini in a process of its own: slow to load, easy to stop, never beside the API.

options    what may be chosen: model, safety, limits
faults     what can go wrong, in eight words
prompt     what is sent, and what is never sent
process    the service's side: starts the worker, asks, stops
worker     the worker's side: one task per answer
sdk        the one module that imports google-genai
breaker    when not to ask at all
budget     tokens per learner, class and day
"""
