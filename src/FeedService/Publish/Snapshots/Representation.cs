// One encoding of a rendered feed, with every header that its answers carry, ready to be sent.
using System.Buffers.Text;
using System.Security.Cryptography;

namespace FeedService.Publish.Snapshots;

internal sealed class Representation(Snapshot snapshot, ContentCoding coding, byte[] bytes)
{
    private volatile byte[]? kept = bytes;

    public Snapshot Snapshot { get; } = snapshot;

    /// <summary>Content-Encoding, or null for the plain bytes.</summary>
    public string? Encoding { get; } = ContentCodings.NameOf(coding);

    /// <summary>Strong, over these very bytes.</summary>
    public string ETag { get; } = $"\"{Base64Url.EncodeToString(SHA256.HashData(bytes).AsSpan(0, 16))}\"";

    public int Length { get; } = bytes.Length;

    /// <summary>Null once they had to make room. The validators stay: who has the bytes is still told so.</summary>
    public byte[]? Bytes => kept;

    /// <summary>When it was last asked for, in the memory's own time.</summary>
    public long UsedAt { get; private set; }

    /// <summary>Written only where it changes: all requests for a feed share this line of the processors' caches.</summary>
    public void Use(long now)
    {
        if (UsedAt != now)
            UsedAt = now;
    }

    public void Forget() => kept = null;
}
