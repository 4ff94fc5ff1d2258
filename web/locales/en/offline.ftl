without-network-now = No network.
without-network-as-of = Copy as of { $moment }
without-network-title = No network
without-network-means = This page cannot be shown now. Places and works that you looked at lately open without a network too.
without-network-again = Try again
without-network-kept = Opened lately
without-network-none = No pages are kept yet. They will be when you open an address or a work.
without-network-open-map = Map of works
