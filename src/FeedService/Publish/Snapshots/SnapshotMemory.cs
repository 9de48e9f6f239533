// The memory that rendered feeds may take. When it is full, what was asked for longest ago makes room.
using Microsoft.Extensions.Options;

namespace FeedService.Publish.Snapshots;

/// <summary>
/// Time here is the number of representations made so far: nothing has to make room between two of them, so a finer order
/// of the requests in between would be of no use, and a request only has to write it down when it has moved on.
/// </summary>
internal sealed class SnapshotMemory(IOptions<FeedsOptions> options)
{
    /// <summary>What a representation takes besides its bytes: two objects, an ETag, a place in the set.</summary>
    private const int Frame = 250;

    /// <summary>A rendering leaves a megabyte of garbage, and a process at rest never collects it.</summary>
    private const int Burst = 500;

    private readonly long most = options.Value.CacheMegabytes * 1024L * 1024;
    private readonly Lock gate = new();
    private readonly HashSet<Representation> kept = [];
    private long now;
    private long size;
    private long madeBefore;
    private long madeAtTidying;

    public long Now => Volatile.Read(ref now);

    /// <summary>Bytes held.</summary>
    public long Size => Volatile.Read(ref size);

    public void Keep(Representation made)
    {
        lock (gate)
        {
            now++;
            made.Use(now);
            kept.Add(made);
            Hold(SizeOf(made));
            if (size > most)
                MakeRoom();
        }
    }

    /// <summary>For what another one has taken the place of.</summary>
    public void Drop(Representation old)
    {
        lock (gate)
        {
            if (kept.Remove(old))
                Hold(-SizeOf(old));
        }
    }

    /// <summary>Called about once a second: when a burst of renderings is over, gives the system back what it left. Everything stands still for some 30 ms.</summary>
    public void Tidy()
    {
        var made = Now;
        if (made == madeBefore && made - madeAtTidying >= Burst)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            madeAtTidying = made;
        }
        madeBefore = made;
    }

    /// <summary>A tenth at once, so that sorting pays; never what was made just now.</summary>
    private void MakeRoom()
    {
        foreach (var old in kept.OrderBy(representation => representation.UsedAt).SkipLast(1).ToList())
        {
            if (size <= most - (most / 10))
                return;
            kept.Remove(old);
            Hold(-SizeOf(old));
            old.Forget();
        }
    }

    private void Hold(int bytes)
    {
        size += bytes;
        RenderTelemetry.Held(bytes);
    }

    private static int SizeOf(Representation representation) => representation.Length + Frame;
}
