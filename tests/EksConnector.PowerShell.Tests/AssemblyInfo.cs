// Each test starts processes of its own, and some measure time: two at a time are enough for a small machine.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
