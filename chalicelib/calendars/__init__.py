"""Business time: how long a calendar is open between two instants, and when a duration has passed.

One rule decides everything: **a calendar is open at an instant exactly when the clock on its wall
then reads a time inside one of its spans**, and what counts is the time that really elapses while
it is open. Nothing else is said about daylight saving, because nothing else is needed:

- A reading that a clock change leaves out never comes, so it counts nothing. A span that begins in
  such a gap begins when the clock jumps over it; one that ends in a gap ends there.
- A reading that comes twice counts twice. Where 01:00 to 02:00 comes twice, a span from 00:00 to
  01:30 ends at the first 01:30 and is open again from the second 01:00 to the second 01:30.
- A day that a zone skipped (Apia, 30 December 2011) has no open time.

People go by that clock too; no reading is open on one pass and closed on the next, which mapping a
span's two ends to instants (PEP 495's `fold`) would bring, and no time is counted twice or lost.
"""

from chalicelib.calendars.calendar import Calendar, add, elapsed
from chalicelib.calendars.opening import Span

__all__ = ["Calendar", "Span", "add", "elapsed"]
