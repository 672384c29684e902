"""A short program that the tests of the leak gate keep secret."""

REFERENCE = """def count_orders(lines):
    counts = {}
    for line in lines:
        drink = line.strip().lower()
        if drink:
            counts[drink] = counts.get(drink, 0) + 1
    return counts
"""
