"""The engine: databases, transactions, tables, keys and time; nothing of the clinic."""
