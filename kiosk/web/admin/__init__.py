"""The admin: accounts, tablets, settings, exports, and what clients ask for."""
