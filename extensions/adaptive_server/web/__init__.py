"""HTTP: the route table and the three doors it is served through."""
