"""One module a Lambda, complete by itself: it reads, calls one service, answers."""
