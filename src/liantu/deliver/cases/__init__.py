"""Cases: one application for one item of the approval graph, told by its events.

Two ways to be quick are two different machines. **Acceptance with gaps** goes on with the review and withholds the
result until the missing secondary material has come. A **promise** decides at once and inspects afterwards; what rested
on it is locked again when the decision is revoked.
"""
