"""Starts and watches the whole product on one machine: PostgreSQL, hub, proxy, service."""
