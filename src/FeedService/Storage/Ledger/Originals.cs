// The operator's bytes as they are kept: Brotli, which halves a page of text and loses nothing.
using System.IO.Compression;

namespace FeedService.Storage;

internal static class Originals
{
    public static byte[] Pack(byte[] bytes)
    {
        var packed = new byte[BrotliEncoder.GetMaxCompressedLength(bytes.Length)];
        return BrotliEncoder.TryCompress(bytes, packed, out var length, quality: 5, window: 22)
            ? packed.AsSpan(0, length).ToArray()
            : throw new InvalidOperationException("Brotli's own bound was too small.");
    }

    public static byte[] Unpack(byte[] packed, long size)
    {
        var bytes = new byte[size];
        return BrotliDecoder.TryDecompress(packed, bytes, out var length) && length == size
            ? bytes
            : throw new InvalidDataException("A listing's original bytes in the database are damaged.");
    }
}
