// Mints the ids that items and topics keep for ever.
using System.Security.Cryptography;
using System.Text;

namespace FeedService.Ledger;

/// <summary>
/// Name-based UUIDs (RFC 9562 section 5.5), so that a rebuild, another order of arrival or another database mints the
/// same id. Nothing here may ever change.
/// </summary>
internal static class ItemIdentity
{
    private static readonly Guid Namespace = new("6f2f9a1e-5b0c-4d8e-9a53-0d9a7c1be2f4");

    /// <param name="ordinal">How many items had exactly this first text before this one; 0 but for true twins.</param>
    public static Guid IdOf(string title, string? teaser, int ordinal) =>
        Named($"{NormalForm.Version}\n{NormalForm.Of(title)}\n{NormalForm.Of(teaser)}\n{ordinal}");

    public static Guid TopicIdOf(string slug) => Named($"topic\n{slug}");

    private static Guid Named(string name)
    {
        var input = new byte[16 + Encoding.UTF8.GetByteCount(name)];
        Namespace.TryWriteBytes(input, bigEndian: true, out _);
        Encoding.UTF8.GetBytes(name, input.AsSpan(16));
#pragma warning disable CA5350 // SHA-1 is what version 5 is defined with; it names things here and protects nothing.
        var hash = SHA1.HashData(input).AsSpan(0, 16);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash, bigEndian: true);
    }
}
