// A feed rendered at one revision: each encoding is made once, when it is first asked for.
using System.Globalization;
using FeedService.Formats;

namespace FeedService.Publish.Snapshots;

/// <summary>The headers that do not depend on the bytes, made once.</summary>
internal sealed record SnapshotHeaders(string ContentType, string ContentDisposition, string CacheControl)
{
    public static SnapshotHeaders Of(FeedFormat format, string name, string cacheControl) =>
        new(format.MediaType, $"inline; filename=\"{name}.{format.Extension}\"", cacheControl);
}

internal sealed class Snapshot
{
    private readonly SnapshotMemory memory;
    private readonly Lock gate = new();
    private readonly Representation?[] representations = new Representation?[ContentCodings.Count];

    /// <param name="rendered">The plain bytes.</param>
    /// <param name="codings">Those that are wanted now. Plain bytes that nobody wants are not kept: any other encoding gives them back.</param>
    public Snapshot(byte[] rendered, IEnumerable<ContentCoding> codings, DateTimeOffset lastModified, SnapshotHeaders headers, SnapshotMemory memory)
    {
        this.memory = memory;
        (Headers, LastModified, LastModifiedText) = (headers, lastModified, lastModified.ToString("R", CultureInfo.InvariantCulture));
        foreach (var coding in codings)
            Keep(coding, rendered);
    }

    public SnapshotHeaders Headers { get; }

    /// <summary>Whole seconds, UTC; newer than that of any other rendering that this one replaced.</summary>
    public DateTimeOffset LastModified { get; }

    /// <summary>As the header says it.</summary>
    public string LastModifiedText { get; }

    /// <summary>Those whose bytes are at hand.</summary>
    public IReadOnlyList<ContentCoding> Codings => [.. Enum.GetValues<ContentCoding>().Where(coding => representations[(int)coding]?.Bytes is not null)];

    /// <summary>The representation if it was ever made; its bytes may have had to make room.</summary>
    public Representation? Find(ContentCoding coding)
    {
        var found = Volatile.Read(ref representations[(int)coding]);
        found?.Use(memory.Now);
        return found;
    }

    /// <summary>The representation with its bytes, made from another one if need be; null where none has any left.</summary>
    public Representation? Make(ContentCoding coding)
    {
        if (Find(coding) is { Bytes: not null } found)
            return found;
        lock (gate)
        {
            if (Find(coding) is { Bytes: not null } made)
                return made;
            foreach (var other in Enum.GetValues<ContentCoding>())
            {
                if (representations[(int)other]?.Bytes is { } bytes)
                    return Keep(coding, ContentCodings.Decode(other, bytes));
            }
            return null;
        }
    }

    /// <summary>Gives its memory back; requests that are being answered go on.</summary>
    public void Drop()
    {
        foreach (var representation in representations)
        {
            if (representation is not null)
                memory.Drop(representation);
        }
    }

    private Representation Keep(ContentCoding coding, byte[] plain)
    {
        var made = new Representation(this, coding, ContentCodings.Encode(coding, plain));
        Volatile.Write(ref representations[(int)coding], made);
        memory.Keep(made);
        return made;
    }
}
