"""What fulfils the ports: PostgreSQL, the grader's pool; the only place that knows them."""
