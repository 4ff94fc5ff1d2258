"""The reception's pages: the queue, the operator's one screen, steps on an appeal, life situations."""
