// Whether this process is in a transaction that writes: then it is nobody else who holds the database's lock.
namespace FeedService.Storage;

internal sealed class OwnWrites
{
    private int underWay;

    public bool AreUnderWay => Volatile.Read(ref underWay) > 0;

    /// <summary>To be called with the lock in hand, and disposed of before it is given back.</summary>
    public IDisposable Begin()
    {
        Interlocked.Increment(ref underWay);
        return new Writing(this);
    }

    private sealed class Writing(OwnWrites writes) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref writes.underWay);
    }
}
